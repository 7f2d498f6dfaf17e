package ai.fluxion.core.schema;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.DataType;
import ai.fluxion.core.model.DataType.Scalar;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Unavailable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;

/** The narrowest type that holds all values seen at one place. */
final class ObservedType {
    /** What lies deeper is anything. */
    private static final int MAX_DEPTH = 32;

    private DataType scalar;
    private ObservedFields struct;
    private ObservedType elements;
    private boolean anything;
    private boolean nullable;

    void add(Object value, int depth) {
        if (value == null || value instanceof Unavailable) {
            nullable = true;
        } else if (depth >= MAX_DEPTH) {
            anything = true;
        } else if (value instanceof Document document) {
            struct = struct == null ? new ObservedFields() : struct;
            struct.add(document, depth + 1);
        } else if (value instanceof List<?> list) {
            elements = elements == null ? new ObservedType() : elements;
            list.forEach(item -> elements.add(item, depth + 1));
        } else {
            widen(of(value));
        }
    }

    boolean nullable() {
        return nullable;
    }

    /** Nothing but null, or an empty list, may be anything later. */
    DataType type() {
        int kinds = (scalar == null ? 0 : 1) + (struct == null ? 0 : 1) + (elements == null ? 0 : 1);
        if (anything || kinds != 1) {
            return Scalar.JSON;
        }
        if (struct != null) {
            return new DataType.Struct(struct.fields());
        }
        return elements != null ? new DataType.Array(elements.type(), elements.nullable()) : scalar;
    }

    private void widen(DataType other) {
        int before = width(scalar);
        int now = width(other);
        if (scalar == null || (before > 0 && now > before)) {
            scalar = other;
        } else if (!scalar.equals(other) && (before == 0 || now == 0)) {
            anything = true;
        }
    }

    /** Numbers, from narrow to wide; 0 for what is none. */
    private static int width(DataType type) {
        if (type instanceof DataType.Decimal) {
            return 4;
        }
        if (!(type instanceof Scalar known)) {
            return 0;
        }
        return switch (known) {
            case INT32 -> 1;
            case INT64 -> 2;
            case FLOAT64 -> 3;
            default -> 0;
        };
    }

    private static DataType of(Object value) {
        if (value instanceof String) {
            return Scalar.STRING;
        }
        if (value instanceof Boolean) {
            return Scalar.BOOLEAN;
        }
        if (value instanceof Number number) {
            return ofNumber(number);
        }
        if (value instanceof Instant) {
            return Scalar.INSTANT;
        }
        if (value instanceof LocalDate) {
            return Scalar.DATE;
        }
        if (value instanceof LocalTime) {
            return Scalar.TIME;
        }
        if (value instanceof LocalDateTime) {
            return Scalar.DATETIME;
        }
        if (value instanceof UUID) {
            return Scalar.UUID;
        }
        return value instanceof Bytes ? Scalar.BYTES : Scalar.JSON;
    }

    private static DataType ofNumber(Number number) {
        if (number instanceof Integer) {
            return Scalar.INT32;
        }
        if (number instanceof Long) {
            return Scalar.INT64;
        }
        return number instanceof BigDecimal ? DataType.Decimal.ANY : Scalar.FLOAT64;
    }
}
