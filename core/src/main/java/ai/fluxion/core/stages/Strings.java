package ai.fluxion.core.stages;

import java.util.List;
import java.util.Locale;

/** What makes and cuts text. Positions and lengths are code points. */
final class Strings {
    private static final String WHITE_SPACE =
            "\0\t\n\u000b\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a";

    private Strings() {}

    static void register(Operators all) {
        all.variadic("$concat", 0, -1, Strings::concat);
        all.unary("$toUpper", (value, place) -> coerced(value, place).toUpperCase(Locale.ROOT));
        all.unary("$toLower", (value, place) -> coerced(value, place).toLowerCase(Locale.ROOT));
        all.unary("$strLenCP", Strings::length);
        all.variadic("$substrCP", 3, 3, Strings::substring);
        trim(all, "$trim", true, true);
        trim(all, "$ltrim", true, false);
        trim(all, "$rtrim", false, true);
        all.binary(
                "$strcasecmp",
                (left, right, place) -> Integer.signum(Ordering.compare(
                        coerced(left, place).toUpperCase(Locale.ROOT),
                        coerced(right, place).toUpperCase(Locale.ROOT))));
    }

    /** The operand as text. */
    static String text(Object value, Place place) {
        if (value instanceof String text) {
            return text;
        }
        throw place.operand("a string", value);
    }

    /** Text, a number or a date as text; null and missing are empty. */
    static String coerced(Object value, Place place) {
        if (Operators.isNullish(value)) {
            return "";
        }
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number || BsonType.of(value).equals(BsonType.DATE)) {
            return Conversions.text(value, place);
        }
        throw place.operand("a string, a number or a date", value);
    }

    private static Object concat(Object[] values, Place place) {
        StringBuilder all = new StringBuilder();
        for (Object value : values) {
            if (Operators.isNullish(value)) {
                return null;
            }
            all.append(text(value, place));
        }
        return all.toString();
    }

    private static Object length(Object value, Place place) {
        String text = text(value, place);
        return text.codePointCount(0, text.length());
    }

    private static Object substring(Object[] values, Place place) {
        String text = coerced(values[0], place);
        long start = position(values[1], place);
        long count = position(values[2], place);
        int points = text.codePointCount(0, text.length());
        int from = text.offsetByCodePoints(0, (int) Math.min(start, points));
        int to = text.offsetByCodePoints(0, (int) Math.min(start + count, points));
        return text.substring(from, to);
    }

    /** A position or count of 0 or more, below 2<sup>31</sup>. */
    static long position(Object value, Place place) {
        Long number = Numbers.exactLong(value);
        if (number == null || number < 0 || number > Integer.MAX_VALUE) {
            throw place.operand("an integer of 0 or more", value);
        }
        return number;
    }

    private static void trim(Operators all, String name, boolean left, boolean right) {
        all.named(name, List.of("input"), List.of("chars"), (values, place) -> {
            if (Operators.isNullish(values[0]) || Operators.isNullish(values[1])) {
                return null;
            }
            String text = text(values[0], place);
            String chars = values[1] == Missing.ARGUMENT ? WHITE_SPACE : text(values[1], place);
            int from = 0;
            int to = text.length();
            while (left && from < to && chars.indexOf(text.codePointAt(from)) >= 0) {
                from += Character.charCount(text.codePointAt(from));
            }
            while (right && to > from && chars.indexOf(text.codePointBefore(to)) >= 0) {
                to -= Character.charCount(text.codePointBefore(to));
            }
            return text.substring(from, to);
        });
    }
}
