package ai.fluxion.core.stages;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;

/** {@code $add}, {@code $subtract}, {@code $multiply}, {@code $divide}, {@code $mod}, {@code $abs}. */
final class Arithmetic {
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
            return Conversions.millis(date, place) - Conversions.millis(Ordering.instant(right), place);
        }
        return shift(date, number(right, place), -1, place);
    }

    /** A date some milliseconds later, rounded to whole ones; earlier if the sign is -1. */
    private static Instant shift(Instant date, Number millis, int sign, Place place) {
        try {
            double size = millis.doubleValue();
            long whole = Numbers.isIntegral(millis) ? millis.longValue() : Math.round(size);
            if (Double.isFinite(size) && Math.abs(size) < 0x1p62) {
                return date.plusMillis(sign * whole);
            }
        } catch (DateTimeException | ArithmeticException outOfRange) {
            // told below
        }
        throw place.invalid("FLX-STAGE-RANGE", "a date moved by " + Place.show(millis) + " ms is none");
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
            return decimal(() -> Numbers.decimal(a).divide(Numbers.decimal(b), Numbers.DECIMAL), place);
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
            return decimal(() -> Numbers.decimal(a).remainder(Numbers.decimal(b), Numbers.DECIMAL), place);
        }
        boolean integers = Numbers.isIntegral(a) && Numbers.isIntegral(b);
        if (integers) {
            return Numbers.integer(a.longValue() % b.longValue(), Numbers.eitherLong(a, b));
        }
        return a.doubleValue() % b.doubleValue();
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

    /** A computation with decimals; one whose result no decimal can be is a failure of the record. */
    static BigDecimal decimal(java.util.function.Supplier<BigDecimal> computation, Place place) {
        try {
            return computation.get();
        } catch (ArithmeticException outOfRange) {
            throw place.invalid("FLX-STAGE-RANGE", "the result is out of the range of decimals");
        }
    }
}
