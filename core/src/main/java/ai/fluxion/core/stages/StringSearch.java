package ai.fluxion.core.stages;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What looks for text in text, and replaces it. */
final class StringSearch {
    private StringSearch() {}

    static void register(Operators all) {
        all.variadic("$indexOfCP", 2, 4, StringSearch::indexOf);
        all.named("$replaceOne", List.of("input", "find", "replacement"), List.of(), (values, place) -> {
            if (anyNullish(values, place)) {
                return null;
            }
            String text = (String) values[0];
            String found = (String) values[1];
            int at = text.indexOf(found);
            return at < 0 ? text : text.substring(0, at) + values[2] + text.substring(at + found.length());
        });
        all.named(
                "$replaceAll",
                List.of("input", "find", "replacement"),
                List.of(),
                (values, place) -> anyNullish(values, place)
                        ? null
                        : ((String) values[0]).replace((String) values[1], (String) values[2]));
        all.form("$regexMatch", StringSearch::regexMatch);
    }

    /** True if one is null; fails if one is neither that nor text. */
    private static boolean anyNullish(Object[] values, Place place) {
        boolean nullish = false;
        for (Object value : values) {
            if (Operators.isNullish(value)) {
                nullish = true;
            } else {
                Strings.text(value, place);
            }
        }
        return nullish;
    }

    private static Object indexOf(Object[] values, Place place) {
        if (Operators.isNullish(values[0])) {
            return null;
        }
        String text = Strings.text(values[0], place);
        String wanted = Strings.text(values[1], place);
        int points = text.codePointCount(0, text.length());
        long start = values[2] == Missing.ARGUMENT ? 0 : Strings.position(values[2], place);
        long end = values[3] == Missing.ARGUMENT ? points : Math.min(points, Strings.position(values[3], place));
        if (start > end) {
            return -1;
        }
        int limit = text.offsetByCodePoints(0, (int) end);
        int at = text.indexOf(wanted, text.offsetByCodePoints(0, (int) start));
        return at < 0 || at + wanted.length() > limit ? -1 : text.codePointCount(0, at);
    }

    private static Node regexMatch(Object arguments, Site site) {
        int problems = site.problemCount();
        List<Node> nodes = Operators.namedArguments(arguments, List.of("input", "regex"), List.of("options"), site);
        if (!site.soundSince(problems)) {
            return Site.BROKEN;
        }
        if (!(nodes.get(1) instanceof Literal regex && regex.value() instanceof String pattern)) {
            return site.at("regex").broken("takes a pattern that is written out, not computed");
        }
        Object written = ((Map<?, ?>) arguments).get("options");
        Optional<Regex> compiled = Regex.compile(pattern, written, site);
        return compiled.map(found -> (Node) new Matches(nodes.get(0), found, site.place()))
                .orElse(Site.BROKEN);
    }

    private record Matches(Node input, Regex regex, Place place) implements Node {
        @Override
        public Object evaluate(Scope scope) {
            Object value = Operators.value(input, scope, place);
            return !Operators.isNullish(value) && regex.find(Strings.text(value, place), place);
        }

        @Override
        public boolean constant() {
            return input.constant();
        }
    }
}
