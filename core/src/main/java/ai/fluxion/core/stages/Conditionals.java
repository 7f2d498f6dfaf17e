package ai.fluxion.core.stages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code $cond}, {@code $switch}, {@code $ifNull}: what is not chosen is not computed. */
final class Conditionals {
    private Conditionals() {}

    static void register(Operators all) {
        all.form("$cond", Conditionals::cond);
        all.form("$switch", Conditionals::switchOn);
        all.form("$ifNull", Conditionals::ifNull);
    }

    private static Node cond(Object arguments, Site site) {
        List<Node> nodes = arguments instanceof Map
                ? Operators.namedArguments(arguments, List.of("if", "then", "else"), List.of(), site)
                : Operators.arguments(arguments, 3, 3, site);
        if (nodes.size() < 3) {
            return Site.BROKEN;
        }
        return choice(List.of(nodes.get(0)), List.of(nodes.get(1)), nodes.get(2), site);
    }

    private static Node switchOn(Object arguments, Site site) {
        if (!Operators.checkNames(arguments, List.of("branches"), List.of("default"), site)) {
            return Site.BROKEN;
        }
        Map<?, ?> map = (Map<?, ?>) arguments;
        if (!(map.get("branches") instanceof List<?> branches) || branches.isEmpty()) {
            return site.at("branches").broken("takes a list of one or more {case, then}");
        }
        List<Node> cases = new ArrayList<>();
        List<Node> results = new ArrayList<>();
        for (int i = 0; i < branches.size(); i++) {
            List<Node> branch = Operators.namedArguments(
                    branches.get(i),
                    List.of("case", "then"),
                    List.of(),
                    site.at("branches").at(i));
            if (branch.size() == 2) {
                cases.add(branch.get(0));
                results.add(branch.get(1));
            }
        }
        Place place = site.place();
        Node otherwise = map.containsKey("default")
                ? site.at("default").expression(map.get("default"))
                : scope -> {
                    throw place.invalid("FLX-STAGE-SWITCH", "no branch of $switch holds, and it has no default");
                };
        return choice(cases, results, otherwise, site);
    }

    /** Leaves out what can't be chosen. */
    private static Node choice(List<Node> cases, List<Node> results, Node otherwise, Site site) {
        List<Node> openCases = new ArrayList<>();
        List<Node> openResults = new ArrayList<>();
        Node last = otherwise;
        for (int i = 0; i < cases.size(); i++) {
            if (!(cases.get(i) instanceof Literal known)) {
                openCases.add(cases.get(i));
                openResults.add(results.get(i));
            } else if (Booleans.isTrue(known.value())) {
                last = results.get(i);
                break;
            }
        }
        return openCases.isEmpty()
                ? last
                : new Choice(openCases.toArray(Node[]::new), openResults.toArray(Node[]::new), last, site.place());
    }

    private static Node ifNull(Object arguments, Site site) {
        List<Node> nodes = Operators.arguments(arguments, 2, -1, site);
        return nodes.isEmpty() ? Site.BROKEN : new FirstPresent(nodes.toArray(Node[]::new));
    }

    private static final class Choice implements Node {
        private final Node[] cases;
        private final Node[] results;
        private final Node otherwise;
        private final Place place;

        Choice(Node[] cases, Node[] results, Node otherwise, Place place) {
            this.cases = cases;
            this.results = results;
            this.otherwise = otherwise;
            this.place = place;
        }

        private Node chosen(Scope scope) {
            for (int i = 0; i < cases.length; i++) {
                if (Booleans.isTrue(cases[i], scope, place)) {
                    return results[i];
                }
            }
            return otherwise;
        }

        @Override
        public Object evaluate(Scope scope) {
            return chosen(scope).evaluate(scope);
        }

        @Override
        public Object copy(Scope scope) {
            return chosen(scope).copy(scope);
        }
    }

    private static final class FirstPresent implements Node {
        private final Node[] candidates;

        FirstPresent(Node[] candidates) {
            this.candidates = candidates;
        }

        @Override
        public Object evaluate(Scope scope) {
            for (int i = 0; i < candidates.length - 1; i++) {
                Object value = candidates[i].evaluate(scope);
                if (!Operators.isNullish(value)) {
                    return value;
                }
            }
            return candidates[candidates.length - 1].evaluate(scope);
        }

        @Override
        public Object copy(Scope scope) {
            for (int i = 0; i < candidates.length - 1; i++) {
                Object value = candidates[i].copy(scope);
                if (!Operators.isNullish(value)) {
                    return value;
                }
            }
            return candidates[candidates.length - 1].copy(scope);
        }

        @Override
        public boolean constant() {
            for (Node candidate : candidates) {
                if (!candidate.constant()) {
                    return false;
                }
            }
            return true;
        }
    }
}
