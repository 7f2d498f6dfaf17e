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

    private static final byte[] PAIRS = pairs(); // the two digits of 0 to 99

    private JsonNumber() {}

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

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

    // ---- for whoever writes

    /** Writes an integer into room for 20 characters; gives the place behind it. */
    static int putInteger(long number, byte[] target, int at) {
        if (number == Long.MIN_VALUE) {
            target[at] = '-';
            target[at + 1] = '9';
            return putDigits(223_372_036_854_775_808L, 18, target, at + 2);
        }
        int p = at;
        if (number < 0) {
            target[p++] = '-';
        }
        long rest = Math.abs(number);
        int digits = 1;
        for (long power = 10; digits < 19 && rest >= power; power *= 10) {
            digits++;
        }
        return putDigits(rest, digits, target, p);
    }

    private static int putDigits(long number, int digits, byte[] target, int at) {
        long rest = number;
        int p = at + digits;
        while (p - at >= 2) {
            int pair = (int) (rest % 100) * 2;
            rest /= 100;
            target[--p] = PAIRS[pair + 1];
            target[--p] = PAIRS[pair];
        }
        if (p > at) {
            target[--p] = (byte) ('0' + rest);
        }
        return at + digits;
    }

    /**
     * Writes a number as {@link Double#toString(double)} does, if that takes no exponent and at most eight decimals: of at
     * most 15 digits, the fewest that give the double are those that it prints.
     *
     * @return the place behind it, -1 for all others
     */
    static int putReal(double number, byte[] target, int at) {
        double size = Math.abs(number);
        if (!(size >= 1e-3 && size < 1e7)) {
            return -1;
        }
        for (int decimals = 1; decimals <= 8; decimals++) {
            double power = POWERS_OF_TEN[decimals];
            long digits = (long) (size * power + 0.5);
            if (digits / power == size) {
                int p = at;
                if (number < 0) {
                    target[p++] = '-';
                }
                long scale = (long) power;
                p = putInteger(digits / scale, target, p);
                target[p++] = '.';
                return putDigits(digits % scale, decimals, target, p);
            }
        }
        return -1;
    }
}
