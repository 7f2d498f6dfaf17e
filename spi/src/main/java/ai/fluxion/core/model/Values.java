package ai.fluxion.core.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a field may hold: which classes, how others are brought to them, and when two are equal. */
final class Values {
    private Values() {}

    /**
     * Brings a value to one of the classes that documents hold; see {@link Document}.
     *
     * @throws IllegalArgumentException if there is none for it
     */
    static Object normalize(Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof Document
                || value instanceof ArrayValue
                || value instanceof BigDecimal
                || value instanceof NumberLiteral
                || value instanceof Instant
                || value instanceof Bytes
                || value instanceof LocalDate
                || value instanceof LocalTime
                || value instanceof LocalDateTime
                || value instanceof UUID
                || value instanceof Unavailable) {
            return value;
        }
        if (value instanceof Number number) {
            return normalizeNumber(number);
        }
        if (value instanceof Map<?, ?> map) {
            DocumentBuilder builder = Document.builder(map.size());
            map.forEach((key, item) -> builder.put(String.valueOf(key), item));
            return builder.build();
        }
        if (value instanceof Collection<?> items) {
            return ArrayValue.of(items);
        }
        return normalizeOther(value);
    }

    private static Object normalizeNumber(Number number) {
        if (number instanceof Short || number instanceof Byte) {
            return number.intValue();
        }
        if (number instanceof Float) {
            return Double.parseDouble(number.toString());
        }
        if (number instanceof BigInteger big) {
            return big.bitLength() < 64 ? (Object) big.longValue() : new BigDecimal(big);
        }
        throw new IllegalArgumentException(
                "a document holds no " + number.getClass().getName());
    }

    private static Object normalizeOther(Object value) {
        if (value instanceof byte[] bytes) {
            return Bytes.copyOf(bytes);
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return value.toString();
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (value.getClass() == Date.class) {
            return ((Date) value).toInstant();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Object[] items) {
            return ArrayValue.of(Arrays.asList(items));
        }
        if (value instanceof int[] items) {
            List<Object> list = new ArrayList<>(items.length);
            for (int item : items) {
                list.add(item);
            }
            return ArrayValue.of(list);
        }
        if (value instanceof long[] items) {
            List<Object> list = new ArrayList<>(items.length);
            for (long item : items) {
                list.add(item);
            }
            return ArrayValue.of(list);
        }
        if (value instanceof double[] items) {
            List<Object> list = new ArrayList<>(items.length);
            for (double item : items) {
                list.add(item);
            }
            return ArrayValue.of(list);
        }
        throw new IllegalArgumentException(
                "a document holds no " + value.getClass().getName());
    }

    /** What a reader sees of a held value. */
    static Object seen(Object held) {
        return held instanceof NumberLiteral literal ? literal.value() : held;
    }

    /** Numbers are equal if they are the same number, whatever their class; NaN equals NaN, and 0.0 equals -0.0. */
    static boolean equal(Object left, Object right) {
        Object a = seen(left);
        Object b = seen(right);
        if (a instanceof Number x && b instanceof Number y) {
            return sameNumber(x, y);
        }
        return a == null ? b == null : a.equals(b);
    }

    private static boolean sameNumber(Number x, Number y) {
        boolean integers = isIntegral(x) && isIntegral(y);
        if (integers) {
            return x.longValue() == y.longValue();
        }
        if (x instanceof Double && y instanceof Double) {
            return x.doubleValue() == y.doubleValue()
                    || (Double.isNaN(x.doubleValue()) && Double.isNaN(y.doubleValue()));
        }
        boolean special = isSpecial(x) || isSpecial(y); // a decimal beyond the doubles is not infinite
        if (special || x.doubleValue() != y.doubleValue()) {
            return false;
        }
        return exact(x).compareTo(exact(y)) == 0;
    }

    private static boolean isIntegral(Number number) {
        return number instanceof Integer || number instanceof Long;
    }

    private static boolean isSpecial(Number number) {
        return number instanceof Double && !Double.isFinite(number.doubleValue());
    }

    /** The number as a decimal; a double stands for the decimal that it prints, and from 2^53 on for its exact integer. */
    static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (isIntegral(number)) {
            return BigDecimal.valueOf(number.longValue());
        }
        double value = number.doubleValue();
        return Math.abs(value) >= 0x1p53 ? new BigDecimal(value) : BigDecimal.valueOf(value);
    }

    /** @throws ArithmeticException if the number is not an integer of 64 bits */
    static long toLong(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.longValueExact();
        }
        double number = (Double) value;
        if (number != Math.rint(number) || number < -0x1p63 || number >= 0x1p63) {
            throw new ArithmeticException("not an integer of 64 bits: " + number);
        }
        return (long) number;
    }

    /** A seen value with maps for documents, and lists of its own for arrays. */
    static Object plain(Object value) {
        if (value instanceof Document document) {
            return document.toMap();
        }
        return value instanceof List<?> items
                ? new ArrayList<>(items.stream().map(Values::plain).toList())
                : value;
    }

    static int hash(Object held) {
        Object value = seen(held);
        if (value instanceof Number number) {
            double approximate = number.doubleValue();
            return Double.hashCode(approximate == 0 ? 0.0 : approximate);
        }
        return value == null ? 0 : value.hashCode();
    }
}
