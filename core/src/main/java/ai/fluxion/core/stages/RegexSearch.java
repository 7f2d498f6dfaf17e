package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** {@code $regexMatch}, {@code $regexFind}, {@code $regexFindAll}. Positions are code points. */
final class RegexSearch {
    /** What is made of a text by a regular expression. */
    @FunctionalInterface
    private interface Search {
        Object apply(String text, Regex regex, Place place);
    }

    private RegexSearch() {}

    static void register(Operators all) {
        form(all, "$regexMatch", false, (text, regex, place) -> regex.find(text, place));
        form(
                all,
                "$regexFind",
                null,
                (text, regex, place) ->
                        regex.search(text, place, matcher -> matcher.find() ? found(text, matcher) : null));
        form(
                all,
                "$regexFindAll",
                Lists.of(List.of()),
                (text, regex, place) -> regex.search(text, place, matcher -> {
                    List<Object> matches = new ArrayList<>();
                    while (matcher.find()) {
                        matches.add(found(text, matcher));
                    }
                    return Lists.of(matches);
                }));
    }

    /** @param none the result where there is no text or no pattern */
    private static void form(Operators all, String name, Object none, Search search) {
        all.form(name, (arguments, site) -> {
            int problems = site.problemCount();
            if (!Operators.checkNames(arguments, List.of("input", "regex"), List.of("options"), site)) {
                return Site.BROKEN;
            }
            Map<?, ?> map = (Map<?, ?>) arguments;
            Node input = site.at("input").expression(map.get("input"));
            return RegexOperand.of(map, site)
                    .filter(regex -> site.soundSince(problems))
                    .map(regex -> (Node) new SearchNode(input, regex, none, search, site.place()))
                    .orElse(Site.BROKEN);
        });
    }

    private static Document found(String text, Matcher matcher) {
        List<Object> captures = new ArrayList<>(matcher.groupCount());
        for (int i = 1; i <= matcher.groupCount(); i++) {
            captures.add(matcher.group(i));
        }
        return Document.of(
                "match", matcher.group(), "idx", text.codePointCount(0, matcher.start()), "captures", captures);
    }

    private record SearchNode(Node input, RegexOperand regex, Object none, Search search, Place place) implements Node {
        @Override
        public Object evaluate(Scope scope) {
            Object value = Operators.value(input, scope, place);
            Regex known = regex.of(scope);
            if (Operators.isNullish(value)) {
                return none;
            }
            String text = Strings.text(value, place);
            return known == null ? none : search.apply(text, known, place);
        }

        @Override
        public boolean constant() {
            return input.constant() && regex.constant();
        }
    }
}
