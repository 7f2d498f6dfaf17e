package ai.fluxion.core.stages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** What looks for text in text, and replaces it. */
final class StringSearch {
    private StringSearch() {}

    static void register(Operators all) {
        all.variadic("$indexOfCP", 2, 4, StringSearch::indexOf);
        all.form("$split", StringSearch::split);
        all.form("$replaceOne", (arguments, site) -> replace(arguments, false, site));
        all.form("$replaceAll", (arguments, site) -> replace(arguments, true, site));
        RegexSearch.register(all);
    }

    // ---- $split

    private static Node split(Object arguments, Site site) {
        int problems = site.problemCount();
        if (arguments instanceof List<?> both && both.size() == 2 && RegexOperand.isLiteral(both.get(1))) {
            Node text = site.at(0).expression(both.get(0));
            return RegexOperand.literal(both.get(1), site.at(1))
                    .filter(regex -> site.soundSince(problems))
                    .map(regex -> Operators.call(
                            (values, place) -> splitByRegex(values[0], regex, place), List.of(text), site.place()))
                    .orElse(Site.BROKEN);
        }
        List<Node> nodes = Operators.arguments(arguments, 2, 2, site);
        return site.soundSince(problems)
                ? Operators.call((values, place) -> split(values[0], values[1], place), nodes, site.place())
                : Site.BROKEN;
    }

    private static Object split(Object value, Object delimiter, Place place) {
        if (Operators.isNullish(value) || Operators.isNullish(delimiter)) {
            return null;
        }
        String text = Strings.text(value, place);
        String between = Strings.text(delimiter, place);
        if (between.isEmpty()) {
            throw place.operand("a delimiter that is not empty", delimiter);
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(between); at >= 0; at = text.indexOf(between, from)) {
            parts.add(text.substring(from, at));
            from = at + between.length();
        }
        parts.add(text.substring(from));
        return Lists.of(parts);
    }

    /** An empty match divides nothing. */
    private static Object splitByRegex(Object value, Regex regex, Place place) {
        if (Operators.isNullish(value)) {
            return null;
        }
        String text = Strings.text(value, place);
        return regex.search(text, place, matcher -> {
            List<String> parts = new ArrayList<>();
            int from = 0;
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    parts.add(text.substring(from, matcher.start()));
                    from = matcher.end();
                }
            }
            parts.add(text.substring(from));
            return Lists.of(parts);
        });
    }

    // ---- $replaceOne, $replaceAll

    private static Node replace(Object arguments, boolean everywhere, Site site) {
        int problems = site.problemCount();
        List<String> names = List.of("input", "find", "replacement");
        if (arguments instanceof Map<?, ?> map && RegexOperand.isLiteral(map.get("find"))) {
            if (!Operators.checkNames(arguments, names, List.of(), site)) {
                return Site.BROKEN;
            }
            List<Node> nodes = List.of(
                    site.at("input").expression(map.get("input")),
                    site.at("replacement").expression(map.get("replacement")));
            return RegexOperand.literal(map.get("find"), site.at("find"))
                    .filter(regex -> site.soundSince(problems))
                    .map(regex -> Operators.call(
                            (values, place) -> replaceByRegex(values, regex, everywhere, place), nodes, site.place()))
                    .orElse(Site.BROKEN);
        }
        List<Node> nodes = Operators.namedArguments(arguments, names, List.of(), site);
        return site.soundSince(problems)
                ? Operators.call((values, place) -> replace(values, everywhere, place), nodes, site.place())
                : Site.BROKEN;
    }

    private static Object replace(Object[] values, boolean everywhere, Place place) {
        if (anyNullish(values, place)) {
            return null;
        }
        String text = (String) values[0];
        String found = (String) values[1];
        if (everywhere) {
            return text.replace(found, (String) values[2]);
        }
        int at = text.indexOf(found);
        return at < 0 ? text : text.substring(0, at) + values[2] + text.substring(at + found.length());
    }

    private static Object replaceByRegex(Object[] values, Regex regex, boolean everywhere, Place place) {
        if (anyNullish(values, place)) {
            return null;
        }
        String text = (String) values[0];
        String replacement = Matcher.quoteReplacement((String) values[1]);
        return regex.search(
                text,
                place,
                matcher -> everywhere ? matcher.replaceAll(replacement) : matcher.replaceFirst(replacement));
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
}
