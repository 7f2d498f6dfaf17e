package ai.fluxion.core.stages;

import ai.fluxion.core.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text seen as its bytes in UTF-8: positions and lengths are bytes. */
final class ByteStrings {
    private ByteStrings() {}

    static void register(Operators all) {
        all.unary("$strLenBytes", (value, place) -> utf8(Strings.text(value, place)).length);
        all.unary("$binarySize", ByteStrings::size);
        all.variadic("$indexOfBytes", 2, 4, ByteStrings::indexOf);
        all.variadic("$substrBytes", 3, 3, (values, place) -> substring(values, false, place));
        all.variadic("$substr", 3, 3, (values, place) -> substring(values, true, place));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Object size(Object value, Place place) {
        if (Operators.isNullish(value)) {
            return null;
        }
        if (BsonType.of(value).equals(BsonType.BINARY)) {
            return Ordering.bytes(value).length();
        }
        if (value instanceof String text) {
            return utf8(text).length;
        }
        throw place.operand("a string or binData", value);
    }

    private static Object indexOf(Object[] values, Place place) {
        if (Operators.isNullish(values[0])) {
            return null;
        }
        byte[] text = utf8(Strings.text(values[0], place));
        byte[] wanted = utf8(Strings.text(values[1], place));
        long start = values[2] == Missing.ARGUMENT ? 0 : Strings.position(values[2], place);
        long end =
                values[3] == Missing.ARGUMENT ? text.length : Math.min(text.length, Strings.position(values[3], place));
        for (int at = (int) Math.min(start, Integer.MAX_VALUE - wanted.length); at + wanted.length <= end; at++) {
            if (Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    /** @param emptyBefore whether a negative start gives no text; else it fails. A negative count gives the rest. */
    private static Object substring(Object[] values, boolean emptyBefore, Place place) {
        byte[] text = utf8(Strings.coerced(values[0], place));
        long start = whole(values[1], place);
        long count = whole(values[2], place);
        if (start < 0) {
            if (emptyBefore) {
                return "";
            }
            throw place.operand("a start of 0 or more", values[1]);
        }
        int from = (int) Math.min(start, text.length);
        int to = count < 0 || count > text.length - from ? text.length : from + (int) count;
        if (cutsCharacter(text, from) || cutsCharacter(text, to)) {
            throw place.operand("a start and a count that do not cut through a character", values[1]);
        }
        return Bytes.wrap(text, from, to - from).utf8();
    }

    private static boolean cutsCharacter(byte[] text, int at) {
        return at < text.length && (text[at] & 0xC0) == 0x80;
    }

    private static long whole(Object value, Place place) {
        Long number = Numbers.exactLong(value);
        if (number == null) {
            throw place.operand("an integer", value);
        }
        return number;
    }
}
