package ai.fluxion.core.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The strings of JSON in UTF-8: checks one where it stands, and decodes one that was checked. */
final class JsonText {
    /** Eight bytes of an array as a number, the first one lowest. */
    static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long SPACES = ONES * 0x20;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    private JsonText() {}

    /**
     * Marks, by its high bit, the first of eight bytes that a string can't take as it is: a quote, a backslash, a control
     * character, or what is not ASCII. Marks above the first may be false.
     */
    static long stops(long eight) {
        return (eight | (eight - SPACES) | ((eight ^ QUOTES) - ONES) | ((eight ^ BACKSLASHES) - ONES)) & HIGH;
    }

    /**
     * Checks a string.
     *
     * @param at behind its first quote
     * @return the place behind its last quote, and below, in four bits, which kind of slot it is
     */
    static long check(byte[] bytes, int at, int end) {
        int p = at;
        while (p + 8 <= end) {
            long stops = stops((long) EIGHT.get(bytes, p));
            if (stops == 0) {
                p += 8;
                continue;
            }
            p += Long.numberOfTrailingZeros(stops) >>> 3;
            if (bytes[p] == '"') {
                return (p + 1L) << 4 | Slot.TEXT;
            }
            break;
        }
        return checkRest(bytes, p, end);
    }

    private static long checkRest(byte[] bytes, int at, int end) {
        int p = at;
        int kind = Slot.TEXT;
        while (p < end) {
            int c = bytes[p];
            if (c == '"') {
                return (p + 1L) << 4 | kind;
            }
            if (c == '\\') {
                kind = Slot.ESCAPED;
                p = checkEscape(bytes, p, end);
            } else if (c >= 0x20) {
                p = plain(bytes, p + 1, end);
            } else if (c < 0) {
                kind = Math.max(kind, Slot.UTF8);
                p = checkCharacter(bytes, p, end);
            } else {
                throw new MalformedJson(
                        String.format("a control character (0x%02x) in a string, which must be escaped", c), p);
            }
        }
        throw new MalformedJson("a string that does not end", end);
    }

    /** Passes over what needs no look, by eights. */
    private static int plain(byte[] bytes, int at, int end) {
        int p = at;
        while (p + 8 <= end) {
            long stops = stops((long) EIGHT.get(bytes, p));
            if (stops != 0) {
                return p + (Long.numberOfTrailingZeros(stops) >>> 3);
            }
            p += 8;
        }
        return p;
    }

    /** Checks a character of several bytes (RFC 3629, section 4): no overlong ones, no surrogates, none beyond Unicode. */
    static int checkCharacter(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (first < 0xC2 || first > 0xF4 || at + length > end) {
            throw MalformedJson.utf8(at);
        }
        int second = bytes[at + 1];
        boolean right = isContinuation(second);
        if (length > 2) {
            right &= isContinuation(bytes[at + 2]);
            int value = second & 0xFF;
            switch (first) {
                case 0xE0 -> right &= value >= 0xA0;
                case 0xED -> right &= value <= 0x9F;
                case 0xF0 -> right &= value >= 0x90;
                case 0xF4 -> right &= value <= 0x8F;
                default -> {
                    // all continuations are allowed
                }
            }
            right &= length == 3 || isContinuation(bytes[at + 3]);
        }
        if (!right) {
            throw MalformedJson.utf8(at);
        }
        return at + length;
    }

    private static boolean isContinuation(int b) {
        return (b & 0xC0) == 0x80;
    }

    private static int checkEscape(byte[] bytes, int at, int end) {
        if (at + 1 >= end) {
            throw new MalformedJson("a string that does not end", end);
        }
        switch (bytes[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return at + 2;
            }
            case 'u' -> {
                return checkUnicode(bytes, at, end);
            }
            default -> throw MalformedJson.expected("one of \"\\/bfnrtu behind a backslash", bytes, at + 1, end);
        }
    }

    private static int checkUnicode(byte[] bytes, int at, int end) {
        char unit = unit(bytes, at, end);
        if (!Character.isSurrogate(unit)) {
            return at + 6;
        }
        boolean escapeFollows = at + 7 < end && bytes[at + 6] == '\\' && bytes[at + 7] == 'u';
        if (!Character.isHighSurrogate(unit) || !escapeFollows || !Character.isLowSurrogate(unit(bytes, at + 6, end))) {
            throw new MalformedJson("an escape that is half of a surrogate pair", at);
        }
        return at + 12;
    }

    /** The UTF-16 unit that the escape at this place says. */
    private static char unit(byte[] bytes, int at, int end) {
        int unit = 0;
        for (int p = at + 2; p < at + 6; p++) {
            int digit = p < end ? Character.digit(bytes[p], 16) : -1;
            if (digit < 0) {
                throw MalformedJson.expected("four hexadecimal digits behind \\u", bytes, p, end);
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    /**
     * The text of a string that was checked.
     *
     * @param from behind its first quote
     * @param to where its last quote stands
     */
    static String decode(byte[] bytes, int from, int to, int kind) {
        if (kind == Slot.TEXT) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        return kind == Slot.UTF8
                ? new String(bytes, from, to - from, StandardCharsets.UTF_8)
                : unescape(bytes, from, to);
    }

    private static String unescape(byte[] bytes, int from, int to) {
        byte[] utf8 = new byte[to - from]; // no escape is shorter than what it stands for
        int size = 0;
        int p = from;
        while (p < to) {
            byte b = bytes[p];
            if (b != '\\') {
                utf8[size++] = b;
                p++;
                continue;
            }
            byte escape = bytes[p + 1];
            if (escape != 'u') {
                utf8[size++] = meant(escape);
                p += 2;
                continue;
            }
            int point = unit(bytes, p, to);
            p += 6;
            if (Character.isHighSurrogate((char) point)) {
                point = Character.toCodePoint((char) point, unit(bytes, p, to));
                p += 6;
            }
            byte[] character = Character.toString(point).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(character, 0, utf8, size, character.length);
            size += character.length;
        }
        return new String(utf8, 0, size, StandardCharsets.UTF_8);
    }

    private static byte meant(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }

    // ---- for whoever writes

    /** The text in UTF-8, with U+FFFD for lone surrogates. */
    static byte[] utf8(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        for (byte b : utf8) {
            if (b == '?') { // what the JDK writes for them, too
                return withReplacements(text);
            }
        }
        return utf8;
    }

    private static byte[] withReplacements(String text) {
        StringBuilder replaced = null;
        int units;
        for (int i = 0; i < text.length(); i += units) {
            int point = text.codePointAt(i);
            units = Character.charCount(point);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                replaced = replaced == null ? new StringBuilder(text) : replaced;
                replaced.setCharAt(i, '\uFFFD');
            }
        }
        return (replaced == null ? text : replaced.toString()).getBytes(StandardCharsets.UTF_8);
    }

    /** The first byte from here that a string holds only as an escape: its length, if there is none. */
    static int toEscape(byte[] utf8, int at) {
        int p = at;
        while (p + 8 <= utf8.length) {
            long eight = (long) EIGHT.get(utf8, p);
            long stops =
                    ((eight - SPACES) | ((eight ^ QUOTES) - ONES) | ((eight ^ BACKSLASHES) - ONES)) & ~eight & HIGH;
            if (stops != 0) {
                return p + (Long.numberOfTrailingZeros(stops) >>> 3);
            }
            p += 8;
        }
        while (p < utf8.length && utf8[p] != '"' && utf8[p] != '\\' && (utf8[p] >= 0x20 || utf8[p] < 0)) {
            p++;
        }
        return p;
    }
}
