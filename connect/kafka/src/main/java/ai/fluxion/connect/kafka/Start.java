package ai.fluxion.connect.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where reading begins if there is no checkpoint; {@code start} and {@code auto.offset.reset} are read into it. */
sealed interface Start {
    /** At the beginning of the log. */
    record Earliest() implements Start {}

    /** After the last record. */
    record Latest() implements Start {}

    /** Before the first record at or after a time; after the last if there is none. */
    record At(Instant time) implements Start {}

    /** Some time before now. */
    record Ago(Duration duration) implements Start {}

    /** At these offsets, by the partition's name; elsewhere at the beginning. */
    record Offsets(Map<String, Long> offsets) implements Start {
        public Offsets {
            offsets = Map.copyOf(offsets);
        }
    }

    /** Nowhere: somebody has to say. */
    record Refuse() implements Start {}

    /**
     * Reads the option {@code start}.
     *
     * @throws IllegalArgumentException with what would be right
     */
    static Start of(String text) {
        String given = text.strip();
        if (given.equals("earliest")) {
            return new Earliest();
        }
        if (given.equals("latest")) {
            return new Latest();
        }
        if (given.startsWith("timestamp:")) {
            return new At(time(given.substring("timestamp:".length()).strip()));
        }
        if (given.startsWith("offsets:")) {
            return new Offsets(offsets(given.substring("offsets:".length())));
        }
        throw new IllegalArgumentException("expected earliest, latest, timestamp:2026-01-31T00:00:00Z or"
                + " offsets:<topic>-<partition>=<offset>,…, got '" + text + "'");
    }

    private static Instant time(String text) {
        try {
            return text.matches("\\d{1,18}") ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException(
                    "expected a time like timestamp:2026-01-31T00:00:00Z, got '" + text + "'", wrong);
        }
    }

    private static Map<String, Long> offsets(String text) {
        Map<String, Long> offsets = new LinkedHashMap<>();
        for (String item : text.split(",", -1)) {
            int equals = item.indexOf('=');
            String number = item.substring(equals + 1).strip();
            if (equals < 1 || !number.matches("\\d{1,18}")) {
                throw new IllegalArgumentException("expected offsets:orders-0=42,orders-1=7, got '" + item + "'");
            }
            offsets.put(item.substring(0, equals).strip(), Long.parseLong(number));
        }
        return offsets;
    }

    /** Reads {@code auto.offset.reset}. */
    static Start ofReset(String text) {
        String given = text.strip();
        if (given.startsWith("by_duration:")) {
            return new Ago(Duration.parse(given.substring("by_duration:".length())));
        }
        return switch (given) {
            case "latest" -> new Latest();
            case "none" -> new Refuse();
            default -> new Earliest();
        };
    }

    /** Whether {@code auto.offset.reset} has this value, which is given in lower case. */
    static boolean isReset(String text) {
        if (text.startsWith("by_duration:")) {
            try {
                return !Duration.parse(text.substring("by_duration:".length())).isNegative();
            } catch (DateTimeParseException wrong) {
                return false;
            }
        }
        return text.equals("earliest") || text.equals("latest") || text.equals("none");
    }
}
