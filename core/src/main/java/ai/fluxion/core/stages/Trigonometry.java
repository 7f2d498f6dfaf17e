package ai.fluxion.core.stages;

import java.math.BigDecimal;
import java.util.function.DoubleUnaryOperator;

/** Angles in radians: decimals are computed as decimals, all else as doubles. NaN gives NaN. */
final class Trigonometry {
    private static final String FINITE = "a finite number";
    private static final String UNIT = "a number from -1 to 1";

    private Trigonometry() {}

    static void register(Operators all) {
        Mathematics.function(all, "$sin", Math::sin, Decimals.SIN, Trigonometry::isFinite, FINITE);
        Mathematics.function(all, "$cos", Math::cos, Decimals.COS, Trigonometry::isFinite, FINITE);
        Mathematics.function(all, "$tan", Math::tan, Decimals.TAN, Trigonometry::isFinite, FINITE);
        Mathematics.function(all, "$asin", Math::asin, Decimals.ASIN, Trigonometry::isUnit, UNIT);
        Mathematics.function(all, "$acos", Math::acos, Decimals.ACOS, Trigonometry::isUnit, UNIT);
        Mathematics.function(all, "$atan", Math::atan, Decimals.ATAN, number -> true, "a number");
        all.binary("$atan2", Trigonometry::atan2);
        Mathematics.function(all, "$sinh", Math::sinh, Decimals.SINH, number -> true, "a number");
        Mathematics.function(all, "$cosh", Math::cosh, Decimals.COSH, number -> true, "a number");
        Mathematics.function(all, "$tanh", Math::tanh, Decimals.TANH, number -> true, "a number");
        Mathematics.function(all, "$asinh", odd(Trigonometry::asinh), Decimals.ASINH, number -> true, "a number");
        Mathematics.function(
                all, "$acosh", Trigonometry::acosh, Decimals.ACOSH, number -> !(number < 1), "a number of 1 or more");
        Mathematics.function(all, "$atanh", odd(Trigonometry::atanh), Decimals.ATANH, Trigonometry::isUnit, UNIT);
        Mathematics.function(
                all, "$degreesToRadians", Math::toRadians, Decimals::toRadians, number -> true, "a number");
        Mathematics.function(
                all, "$radiansToDegrees", Math::toDegrees, Decimals::toDegrees, number -> true, "a number");
    }

    private static boolean isFinite(double number) {
        return !Double.isInfinite(number);
    }

    private static boolean isUnit(double number) {
        return !(Math.abs(number) > 1);
    }

    private static DoubleUnaryOperator odd(DoubleUnaryOperator ofPositive) {
        return number -> Math.copySign(ofPositive.applyAsDouble(Math.abs(number)), number);
    }

    /** Exact for small numbers too, where {@code x + sqrt(x² + 1)} loses digits. */
    private static double asinh(double x) {
        return x > 0x1p28 ? Math.log(x) + Math.log(2) : Math.log1p(x + x * x / (1 + Math.sqrt(x * x + 1)));
    }

    private static double acosh(double x) {
        return x > 0x1p28 ? Math.log(x) + Math.log(2) : Math.log1p(x - 1 + Math.sqrt((x - 1) * (x + 1)));
    }

    private static double atanh(double x) {
        return Math.log1p(2 * x / (1 - x)) / 2;
    }

    private static Object atan2(Object y, Object x, Place place) {
        if (Operators.isNullish(y) || Operators.isNullish(x)) {
            return null;
        }
        Number a = Arithmetic.number(y, place);
        Number b = Arithmetic.number(x, place);
        if (Numbers.asDecimals(a, b)) {
            BigDecimal first = Numbers.decimal(a);
            return Decimals.ATAN2.apply(first, Numbers.decimal(b));
        }
        return Math.atan2(a.doubleValue(), b.doubleValue());
    }
}
