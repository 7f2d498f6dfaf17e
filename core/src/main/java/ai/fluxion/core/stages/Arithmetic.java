package ai.fluxion.core.stages;

import java.math.BigDecimal;
import java.time.Instant;

/** {@code $add}, {@code $subtract}, {@code $multiply}, {@code $divide}, {@code $mod}, {@code $abs}. */
final class Arithmetic {
    private static final int QUOTIENT_AT_MOST = 2_000; // digits, which takes no time to speak of

    private Arithmetic() {}

    static void register(Operators all) {
        all.variadic("$add", 0, -1, Arithmetic::add);
        all.binary("$subtract", Arithmetic::subtract);
        all.variadic("$multiply", 0, -1, Arithmetic::multiply);
        all.binary("$divide", Arithmetic::divide);
        all.binary("$mod", Arithmetic::mod);
        all.unary("$abs", Arithmetic::abs);
    }

    /** The operand as a number. */
    static Number number(Object value, Place place) {
        if (value instanceof Number number) {
            return number;
        }
        throw place.operand("a number", value);
    }

    private static Object add(Object[] values, Place place) {
        Number sum = 0;
        Instant date = null;
        for (Object value : values) {
            if (Operators.isNullish(value)) {
                return null;
            }
            if (value instanceof Number number) {
                sum = Numbers.add(sum, number);
            } else if (BsonType.of(value).equals(BsonType.DATE) && date == null) {
                date = Ordering.instant(value);
            } else {
                throw place.operand(date == null ? "a number or a date" : "a number beside one date", value);
            }
        }
        return date == null ? sum : shift(date, sum, 1, place);
    }

    private static Object subtract(Object left, Object right, Place place) {
        if (Operators.isNullish(left) || Operators.isNullish(right)) {
            return null;
        }
        if (left instanceof Number a && right instanceof Number b) {
            return Numbers.subtract(a, b);
        }
        if (!BsonType.of(left).equals(BsonType.DATE)) {
            throw place.operand("a number or a date", left);
        }
        Instant date = Ordering.instant(left);
        if (BsonType.of(right).equals(BsonType.DATE)) {
            return Math.subtractExact(
                    date.toEpochMilli(), Ordering.instant(right).toEpochMilli());
        }
        return shift(date, number(right, place), -1, place);
    }

    /** A date some milliseconds later, rounded to whole ones; earlier if the sign is -1. */
    private static Instant shift(Instant date, Number millis, int sign, Place place) {
        if (Numbers.isIntegral(millis)) {
            return date.plusMillis(Math.multiplyExact(sign, millis.longValue()));
        }
        double size = millis.doubleValue();
        if (!(Math.abs(size) < 0x1p62)) {
            throw place.operand("a number of milliseconds", millis);
        }
        return date.plusMillis(sign * Math.round(size));
    }

    private static Object multiply(Object[] values, Place place) {
        Number product = 1;
        for (Object value : values) {
            if (Operators.isNullish(value)) {
                return null;
            }
            product = Numbers.multiply(product, number(value, place));
        }
        return product;
    }

    private static Object divide(Object left, Object right, Place place) {
        if (Operators.isNullish(left) || Operators.isNullish(right)) {
            return null;
        }
        Number a = number(left, place);
        Number b = number(right, place);
        if (Numbers.isZero(b)) {
            throw place.invalid("FLX-STAGE-DIVISION", "division by zero");
        }
        if (Numbers.asDecimals(a, b)) {
            return Numbers.decimal(a).divide(Numbers.decimal(b), Numbers.DECIMAL);
        }
        return a.doubleValue() / b.doubleValue();
    }

    private static Object mod(Object left, Object right, Place place) {
        if (Operators.isNullish(left) || Operators.isNullish(right)) {
            return null;
        }
        Number a = number(left, place);
        Number b = number(right, place);
        if (Numbers.isZero(b)) {
            throw place.invalid("FLX-STAGE-DIVISION", "$mod by zero");
        }
        if (Numbers.asDecimals(a, b)) {
            return remainder(Numbers.decimal(a), Numbers.decimal(b));
        }
        boolean integers = Numbers.isIntegral(a) && Numbers.isIntegral(b);
        if (integers) {
            return Numbers.integer(a.longValue() % b.longValue(), Numbers.eitherLong(a, b));
        }
        return a.doubleValue() % b.doubleValue();
    }

    /** @throws ArithmeticException if the quotient has too many digits to be written out */
    private static BigDecimal remainder(BigDecimal a, BigDecimal b) {
        long digits = ((long) a.precision() - a.scale()) - ((long) b.precision() - b.scale()); // of the quotient, about
        boolean many = digits > Numbers.DECIMAL.getPrecision() - 2 && digits <= QUOTIENT_AT_MOST;
        return many ? a.remainder(b).round(Numbers.DECIMAL) : a.remainder(b, Numbers.DECIMAL);
    }

    private static Object abs(Object value, Place place) {
        if (Operators.isNullish(value)) {
            return null;
        }
        Number number = number(value, place);
        if (number instanceof BigDecimal decimal) {
            return decimal.abs();
        }
        if (number instanceof Double real) {
            return Math.abs(real);
        }
        if (number.longValue() == Long.MIN_VALUE) {
            throw place.invalid("FLX-STAGE-RANGE", "the absolute value of " + number + " does not fit in 64 bits");
        }
        return Numbers.integer(Math.abs(number.longValue()), number instanceof Long);
    }
}
