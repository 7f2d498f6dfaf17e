package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code $map}, {@code $filter}, {@code $reduce}: an expression for each item of an array. */
final class Iterations {
    private Iterations() {}

    static void register(Operators all) {
        all.form("$map", Iterations::map);
        all.form("$filter", Iterations::filter);
        all.form("$reduce", Iterations::reduce);
    }

    /** The place inside, where the variable named by {@code as} is seen; {@code this} if none is named. */
    private static Site inside(Map<?, ?> arguments, Site site) {
        Object name = arguments.get("as");
        if (name == null) {
            return site.with("this");
        }
        if (name instanceof String text) {
            Bindings.checkName(text, site.at("as"));
        } else {
            site.at("as").wrongArguments("takes the name of a variable");
        }
        return site.with(String.valueOf(name));
    }

    private static int slot(Map<?, ?> arguments, Site inside) {
        Object name = arguments.get("as");
        return inside.variable(name == null ? "this" : String.valueOf(name)).orElseThrow();
    }

    private static Node map(Object definition, Site site) {
        if (!Operators.checkNames(definition, List.of("input", "in"), List.of("as"), site)) {
            return Site.BROKEN;
        }
        Map<?, ?> arguments = (Map<?, ?>) definition;
        Node input = site.at("input").expression(arguments.get("input"));
        Site inside = inside(arguments, site);
        int slot = slot(arguments, inside);
        Node result = inside.at("in").expression(arguments.get("in"));
        Place place = site.place();
        return scope -> {
            Object value = Operators.value(input, scope, place);
            if (Operators.isNullish(value)) {
                return null;
            }
            List<?> items = ArrayOperators.array(value, place);
            List<Object> results = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                scope.assign(slot, Document.held(items, i));
                Object item = result.copy(scope);
                results.add(item == Missing.VALUE ? null : item);
            }
            return Lists.of(results);
        };
    }

    private static Node filter(Object definition, Site site) {
        if (!Operators.checkNames(definition, List.of("input", "cond"), List.of("as", "limit"), site)) {
            return Site.BROKEN;
        }
        Map<?, ?> arguments = (Map<?, ?>) definition;
        Node input = site.at("input").expression(arguments.get("input"));
        Node limit =
                arguments.containsKey("limit") ? site.at("limit").expression(arguments.get("limit")) : Literal.NULL;
        Site inside = inside(arguments, site);
        int slot = slot(arguments, inside);
        Node condition = inside.at("cond").expression(arguments.get("cond"));
        Place place = site.place();
        return scope -> {
            Object value = Operators.value(input, scope, place);
            if (Operators.isNullish(value)) {
                return null;
            }
            long most = most(limit.evaluate(scope), place);
            List<?> items = ArrayOperators.array(value, place);
            List<Object> kept = new ArrayList<>();
            for (int i = 0; i < items.size() && kept.size() < most; i++) {
                scope.assign(slot, Document.held(items, i));
                if (Booleans.isTrue(condition, scope, place)) {
                    kept.add(Document.held(items, i));
                }
            }
            return Lists.of(kept);
        };
    }

    private static long most(Object limit, Place place) {
        if (Operators.isNullish(limit)) {
            return Long.MAX_VALUE;
        }
        long most = Strings.position(limit, place);
        if (most == 0) {
            throw place.operand("a limit above 0", limit);
        }
        return most;
    }

    private static Node reduce(Object definition, Site site) {
        if (!Operators.checkNames(definition, List.of("input", "initialValue", "in"), List.of(), site)) {
            return Site.BROKEN;
        }
        Map<?, ?> arguments = (Map<?, ?>) definition;
        Node input = site.at("input").expression(arguments.get("input"));
        Node initial = site.at("initialValue").expression(arguments.get("initialValue"));
        Site inside = site.with("this").with("value");
        int item = inside.variable("this").orElseThrow();
        int sofar = inside.variable("value").orElseThrow();
        Node step = inside.at("in").expression(arguments.get("in"));
        Place place = site.place();
        return scope -> {
            Object value = Operators.value(input, scope, place);
            if (Operators.isNullish(value)) {
                return null;
            }
            Object result = initial.copy(scope);
            List<?> items = ArrayOperators.array(value, place);
            for (int i = 0; i < items.size(); i++) {
                scope.assign(item, Document.held(items, i));
                scope.assign(sofar, result);
                result = step.copy(scope);
            }
            return FieldPaths.seen(result);
        };
    }
}
