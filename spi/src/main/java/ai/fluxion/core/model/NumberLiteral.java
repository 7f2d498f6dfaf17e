package ai.fluxion.core.model;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A number as its text wrote it, so that one which nobody changed is written back letter by letter: {@code 0.10}, {@code
 * 1e400}, an integer of forty digits.
 *
 * <p>A format puts it into a {@link DocumentBuilder}; whoever reads the field gets {@link #value()}. The text is a JSON
 * number (RFC 8259, section 6).
 */
public final class NumberLiteral {
    private static final int LONGEST = 1_000;

    private final String text;
    private final Number value;

    NumberLiteral(String text, Number value) {
        this.text = text;
        this.value = value;
    }

    /**
     * The value of a number's text: an {@code Integer}, {@code Long}, {@code Double} or {@code BigDecimal} where writing
     * that gives the text again, else a literal that remembers it.
     *
     * <p>An integer of 32 bits becomes an {@code Integer}, of 64 a {@code Long}, a larger one a {@code BigDecimal}; a
     * fraction or an exponent becomes a {@code Double} if it is finite in one, and with no more than 17 significant
     * digits, or as Java writes that one, else a {@code BigDecimal}.
     *
     * @throws NumberFormatException if the text is not a JSON number, or longer than 1,000 characters
     */
    public static Object parse(String text) {
        Number value = valueOf(text);
        return JsonWriter.text(value).equals(text) ? value : new NumberLiteral(text, value);
    }

    static Number valueOf(String text) {
        if (text.length() > LONGEST) {
            throw new NumberFormatException("a number of " + text.length() + " characters; at most " + LONGEST);
        }
        if (!isJsonNumber(text)) {
            throw new NumberFormatException("not a number: " + text);
        }
        if (isInteger(text)) {
            if (text.length() <= 18) {
                long number = Long.parseLong(text);
                if ((int) number == number) {
                    return (int) number;
                }
                return number;
            }
            BigInteger number = new BigInteger(text);
            return number.bitLength() < 64 ? (Number) number.longValue() : new BigDecimal(number);
        }
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number) || (number == 0 && hasNonZeroDigit(text))) {
            return new BigDecimal(text);
        }
        // JDK 17 and 18 write some doubles in 18 digits (JDK-4511638)
        if (significantDigits(text) > 17 && !Double.toString(number).equals(text)) {
            return new BigDecimal(text);
        }
        return number;
    }

    private static boolean isInteger(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' || c == 'e' || c == 'E') {
                return false;
            }
        }
        return true;
    }

    private static boolean isJsonNumber(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int start = at;
        at = digits(text, at);
        if (at == start || (text.charAt(start) == '0' && at > start + 1)) {
            return false;
        }
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = at + 1;
            at = digits(text, fraction);
            if (at == fraction) {
                return false;
            }
        }
        if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            int exponent = at;
            at = digits(text, exponent);
            if (at == exponent || at - exponent > 9) {
                return false;
            }
        }
        return at == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static int significantDigits(String text) {
        int count = 0;
        int trailingZeros = 0;
        for (int i = 0; i < text.length() && (text.charAt(i) | 0x20) != 'e'; i++) {
            char c = text.charAt(i);
            if (c >= '1' && c <= '9') {
                count += trailingZeros + 1;
                trailingZeros = 0;
            } else if (c == '0' && count > 0) {
                trailingZeros++;
            }
        }
        return count;
    }

    private static boolean hasNonZeroDigit(String text) {
        return significantDigits(text) > 0;
    }

    /** The text as it was read. */
    public String text() {
        return text;
    }

    /** The number: an {@code Integer}, {@code Long}, {@code Double} or {@code BigDecimal}. */
    public Number value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberLiteral that && Values.equal(value, that.value);
    }

    @Override
    public int hashCode() {
        return Values.hash(value);
    }

    @Override
    public String toString() {
        return text;
    }
}
