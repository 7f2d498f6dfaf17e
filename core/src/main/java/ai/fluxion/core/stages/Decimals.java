package ai.fluxion.core.stages;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Functions of decimals, to 34 digits. Operands so large or small that a result would take long are answered by what
 * the function tends to there, or refused as out of range.
 */
final class Decimals {
    private static final MathContext PRECISION = Numbers.DECIMAL;
    private static final MathContext WORKING = new MathContext(42, RoundingMode.HALF_EVEN);
    /** For functions that are small where the library subtracts what is nearly equal. */
    private static final MathContext WIDE = new MathContext(84, RoundingMode.HALF_EVEN);

    /** Below its inverse, and above it, a decimal of 34 digits does not show what a function's next term adds. */
    private static final BigDecimal FAR = new BigDecimal("1e40");

    private static final BigDecimal NEAR = new BigDecimal("1e-40");
    /** The largest power of e that a decimal128 can hold is about 14149. */
    private static final BigDecimal MOST_EXPONENT = BigDecimal.valueOf(14_150);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal PI = BigDecimalMath.pi(WORKING);
    private static final BigDecimal HALF_PI = PI.divide(BigDecimal.valueOf(2), WORKING);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal LN_2 = BigDecimalMath.log(TWO, WORKING);
    /** With digits enough to be multiplied by any exponent. */
    private static final BigDecimal LN_10 = BigDecimalMath.log(BigDecimal.TEN, new MathContext(54));

    private static final BigDecimal STRAIGHT_ANGLE = BigDecimal.valueOf(180);

    private Decimals() {}

    private static boolean isNear(BigDecimal x) {
        return x.abs().compareTo(NEAR) < 0;
    }

    private static boolean isFar(BigDecimal x) {
        return x.abs().compareTo(FAR) > 0;
    }

    private static BigDecimal rounded(BigDecimal x) {
        return x.round(PRECISION);
    }

    private static BigDecimal signed(BigDecimal size, BigDecimal sign) {
        return sign.signum() < 0 ? size.negate() : size;
    }

    // ---- exponentials and logarithms

    static BigDecimal exp(BigDecimal x) {
        return rounded(powerOfE(x));
    }

    private static BigDecimal powerOfE(BigDecimal x) {
        if (x.compareTo(MOST_EXPONENT) > 0) {
            throw new ArithmeticException("e to the power of " + rounded(x) + " does not fit in a decimal");
        }
        if (x.negate().compareTo(MOST_EXPONENT) > 0) {
            return BigDecimal.ZERO;
        }
        return isNear(x) ? BigDecimal.ONE : BigDecimalMath.exp(x, WORKING);
    }

    static BigDecimal sigmoid(BigDecimal x) {
        return x.negate().compareTo(MOST_EXPONENT) > 0
                ? BigDecimal.ZERO
                : BigDecimal.ONE.divide(BigDecimal.ONE.add(exp(x.negate()), WORKING), PRECISION);
    }

    static BigDecimal ln(BigDecimal x) {
        return rounded(ln(x, WORKING));
    }

    /** By the power of ten and the digits, because the library is slow on small numbers. */
    private static BigDecimal ln(BigDecimal x, MathContext precision) {
        long power = (long) x.precision() - x.scale() - 1;
        if (Math.abs(power) <= 1) {
            return BigDecimalMath.log(x, precision); // near 1 the two parts would cancel out
        }
        BigDecimal digits = new BigDecimal(x.unscaledValue(), x.precision() - 1);
        return BigDecimalMath.log(digits, precision).add(LN_10.multiply(BigDecimal.valueOf(power)), precision);
    }

    static BigDecimal log10(BigDecimal x) {
        return log(x, BigDecimal.TEN);
    }

    static BigDecimal log(BigDecimal x, BigDecimal base) {
        return ln(x, WORKING).divide(ln(base, WORKING), PRECISION);
    }

    /** @param base above 0 */
    static BigDecimal pow(BigDecimal base, BigDecimal exponent) {
        return exp(exponent.multiply(ln(base, WORKING), WORKING));
    }

    // ---- of angles

    private static UnaryOperator<BigDecimal> ofAngle(BinaryOperation function) {
        return x -> {
            if (isFar(x)) {
                throw new ArithmeticException("an angle of " + rounded(x) + " has no digits after the point");
            }
            return function.apply(x, PRECISION);
        };
    }

