package ai.fluxion.core.stages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** {@code $let}, {@code $literal}, {@code $rand}. */
final class Bindings {
    private static final Pattern VARIABLE = Pattern.compile("[a-z\\P{ASCII}][A-Za-z0-9_\\P{ASCII}]*|CURRENT");

    private Bindings() {}

    static void register(Operators all) {
        all.form("$let", Bindings::let);
        all.form("$literal", (value, site) -> new Literal(site.value(value).orElse(null)));
        all.form("$rand", Bindings::rand);
    }

    private static Node rand(Object arguments, Site site) {
        if (!(arguments instanceof Map<?, ?> map) || !map.isEmpty()) {
            return site.broken("takes an empty object");
        }
        site.notDeterministic();
        return scope -> ThreadLocalRandom.current().nextDouble();
    }

    private static Node let(Object arguments, Site site) {
        if (!Operators.checkNames(arguments, List.of("vars", "in"), List.of(), site)) {
            return Site.BROKEN;
        }
        Map<?, ?> map = (Map<?, ?>) arguments;
        if (!(map.get("vars") instanceof Map<?, ?> definitions)) {
            return site.at("vars").broken("takes an object of variables");
        }
        Site inside = site;
        List<Integer> slots = new ArrayList<>();
        List<Node> values = new ArrayList<>();
        for (Map.Entry<?, ?> variable : definitions.entrySet()) {
            String name = String.valueOf(variable.getKey());
            Site here = site.at("vars").at(name);
            checkName(name, here);
            values.add(here.expression(variable.getValue()));
            inside = inside.with(name);
            slots.add(inside.variable(name).orElseThrow());
        }
        Node result = site.at("in").withVariablesOf(inside).expression(map.get("in"));
        return new Let(slots.stream().mapToInt(Integer::intValue).toArray(), values.toArray(Node[]::new), result);
    }

    /** Reports a name that no variable may have. */
    static void checkName(String name, Site site) {
        if (!VARIABLE.matcher(name).matches()) {
            site.wrongArguments(
                    "a variable's name starts with a small letter and has letters, digits and _, got '" + name + "'");
        }
    }

    private static final class Let implements Node {
        private final int[] slots;
        private final Node[] values;
        private final Node result;

        Let(int[] slots, Node[] values, Node result) {
            this.slots = slots;
            this.values = values;
            this.result = result;
        }

        private void assign(Scope scope) {
            for (int i = 0; i < slots.length; i++) {
                scope.assign(slots[i], values[i].copy(scope));
            }
        }

        @Override
        public Object evaluate(Scope scope) {
            assign(scope);
            return result.evaluate(scope);
        }

        @Override
        public Object copy(Scope scope) {
            assign(scope);
            return result.copy(scope);
        }
    }
}
