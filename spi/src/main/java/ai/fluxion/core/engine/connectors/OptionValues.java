package ai.fluxion.core.engine.connectors;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the values of options: text or what YAML and JSON made of it. Each method throws {@link IllegalArgumentException}
 * with what would be right.
 */
public final class OptionValues {
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,13})\\s*(ns|us|ms|s|m|h|d)");
    private static final Duration LONGEST = Duration.ofDays(100_000); // fits into nanoseconds of 64 bits
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*(B|KiB|MiB|GiB|TiB)?");

    private OptionValues() {}

    /** Text; numbers and truth values are text as well. */
    public static String text(Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new IllegalArgumentException("expected text, got " + describe(value));
    }

    /** An integer of 64 bits. */
    public static long integer(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof String text) {
            try {
                return Long.parseLong(text.strip());
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException("expected an integer, got '" + text + "'", notANumber);
            }
        }
        throw new IllegalArgumentException("expected an integer, got " + describe(value));
    }

    /** A number, finite. */
    public static double number(Object value) {
        try {
            double number = value instanceof Number given
                    ? given.doubleValue()
                    : Double.parseDouble(text(value).strip());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new IllegalArgumentException("expected a number, got '" + value + "'");
    }

    /** True or false. */
    public static boolean truth(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        return switch (text(value).strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false, got '" + value + "'");
        };
    }

    /** A duration: {@code 500ms}, {@code 5s}, {@code 1m}, {@code 1h}, or ISO-8601 ({@code PT0.5S}); not negative. */
    public static Duration duration(Object value) {
        String text = text(value).strip();
        try {
            Matcher matcher = SHORT_DURATION.matcher(text);
            Duration duration = matcher.matches()
                    ? duration(Long.parseLong(matcher.group(1)), matcher.group(2))
                    : Duration.parse(text);
            if (duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a duration of more than " + LONGEST.toDays() + " days: " + text);
            }
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException notIso) {
            // told below
        }
        throw new IllegalArgumentException("expected a duration like 500ms, 5s, 1m or PT0.5S, got '" + text + "'");
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "ns" -> Duration.ofNanos(count);
            case "us" -> Duration.of(count, ChronoUnit.MICROS);
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** A number of bytes: {@code 16KiB}, {@code 64MiB}, {@code 1GiB}, or a plain number. */
    public static long size(Object value) {
        String text = text(value).strip();
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a size like 16KiB, 64MiB or 1048576, got '" + text + "'");
        }
        long unit = switch (matcher.group(2) == null ? "B" : matcher.group(2)) {
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            case "TiB" -> 1L << 40;
            default -> 1L;
        };
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException("a size beyond 8 EiB: " + text, tooLarge);
        }
    }

    /** A list of texts; one text is a list of one, and commas in it separate. */
    public static List<String> list(Object value) {
        List<String> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> items.add(text(item)));
        } else {
            for (String item : text(value).split(",", -1)) {
                items.add(item.strip());
            }
        }
        return List.copyOf(items);
    }

    /** A map of texts, in order. */
    public static Map<String, String> map(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("expected a map, got " + describe(value));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        map.forEach((key, item) -> texts.put(String.valueOf(key), text(item)));
        return texts;
    }

    /**
     * Checks a value against an option: type, allowed values and bounds.
     *
     * @throws IllegalArgumentException with what would be right; it never shows the value of a secret
     */
    public static void check(ConnectorOption option, Object value) {
        try {
            checkType(option, value);
        } catch (IllegalArgumentException wrong) {
            if (option.secret()) {
                throw new IllegalArgumentException(
                        "not a value of type " + option.type().name().toLowerCase(Locale.ROOT));
            }
            throw wrong;
        }
    }

    private static void checkType(ConnectorOption option, Object value) {
        switch (option.type()) {
            case STRING, PATH -> text(value);
            case INTEGER -> bounded(option, integer(value), "");
            case NUMBER -> bounded(option, number(value));
            case BOOLEAN -> truth(value);
            case DURATION -> bounded(option, duration(value).toMillis(), " ms");
            case SIZE -> bounded(option, size(value), " bytes");
            case LIST -> list(value);
            case MAP -> map(value);
            case FORMAT -> {
                if (!(value instanceof Map<?, ?> map) || !(map.get("type") instanceof String)) {
                    text(value);
                }
            }
            case EXPRESSION -> {
                // compiled, and so checked, by the engine
            }
        }
        List<String> given = option.allowed().isEmpty()
                ? List.of()
                : option.type() == ConnectorOption.Type.LIST ? list(value) : List.of(text(value));
        for (String one : given) {
            if (!option.allowed().contains(one)) {
                throw new IllegalArgumentException(
                        "expected one of " + String.join(", ", option.allowed()) + ", got '" + one + "'");
            }
        }
    }

    private static void bounded(ConnectorOption option, double value) {
        if (option.least().isPresent()
                && !(value >= option.least().get() && value <= option.most().orElse(Long.MAX_VALUE))) { // NaN
            throw outOfBounds(option, "", value);
        }
    }

    private static void bounded(ConnectorOption option, long value, String unit) {
        if (option.least().isPresent()
                && (value < option.least().get() || value > option.most().orElse(Long.MAX_VALUE))) {
            throw outOfBounds(option, unit, value);
        }
    }

    private static IllegalArgumentException outOfBounds(ConnectorOption option, String unit, Object value) {
        return new IllegalArgumentException("expected " + option.least().orElseThrow() + " to "
                + option.most().orElse(Long.MAX_VALUE) + unit + ", got " + value);
    }

    private static String describe(Object value) {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof Map) {
            return "a map";
        }
        return value instanceof List ? "a list" : "'" + value + "'";
    }
}
