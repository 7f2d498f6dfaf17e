package ai.fluxion.core.stages;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** Rounding, powers and logarithms. */
final class Mathematics {
    private static final int LEAST_PLACE = -20;
    private static final int MOST_PLACE = 100;

    private Mathematics() {}

    static void register(Operators all) {
        all.unary("$ceil", (value, place) -> rounded(value, 0, RoundingMode.CEILING, place));
        all.unary("$floor", (value, place) -> rounded(value, 0, RoundingMode.FLOOR, place));
        all.variadic("$round", 1, 2, (values, place) -> toPlace(values, RoundingMode.HALF_EVEN, place));
        all.variadic("$trunc", 1, 2, (values, place) -> toPlace(values, RoundingMode.DOWN, place));
        function(all, "$exp", Math::exp, Decimals::exp, number -> true, "a number");
        function(all, "$sigmoid", x -> 1 / (1 + Math.exp(-x)), Decimals::sigmoid, number -> true, "a number");
        function(all, "$ln", Math::log, Decimals::ln, number -> !(number <= 0), "a number above 0");
        function(all, "$log10", Math::log10, Decimals::log10, number -> !(number <= 0), "a number above 0");
        all.binary("$log", Mathematics::log);
        all.binary("$pow", Mathematics::pow);
        all.unary("$sqrt", Mathematics::sqrt);
    }

    /** A function of one number: of doubles for all but decimals. */
    static void function(
            Operators all,
            String name,
            DoubleUnaryOperator function,
            UnaryOperator<BigDecimal> ofDecimal,
            DoublePredicate domain,
            String expected) {
        all.unary(name, (value, place) -> {
            if (Operators.isNullish(value)) {
                return null;
            }
            Number number = Arithmetic.number(value, place);
            if (!domain.test(near(number))) {
                throw place.operand(expected, value);
            }
            return number instanceof BigDecimal decimal
                    ? (Object) ofDecimal.apply(decimal)
                    : function.applyAsDouble(number.doubleValue());
        });
    }

    /** The double that is nearest to a number, and neither 0 nor infinite unless the number is. */
    private static double near(Number number) {
        double near = number.doubleValue();
        if (!(number instanceof BigDecimal decimal)) {
            return near;
        }
        boolean lost = near == 0 && decimal.signum() != 0;
        return lost || Double.isInfinite(near)
                ? Math.copySign(lost ? Double.MIN_VALUE : Double.MAX_VALUE, decimal.signum())
                : near;
    }

    private static Object log(Object value, Object base, Place place) {
        if (Operators.isNullish(value) || Operators.isNullish(base)) {
            return null;
        }
        Number number = Arithmetic.number(value, place);
        Number root = Arithmetic.number(base, place);
        if (near(number) <= 0) {
            throw place.operand("a number above 0", value);
        }
        if (near(root) <= 0 || root.doubleValue() == 1) {
            throw place.operand("a base above 0 that is not 1", base);
        }
        return Numbers.asDecimals(number, root)
                ? (Object) Decimals.log(Numbers.decimal(number), Numbers.decimal(root))
                : Math.log(number.doubleValue()) / Math.log(root.doubleValue());
    }

    private static Object sqrt(Object value, Place place) {
        if (Operators.isNullish(value)) {
            return null;
        }
        Number number = Arithmetic.number(value, place);
        if (near(number) < 0) {
            throw place.operand("a number of 0 or more", value);
        }
        return number instanceof BigDecimal decimal
                ? (Number) decimal.sqrt(Numbers.DECIMAL)
                : Math.sqrt(number.doubleValue());
    }

    private static Object pow(Object value, Object power, Place place) {
        if (Operators.isNullish(value) || Operators.isNullish(power)) {
            return null;
        }
        Number base = Arithmetic.number(value, place);
        Number exponent = Arithmetic.number(power, place);
        if (Numbers.isZero(base) && exponent.doubleValue() < 0) {
            throw place.operand("a base that is not 0 for a negative exponent", value);
        }
        double approximate = Math.pow(base.doubleValue(), exponent.doubleValue());
        Long times = Numbers.exactLong(exponent);
        boolean integers = Numbers.isIntegral(base) && Numbers.isIntegral(exponent);
        if (integers && times >= 0 && Math.abs(approximate) <= 0x1p63) {
            var exact = java.math.BigInteger.valueOf(base.longValue());
            // beyond 64 only 0, 1 and -1 stay small, and those repeat
            exact = exact.pow((int) (times <= 64 ? times : 64 + (times & 1)));
            return exact.bitLength() < 64
                    ? (Object) Numbers.integer(exact.longValue(), Numbers.eitherLong(base, exponent))
                    : approximate;
        }
        if (Numbers.asDecimals(base, exponent) && times != null && Math.abs(times) <= 999_999_999) {
            return Numbers.decimal(base).pow(times.intValue(), Numbers.DECIMAL);
        }
        if (!Numbers.asDecimals(base, exponent)) {
            return approximate;
        }
        if (near(base) < 0) {
            return Double.NaN;
        }
        return Numbers.isZero(base) ? BigDecimal.ZERO : Decimals.pow(Numbers.decimal(base), Numbers.decimal(exponent));
    }

    private static Object toPlace(Object[] values, RoundingMode mode, Place place) {
        if (Operators.isNullish(values[0]) || Operators.isNullish(values[1])) {
            return null;
        }
        Long digits = values[1] == Missing.ARGUMENT ? Long.valueOf(0) : Numbers.exactLong(values[1]);
        if (digits == null || digits < LEAST_PLACE || digits > MOST_PLACE) {
            throw place.operand("an integer from " + LEAST_PLACE + " to " + MOST_PLACE, values[1]);
        }
        return rounded(values[0], digits.intValue(), mode, place);
    }

    private static Object rounded(Object value, int digits, RoundingMode mode, Place place) {
        if (Operators.isNullish(value)) {
            return null;
        }
        Number number = Arithmetic.number(value, place);
        if (number instanceof BigDecimal decimal) {
            return round(decimal, digits, mode);
        }
        if (number instanceof Double real) {
            return Double.isFinite(real) ? round(real, digits, mode) : real;
        }
        if (digits >= 0) {
            return number;
        }
        BigDecimal whole = round(BigDecimal.valueOf(number.longValue()), digits, mode);
        Long exact = Numbers.exactLong(whole);
        if (exact == null) {
            throw place.invalid("FLX-STAGE-RANGE", number + " rounded does not fit in 64 bits");
        }
        return Numbers.integer(exact, number instanceof Long);
    }

    private static double round(double real, int digits, RoundingMode mode) {
        if (digits == 0) {
            return switch (mode) {
                case CEILING -> Math.ceil(real);
                case FLOOR -> Math.floor(real);
                case DOWN -> real < 0 ? Math.ceil(real) : Math.floor(real);
                default -> Math.rint(real);
            };
        }
        return round(BigDecimal.valueOf(real), digits, mode).doubleValue();
    }

    /** To so many digits after the point, without ever writing out a large exponent. */
    static BigDecimal round(BigDecimal decimal, int digits, RoundingMode mode) {
        if (decimal.scale() <= digits) {
            return decimal;
        }
        long kept = (long) decimal.precision() - decimal.scale() + digits;
        if (kept > 0) {
            return decimal.round(new MathContext((int) kept, mode)).setScale(digits, mode);
        }
        // less than one unit of the last place: as good as a tenth of it, or what it is where it may be a half
        BigDecimal small = kept == 0 ? decimal : BigDecimal.valueOf(decimal.signum(), Math.addExact(digits, 1));
        return small.setScale(digits, mode);
    }
}
