package ai.fluxion.core.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers of manifests as the classes that records hold, exact: a decimal that no double can hold stays a decimal. */
final class Numbers {
    /** Longer numbers are no numbers of a manifest; to read them takes time that grows with the square of it. */
    private static final int MAX_LENGTH = 1000;

    private Numbers() {}

    private static void bounded(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new NumberFormatException("more than " + MAX_LENGTH + " digits");
        }
    }

    /** @throws NumberFormatException if it is none */
    static Object integer(String digits, int radix) {
        bounded(digits);
        BigInteger number = new BigInteger(digits, radix);
        if (number.bitLength() < 32) {
            return number.intValue();
        }
        return number.bitLength() < 64 ? (Object) number.longValue() : new BigDecimal(number);
    }

    /** @throws NumberFormatException if it is none */
    static Object decimal(String text) {
        bounded(text);
        BigDecimal exact = new BigDecimal(text);
        double nearest = exact.doubleValue();
        boolean fits = Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(exact) == 0;
        return fits ? (Object) nearest : exact;
    }
}
