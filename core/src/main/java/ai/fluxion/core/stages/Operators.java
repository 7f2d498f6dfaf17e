package ai.fluxion.core.stages;

import ai.fluxion.core.model.Unavailable;
import ai.fluxion.core.names.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The operators of expressions by name. Most are a function of values: {@link #unary}, {@link #binary}, {@link #variadic},
 * {@link #named}. The others compile their arguments themselves: {@link #form}.
 *
 * <p>Functions get {@link Missing#VALUE} for what is missing and never a value that is unavailable; they throw an
 * invalid-record failure of the place. What they took out of an array or document as it is held, they may return so. An {@code ArithmeticException} or {@code DateTimeException} of theirs becomes one.
 */
final class Operators {
    /** Compiles the arguments of an operator. */
    @FunctionalInterface
    interface Form {
        Node compile(Object arguments, Site site);
    }

    @FunctionalInterface
    interface Unary {
        Object apply(Object value, Place place);
    }

    @FunctionalInterface
    interface Binary {
        Object apply(Object left, Object right, Place place);
    }

    @FunctionalInterface
    interface Variadic {
        Object apply(Object[] values, Place place);
    }

    private static final Map<String, Form> ALL = new HashMap<>();

    static {
        Operators all = new Operators();
        Comparisons.register(all);
        Booleans.register(all);
        Conditionals.register(all);
        Bindings.register(all);
        Arithmetic.register(all);
        Mathematics.register(all);
        Trigonometry.register(all);
        Bits.register(all);
        Totals.register(all);
        Statistics.register(all);
        Strings.register(all);
        StringSearch.register(all);
        ByteStrings.register(all);
        Hashes.register(all);
        ArrayOperators.register(all);
        ArrayChoices.register(all);
        Sets.register(all);
        Iterations.register(all);
        ObjectOperators.register(all);
        Conversions.register(all);
        Dates.register(all);
        DateTexts.register(all);
        DateParts.register(all);
        DateArithmetic.register(all);
    }

    private Operators() {}

    static Optional<Form> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static List<String> names() {
        return List.copyOf(new TreeSet<>(ALL.keySet()));
    }

    // ---- how the files of subjects add theirs

    void form(String name, Form form) {
        if (ALL.put(name, form) != null) {
            throw new IllegalStateException("two operators " + name);
        }
    }

    void unary(String name, Unary function) {
        form(name, (arguments, site) -> {
            List<Node> nodes = arguments(arguments, 1, 1, site);
            return nodes.isEmpty() ? Site.BROKEN : new Calls.UnaryNode(function, nodes.get(0), site.place());
        });
    }

    void binary(String name, Binary function) {
        form(name, (arguments, site) -> {
            List<Node> nodes = arguments(arguments, 2, 2, site);
            return nodes.isEmpty()
                    ? Site.BROKEN
                    : new Calls.BinaryNode(function, nodes.get(0), nodes.get(1), site.place());
        });
    }

    /** @param most -1 for any number; an optional argument that is not there is {@link Missing#ARGUMENT} */
    void variadic(String name, int least, int most, Variadic function) {
        form(name, (arguments, site) -> {
            int problems = site.problemCount();
            List<Node> nodes = new ArrayList<>(arguments(arguments, least, most, site));
            if (!site.soundSince(problems)) {
                return Site.BROKEN;
            }
            while (nodes.size() < most) {
                nodes.add(new Literal(Missing.ARGUMENT));
            }
            return call(function, nodes, site.place());
        });
    }

    /** An operator whose arguments have names; the function gets their values in this order. */
    void named(String name, List<String> required, List<String> optional, Variadic function) {
        named(name, required, optional, Map.of(), function);
    }

    /** As the other, with arguments that are {@link Argument#prepare prepared}. */
    void named(
            String name,
            List<String> required,
            List<String> optional,
            Map<String, Argument<?>> prepared,
            Variadic function) {
        form(name, (arguments, site) -> {
            int problems = site.problemCount();
            List<Node> nodes = namedArguments(arguments, required, optional, prepared, site);
            return site.soundSince(problems) ? call(function, nodes, site.place()) : Site.BROKEN;
        });
    }

    // ---- how arguments are read

    /** The arguments of an operator, one or a list; reports and gives none if their number is wrong. */
    static List<Node> arguments(Object definition, int least, int most, Site site) {
        List<?> list = definition instanceof List<?> items ? items : null;
        int count = list == null ? 1 : list.size();
        if (count < least || (most >= 0 && count > most)) {
            String expected = least == most ? least + "" : most < 0 ? "at least " + least : least + " to " + most;
            site.wrongArguments(
                    "takes " + expected + (least == 1 && most == 1 ? " argument" : " arguments") + ", got " + count);
            return List.of();
        }
        return list == null ? List.of(site.expression(definition)) : site.expressions(list);
    }

    /** Named arguments in the order of the names, {@link Missing#ARGUMENT} for those left out. */
    static List<Node> namedArguments(Object definition, List<String> required, List<String> optional, Site site) {
        return namedArguments(definition, required, optional, Map.of(), site);
    }

    /** As the other, with arguments that are {@link Argument#prepare prepared}. */
    static List<Node> namedArguments(
            Object definition,
            List<String> required,
            List<String> optional,
            Map<String, Argument<?>> prepared,
            Site site) {
        List<Node> nodes = new ArrayList<>();
        if (!checkNames(definition, required, optional, site)) {
            return nodes;
        }
        Map<?, ?> map = (Map<?, ?>) definition;
        List<String> names = new ArrayList<>(required);
        names.addAll(optional);
        for (String name : names) {
            Site here = site.at(name);
            Node node = map.containsKey(name) ? here.expression(map.get(name)) : new Literal(Missing.ARGUMENT);
            Argument<?> argument = prepared.get(name);
            nodes.add(argument == null ? node : argument.prepare(node, here));
        }
        return nodes;
    }

    /** Whether a definition is a map with these names; reports what is not right. */
    static boolean checkNames(Object definition, List<String> required, List<String> optional, Site site) {
        List<String> names = new ArrayList<>(required);
        names.addAll(optional);
        if (!(definition instanceof Map<?, ?> map)) {
            site.wrongArguments("takes an object with " + String.join(", ", names));
            return false;
        }
        boolean right = true;
        for (Object key : map.keySet()) {
            if (!names.contains(String.valueOf(key))) {
                site.at(String.valueOf(key))
                        .wrongArguments("no argument '" + key + "'; it takes " + String.join(", ", names)
                                + NearestName.hint(String.valueOf(key), names));
                right = false;
            }
        }
        for (String name : required) {
            if (!map.containsKey(name)) {
                site.wrongArguments("lacks the argument '" + name + "'");
                right = false;
            }
        }
        return right;
    }

    /** The node's value where one is needed that the source did send. */
    static Object value(Node node, Scope scope, Place place) {
        Object value = node.evaluate(scope);
        if (value == Unavailable.VALUE) {
            throw place.unavailable();
        }
        return value;
    }

    /** A function of the values of nodes. */
    static Node call(Variadic function, List<Node> arguments, Place place) {
        return new Calls.VariadicNode(function, arguments.toArray(Node[]::new), place);
    }

    /** Null, or missing. */
    static boolean isNullish(Object value) {
        return value == null || value == Missing.VALUE;
    }

    static boolean anyNullish(Object[] values) {
        for (Object value : values) {
            if (isNullish(value)) {
                return true;
            }
        }
        return false;
    }
}
