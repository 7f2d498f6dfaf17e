package ai.fluxion.core.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers of manifests as the classes that records hold, exact: a decimal that no double can hold stays a decimal. */
final class Numbers {
    private Numbers() {}

    /** @throws NumberFormatException if it is none */
    static Object integer(String digits, int radix) {
        BigInteger number = new BigInteger(digits, radix);
        if (number.bitLength() < 32) {
            return number.intValue();
        }
        return number.bitLength() < 64 ? (Object) number.longValue() : new BigDecimal(number);
    }

    /** @throws NumberFormatException if it is none */
    static Object decimal(String text) {
        BigDecimal exact = new BigDecimal(text);
        double nearest = exact.doubleValue();
        boolean fits = Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(exact) == 0;
        return fits ? (Object) nearest : exact;
    }
}