    @FunctionalInterface
    private interface BinaryOperation {
        BigDecimal apply(BigDecimal x, MathContext precision);
    }

    static final UnaryOperator<BigDecimal> SIN = nearItself(ofAngle(BigDecimalMath::sin));
    static final UnaryOperator<BigDecimal> COS =
            x -> isNear(x) ? BigDecimal.ONE : ofAngle(BigDecimalMath::cos).apply(x);
    static final UnaryOperator<BigDecimal> TAN = nearItself(ofAngle(BigDecimalMath::tan));

    /** A function that is about its operand near 0. */
    private static UnaryOperator<BigDecimal> nearItself(UnaryOperator<BigDecimal> function) {
        return x -> isNear(x) ? rounded(x) : function.apply(x);
    }

    static final UnaryOperator<BigDecimal> ASIN = nearItself(x -> BigDecimalMath.asin(x, PRECISION));
    static final UnaryOperator<BigDecimal> ACOS =
            x -> isNear(x) ? rounded(HALF_PI) : rounded(BigDecimalMath.acos(x, WIDE));
    static final UnaryOperator<BigDecimal> ATAN =
            nearItself(x -> isFar(x) ? rounded(signed(HALF_PI, x)) : BigDecimalMath.atan(x, PRECISION));

    static final BinaryOperator<BigDecimal> ATAN2 = (y, x) -> {
        if (x.signum() == 0) {
            return y.signum() == 0 ? BigDecimal.ZERO : rounded(signed(HALF_PI, y));
        }
        BigDecimal ratio = y.divide(x, WORKING);
        BigDecimal angle = isNear(ratio) || isFar(ratio) ? ATAN.apply(ratio) : BigDecimalMath.atan(ratio, WORKING);
        if (x.signum() > 0) {
            return rounded(angle);
        }
        return rounded(y.signum() < 0 ? angle.subtract(PI, WORKING) : angle.add(PI, WORKING));
    };

    static BigDecimal toRadians(BigDecimal degrees) {
        return degrees.multiply(PI, WORKING).divide(STRAIGHT_ANGLE, PRECISION);
    }

    static BigDecimal toDegrees(BigDecimal radians) {
        return radians.multiply(STRAIGHT_ANGLE, WORKING).divide(PI, PRECISION);
    }

    // ---- hyperbolic

    static final UnaryOperator<BigDecimal> SINH = nearItself(x -> {
        if (isSmall(x)) {
            return BigDecimalMath.sinh(x, PRECISION);
        }
        BigDecimal power = powerOfE(x.abs());
        BigDecimal size = power.subtract(BigDecimal.ONE.divide(power, WORKING), WORKING);
        return signed(size.divide(TWO, PRECISION), x);
    });
    static final UnaryOperator<BigDecimal> COSH = x -> {
        BigDecimal power = isNear(x) ? BigDecimal.ONE : powerOfE(x.abs());
        return power.add(BigDecimal.ONE.divide(power, WORKING), WORKING).divide(TWO, PRECISION);
    };
    static final UnaryOperator<BigDecimal> TANH = nearItself(x -> {
        if (isSmall(x)) {
            return BigDecimalMath.tanh(x, PRECISION);
        }
        if (x.abs().compareTo(HUNDRED) > 0) {
            return signed(BigDecimal.ONE, x);
        }
        BigDecimal power = powerOfE(x.abs().multiply(TWO));
        BigDecimal rest = TWO.divide(power.add(BigDecimal.ONE), WORKING);
        return rounded(signed(BigDecimal.ONE.subtract(rest), x));
    });

    /** Where the library's series end soon. */
    private static boolean isSmall(BigDecimal x) {
        return x.abs().compareTo(BigDecimal.ONE) < 0;
    }

    static final UnaryOperator<BigDecimal> ASINH =
            nearItself(x -> signed(isFar(x) ? lnOfDouble(x.abs()) : rounded(BigDecimalMath.asinh(x.abs(), WIDE)), x));
    static final UnaryOperator<BigDecimal> ACOSH =
            x -> isFar(x) ? lnOfDouble(x) : rounded(BigDecimalMath.acosh(x, WIDE));
    static final UnaryOperator<BigDecimal> ATANH = nearItself(x -> rounded(BigDecimalMath.atanh(x, WIDE)));

    /** The logarithm of twice a large number. */
    private static BigDecimal lnOfDouble(BigDecimal x) {
        return ln(x, WORKING).add(LN_2, PRECISION);
    }
}
