package ai.fluxion.core.model;

import java.util.List;
import java.util.Objects;

/**
 * What a field of a {@link Schema} holds. Each says the class of its values in a {@link Document}.
 *
 * <p>The set is closed but for {@link Opaque}, which names a type of one outside system and says which of the others
 * carries it, so that a sink of the same system can give it back without loss.
 */
public sealed interface DataType {
    /** The types without parameters. */
    enum Scalar implements DataType {
        /** {@code Boolean}. */
        BOOLEAN,
        /** {@code Integer}, 32 bits. */
        INT32,
        /** {@code Integer} or {@code Long}, 64 bits. */
        INT64,
        /** {@code Double} that came from, or goes to, 32 bits. */
        FLOAT32,
        /** {@code Double}. */
        FLOAT64,
        /** {@code String}. */
        STRING,
        /** {@link Bytes}. */
        BYTES,
        /** {@link java.time.LocalDate}. */
        DATE,
        /** {@link java.time.LocalTime}. */
        TIME,
        /** {@link java.time.LocalDateTime}: no zone. */
        DATETIME,
        /** {@link java.time.Instant}. */
        INSTANT,
        /** {@link java.util.UUID}. */
        UUID,
        /** Any value that JSON has, as documents hold it. */
        JSON
    }

    /**
     * {@link java.math.BigDecimal}.
     *
     * @param precision how many digits, from 1; 0 for any number of them
     * @param scale how many of them after the point; it may be negative
     */
    record Decimal(int precision, int scale) implements DataType {
        /** A decimal without bounds. */
        public static final Decimal ANY = new Decimal(0, 0);

        public Decimal {
            if (precision < 0) {
                throw new IllegalArgumentException("precision " + precision);
            }
        }
    }

    /**
     * {@code List}.
     *
     * @param element what it holds
     * @param nullableElements whether elements may be null
     */
    record Array(DataType element, boolean nullableElements) implements DataType {
        public Array {
            Objects.requireNonNull(element, "element");
        }
    }

    /** {@link Document} with these fields. */
    record Struct(List<Field> fields) implements DataType {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    /** {@link Document} with any names, and values of one type. */
    record MapOf(DataType value) implements DataType {
        public MapOf {
            Objects.requireNonNull(value, "value");
        }
    }

    /** {@code String}, one of these. */
    record Enumeration(String name, List<String> symbols) implements DataType {
        public Enumeration {
            Objects.requireNonNull(name, "name");
            symbols = List.copyOf(symbols);
        }
    }

    /**
     * A type of one outside system.
     *
     * @param name with the system, such as {@code postgres:inet}
     * @param carrier what its values are in a document
     */
    record Opaque(String name, DataType carrier) implements DataType {
        public Opaque {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(carrier, "carrier");
        }
    }
}
