package ai.fluxion.core.stages;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers of mixed types. Integers of 32 bits widen to 64, those to double where 64 bits do not do, and all to decimal as
 * soon as one operand is decimal (34 digits, as IEEE 754's decimal128).
 *
 * <p>Where a double meets a decimal it stands for the decimal that it prints ({@code 0.1} is {@code 0.1}), from 2<sup>53</sup>
 * on for the integer that it is. So comparison is one total order over all numbers, and exact for integers.
 */
final class Numbers {
    static final MathContext DECIMAL = MathContext.DECIMAL128;

    private static final double EXACT_UP_TO = 0x1p53;

    private Numbers() {}

    static boolean isIntegral(Number number) {
        return number instanceof Integer || number instanceof Long;
    }

    static boolean isFinite(Number number) {
        return !(number instanceof Double) || Double.isFinite(number.doubleValue());
    }

    static boolean isZero(Number number) {
        return number instanceof BigDecimal decimal ? decimal.signum() == 0 : number.doubleValue() == 0;
    }

    /** True if two operands are to be computed with as decimals: one is, and the other can be. */
    static boolean asDecimals(Number left, Number right) {
        return (left instanceof BigDecimal && isFinite(right)) || (right instanceof BigDecimal && isFinite(left));
    }

    /** @param number finite */
    static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (isIntegral(number)) {
            return BigDecimal.valueOf(number.longValue());
        }
        double value = number.doubleValue();
        return Math.abs(value) >= EXACT_UP_TO ? new BigDecimal(value) : BigDecimal.valueOf(value);
    }

    /** NaN comes first and equals itself; 0.0 equals -0.0. */
    static int compare(Number left, Number right) {
        boolean integers = isIntegral(left) && isIntegral(right);
        if (integers) {
            return Long.compare(left.longValue(), right.longValue());
        }
        double a = left.doubleValue();
        double b = right.doubleValue();
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Boolean.compare(Double.isNaN(b), Double.isNaN(a));
        }
        boolean doubles = left instanceof Double && right instanceof Double;
        if (doubles || !isFinite(left) || !isFinite(right)) {
            return compareDoubles(left instanceof BigDecimal ? 0 : a, right instanceof BigDecimal ? 0 : b);
        }
        boolean exact = !(left instanceof BigDecimal) && !(right instanceof BigDecimal);
        if (exact && Math.abs(a) < EXACT_UP_TO && Math.abs(b) < EXACT_UP_TO) {
            return compareDoubles(a, b);
        }
        return decimal(left).compareTo(decimal(right));
    }

    private static int compareDoubles(double a, double b) {
        return a < b ? -1 : (a > b ? 1 : 0);
    }

    /** An integer in its narrowest type; a long stays one if {@code wide}. */
    static Number integer(long value, boolean wide) {
        int narrow = (int) value;
        return !wide && narrow == value ? (Number) narrow : (Number) value;
    }

    static boolean eitherLong(Number left, Number right) {
        return left instanceof Long || right instanceof Long;
    }

    static Number multiply(Number left, Number right) {
        if (asDecimals(left, right)) {
            return decimal(left).multiply(decimal(right), DECIMAL);
        }
        boolean integers = isIntegral(left) && isIntegral(right);
        if (integers) {
            long a = left.longValue();
            long b = right.longValue();
            long product = a * b;
            boolean fits = Math.multiplyHigh(a, b) == product >> 63;
            return fits ? integer(product, eitherLong(left, right)) : (Number) ((double) a * (double) b);
        }
        return left.doubleValue() * right.doubleValue();
    }

    static Number add(Number left, Number right) {
        if (asDecimals(left, right)) {
            return decimal(left).add(decimal(right), DECIMAL);
        }
        boolean integers = isIntegral(left) && isIntegral(right);
        if (integers) {
            long a = left.longValue();
            long b = right.longValue();
            long sum = a + b;
            boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
            return overflow ? (Number) ((double) a + (double) b) : integer(sum, eitherLong(left, right));
        }
        return left.doubleValue() + right.doubleValue();
    }

    static Number subtract(Number left, Number right) {
        if (asDecimals(left, right)) {
            return decimal(left).subtract(decimal(right), DECIMAL);
        }
        boolean integers = isIntegral(left) && isIntegral(right);
        if (integers) {
            long a = left.longValue();
            long b = right.longValue();
            long difference = a - b;
            boolean overflow = ((a ^ b) & (a ^ difference)) < 0;
            return overflow ? (Number) ((double) a - (double) b) : integer(difference, eitherLong(left, right));
        }
        return left.doubleValue() - right.doubleValue();
    }

    /**
     * The value as a 64-bit integer if it is one.
     *
     * @return null if it has a fraction, is too large, or is no number
     */
    static Long exactLong(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double number) {
            boolean integer = number == Math.rint(number) && number >= -0x1p63 && number < 0x1p63;
            return integer ? number.longValue() : null;
        }
        if (value instanceof BigDecimal decimal) {
            try {
                return decimal.longValueExact();
            } catch (ArithmeticException tooLargeOrFraction) {
                return null;
            }
        }
        return null;
    }
}
