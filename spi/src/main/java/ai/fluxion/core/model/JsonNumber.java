package ai.fluxion.core.model;

import java.nio.charset.StandardCharsets;

/** The numbers of JSON: checks one where it stands, and computes the value of one that was checked. */
final class JsonNumber {
    private static final int LONGEST = 1_000;
    private static final int LONGEST_EXPONENT = 9;
    private static final int INTEGER_AT_MOST = 18; // digits, with the sign: less than 2^63 in any case
    private static final long EXACT = 1L << 53; // doubles hold all integers up to here

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private JsonNumber() {}

    /**
     * Checks a number (RFC 8259, section 6).
     *
     * @param at where it begins, with a minus sign or a digit
     * @return the place behind it, and below, in four bits, which kind of slot it is
     */
    static long check(byte[] bytes, int at, int end) {
        int start = bytes[at] == '-' ? at + 1 : at;
        int p = digits(bytes, start, end);
        if (p == start) {
            throw MalformedJson.expected("a digit", bytes, p, end);
        }
        if (bytes[start] == '0' && p > start + 1) {
            throw new MalformedJson("a number that begins with a zero", at);
        }
        if (p < end && (bytes[p] == '.' || (bytes[p] | 0x20) == 'e')) {
            return checkReal(bytes, at, p, end);
        }
        if (p - at <= INTEGER_AT_MOST && (start == at || bytes[start] != '0')) {
            return (long) p << 4 | Slot.INTEGER;
        }
        return checked(at, p);
    }

    private static long checkReal(byte[] bytes, int at, int point, int end) {
        int p = point;
        if (bytes[p] == '.') {
            int fraction = p + 1;
            p = digits(bytes, fraction, end);
            if (p == fraction) {
                throw MalformedJson.expected("a digit behind the point", bytes, p, end);
            }
        }
        if (p < end && (bytes[p] | 0x20) == 'e') {
            p++;
            if (p < end && (bytes[p] == '+' || bytes[p] == '-')) {
                p++;
            }
            int exponent = p;
            p = digits(bytes, exponent, end);
            if (p == exponent) {
                throw MalformedJson.expected("a digit in the exponent", bytes, p, end);
            }
            if (p - exponent > LONGEST_EXPONENT) {
                throw tooLong(at);
            }
        }
        return checked(at, p);
    }

    private static long checked(int at, int end) {
        if (end - at > LONGEST) {
            throw tooLong(at);
        }
        return (long) end << 4 | Slot.NUMBER;
    }

    private static MalformedJson tooLong(int at) {
        return new MalformedJson(
                "a number of more than " + LONGEST + " characters, or with an exponent of more than " + LONGEST_EXPONENT
                        + " digits",
                at);
    }

    private static int digits(byte[] bytes, int at, int end) {
        int p = at;
        while (p < end && bytes[p] >= '0' && bytes[p] <= '9') {
            p++;
        }
        return p;
    }

    /** The value of a slot that is an {@link Slot#INTEGER}. */
    static long integer(byte[] bytes, int at, int length) {
        int end = at + length;
        boolean negative = bytes[at] == '-';
        long value = 0;
        for (int p = negative ? at + 1 : at; p < end; p++) {
            value = value * 10 + (bytes[p] - '0');
        }
        return negative ? -value : value;
    }

    /** The value of a slot that is a {@link Slot#NUMBER}, as {@link NumberLiteral} says. */
    static Number value(byte[] bytes, int at, int length) {
        double real = exactReal(bytes, at, length);
        return Double.isNaN(real) ? NumberLiteral.valueOf(text(bytes, at, length)) : (Number) real;
    }

    static String text(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }

    /**
     * The value of a number with a point or an exponent, if its digits make an integer that a double holds, and so does the
     * power of ten: then one division or multiplication rounds as it must (Clinger, 1990). NaN for all others.
     */
    static double exactReal(byte[] bytes, int at, int length) {
        int end = at + length;
        int start = bytes[at] == '-' ? at + 1 : at;
        long digits = 0;
        int point = -1;
        int p = start;
        for (; p < end; p++) {
            int c = bytes[p];
            if (c == '.') {
                point = p;
            } else if (c >= '0') {
                if (c > '9' || digits > EXACT) {
                    break;
                }
                digits = digits * 10 + (c - '0');
            }
        }
        int power = point < 0 ? 0 : point + 1 - p;
        if (p < end) {
            if ((bytes[p] | 0x20) != 'e') {
                return Double.NaN;
            }
            power += exponent(bytes, p + 1, end);
        } else if (point < 0) {
            return Double.NaN; // an integer
        }
        if (digits > EXACT || power < -22 || power > 22) {
            return Double.NaN;
        }
        double value = power < 0 ? digits / POWERS_OF_TEN[-power] : digits * POWERS_OF_TEN[power];
        return start == at ? value : -value;
    }

    private static int exponent(byte[] bytes, int at, int end) {
        int start = bytes[at] == '-' || bytes[at] == '+' ? at + 1 : at;
        int value = (int) integer(bytes, start, end - start);
        return bytes[at] == '-' ? -value : value;
    }
}
