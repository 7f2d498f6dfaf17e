package ai.fluxion.core.stages;

import ai.fluxion.core.model.Bytes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * {@code $mod} and the {@code $bits…} operators. Numbers have infinitely many bits, those beyond 64 being the sign's; bytes
 * have as many as they are, the first byte the lowest, and all others are 0.
 */
final class QueryNumbers {
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int SIGN = 63;

    /** Whether a value's bits, as far as they are asked for, are right: {@code set} of {@code asked} are set. */
    @FunctionalInterface
    private interface Count {
        boolean holds(int set, int asked);
    }

    private QueryNumbers() {}

    static void register(Map<String, QueryOperators.Form> all) {
        all.put("$mod", QueryNumbers::mod);
        all.put("$bitsAllSet", (operand, site) -> bits(operand, (set, asked) -> set == asked, site));
        all.put("$bitsAllClear", (operand, site) -> bits(operand, (set, asked) -> set == 0, site));
        all.put("$bitsAnySet", (operand, site) -> bits(operand, (set, asked) -> set > 0, site));
        all.put("$bitsAnyClear", (operand, site) -> bits(operand, (set, asked) -> set < asked, site));
    }

    // ---- remainders

    private static FieldTest mod(Object operand, Site site) {
        boolean pair = operand instanceof List<?> list
                && list.size() == 2
                && fits(list.get(0))
                && fits(list.get(1))
                && whole((Number) list.get(0)) != 0;
        if (!pair) {
            site.wrongArguments("takes [divisor, remainder], two numbers of 64 bits, the divisor not 0;"
                    + " fractions are cut off");
            return FieldTest.BROKEN;
        }
        long divisor = whole((Number) ((List<?>) operand).get(0));
        long remainder = whole((Number) ((List<?>) operand).get(1));
        return FieldTest.values(site.place(), value -> fits(value) && whole((Number) value) % divisor == remainder);
    }

    /** Whether it is a number whose integer part fits into 64 bits. */
    private static boolean fits(Object value) {
        if (value instanceof Double number) {
            return number >= -0x1p63 && number < 0x1p63; // false for NaN
        }
        if (value instanceof BigDecimal decimal) {
            // a large exponent would make a very long integer of it
            return decimal.precision() - (long) decimal.scale() <= 19 && between(truncated(decimal));
        }
        return value instanceof Integer || value instanceof Long;
    }

    private static boolean between(BigDecimal whole) {
        return whole.compareTo(LEAST) >= 0 && whole.compareTo(MOST) <= 0;
    }

    private static BigDecimal truncated(BigDecimal decimal) {
        return decimal.setScale(0, java.math.RoundingMode.DOWN);
    }

    /** The integer part of a number that {@link #fits}. */
    private static long whole(Number number) {
        return number instanceof BigDecimal decimal ? truncated(decimal).longValue() : number.longValue();
    }

    // ---- bits

    private static FieldTest bits(Object operand, Count count, Site site) {
        int[] positions = positions(operand);
        if (positions == null) {
            site.wrongArguments("takes a bit mask, an integer of 0 or more, or a list of positions from 0");
            return FieldTest.BROKEN;
        }
        long mask = 0;
        for (int position : positions) {
            mask |= 1L << Math.min(position, SIGN);
        }
        long asked = mask;
        return FieldTest.values(site.place(), value -> {
            if (value instanceof Number number) {
                return isInteger(number) && count.holds(Long.bitCount(whole(number) & asked), Long.bitCount(asked));
            }
            return (value instanceof Bytes || value instanceof UUID)
                    && count.holds(set(Ordering.bytes(value), positions), positions.length);
        });
    }

    private static boolean isInteger(Number number) {
        if (number instanceof Double real) {
            return fits(number) && real == Math.rint(real);
        }
        return fits(number)
                && (!(number instanceof BigDecimal decimal)
                        || truncated(decimal).compareTo(decimal) == 0);
    }

    private static int set(Bytes bytes, int[] positions) {
        int set = 0;
        for (int position : positions) {
            int at = position >> 3;
            set += at < bytes.length() ? bytes.at(at) >> (position & 7) & 1 : 0;
        }
        return set;
    }

    /** The positions that a mask or a list names, each once; null if it is neither. */
    private static int[] positions(Object operand) {
        if (operand instanceof List<?> list) {
            List<Long> numbers = list.stream().map(Numbers::exactLong).toList();
            boolean right = numbers.stream().allMatch(n -> n != null && n >= 0 && n <= Integer.MAX_VALUE);
            return right ? numbers.stream().mapToInt(Long::intValue).distinct().toArray() : null;
        }
        Long mask = Numbers.exactLong(operand);
        if (mask == null || mask < 0) {
            return null;
        }
        long bits = Objects.requireNonNull(mask);
        return java.util.stream.IntStream.range(0, SIGN)
                .filter(i -> (bits >> i & 1) == 1)
                .toArray();
    }
}
