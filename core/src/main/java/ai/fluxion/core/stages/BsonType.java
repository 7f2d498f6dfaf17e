package ai.fluxion.core.stages;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Unavailable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The types of values, with the names and codes that {@code $type} and {@code $convert} use, and their order in
 * comparisons (MongoDB manual, "Comparison/Sort Order").
 *
 * <p>Beyond BSON: {@code time} is a time of day, {@code unavailable} a value that the source did not send. Dates without
 * a time, and those without a zone, are dates in UTC; a UUID is {@code binData}.
 */
enum BsonType {
    MISSING("missing", 0, 0),
    UNAVAILABLE("unavailable", 0, 3),
    NULL("null", 10, 5),
    INT("int", 16, 10),
    LONG("long", 18, 10),
    DOUBLE("double", 1, 10),
    DECIMAL("decimal", 19, 10),
    STRING("string", 2, 15),
    OBJECT("object", 3, 20),
    ARRAY("array", 4, 25),
    BINARY("binData", 5, 30),
    BOOL("bool", 8, 40),
    DATE("date", 9, 45),
    TIME("time", 0, 47);

    private final String word;
    private final int code;
    private final int rank;

    BsonType(String word, int code, int rank) {
        this.word = word;
        this.code = code;
        this.rank = rank;
    }

    String word() {
        return word;
    }

    /** Values of a lower rank come first; those of one rank are compared by what they are. */
    int rank() {
        return rank;
    }

    boolean isNumber() {
        return rank == INT.rank;
    }

    /** The type of that name or numeric code; empty if there is none, or if no value can be asked for it. */
    static Optional<BsonType> named(Object wordOrCode) {
        return Arrays.stream(values())
                .filter(t -> !t.equals(MISSING) && !t.equals(UNAVAILABLE))
                .filter(t -> t.word.equals(wordOrCode)
                        || (t.code != 0 && wordOrCode instanceof Number n && n.doubleValue() == t.code))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values())
                .filter(t -> !t.equals(MISSING) && !t.equals(UNAVAILABLE))
                .map(BsonType::word)
                .toList();
    }

    static BsonType of(Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof String) {
            return STRING;
        }
        if (value instanceof Number) {
            return ofNumber(value);
        }
        if (value instanceof Document) {
            return OBJECT;
        }
        if (value instanceof List) {
            return ARRAY;
        }
        if (value instanceof Boolean) {
            return BOOL;
        }
        return ofOther(value);
    }

    private static BsonType ofNumber(Object number) {
        if (number instanceof Integer) {
            return INT;
        }
        if (number instanceof Long) {
            return LONG;
        }
        return number instanceof BigDecimal ? DECIMAL : DOUBLE;
    }

    private static BsonType ofOther(Object value) {
        if (value instanceof Instant || value instanceof LocalDate || value instanceof LocalDateTime) {
            return DATE;
        }
        if (value instanceof Bytes || value instanceof UUID) {
            return BINARY;
        }
        if (value instanceof LocalTime) {
            return TIME;
        }
        if (value instanceof Missing) {
            return MISSING;
        }
        if (value instanceof Unavailable) {
            return UNAVAILABLE;
        }
        throw new IllegalArgumentException("not a value: " + value.getClass().getName());
    }
}
