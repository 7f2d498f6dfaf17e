package ai.fluxion.core.stages;

import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.model.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Binary data from and to text and numbers, as {@code $convert} has it with {@code format} and {@code byteOrder}. Binary
 * data of 16 bytes and subtype 4 is a UUID.
 */
final class BinaryConversions {
    /** How text stands for binary data. */
    enum Format {
        AUTO,
        BASE64,
        BASE64URL,
        UTF8,
        HEX,
        UUID
    }

    static final int GENERIC = 0;
    static final int OF_UUID = 4;

    private BinaryConversions() {}

    private static FluxionException refused(Object value, String target, Place place) {
        return place.invalid("FLX-STAGE-CONVERT", "can't convert " + Place.show(value) + " to " + target);
    }

    // ---- to binary data

    /** @param format null where none is given */
    static Object toBinary(Object value, int subtype, Format format, ByteOrder order, Place place) {
        if (BsonType.of(value).equals(BsonType.BINARY)) {
            boolean same = value instanceof UUID == (subtype == OF_UUID);
            if (same) {
                return value;
            }
            throw refused(value, "binData of another subtype", place);
        }
        if (value instanceof Number number) {
            return ofSubtype(Bytes.wrap(bytes(number, order, place)), subtype, place);
        }
        if (!(value instanceof String text)) {
            throw refused(value, "binData", place);
        }
        if (format == null) {
            throw refused(value, "binData without a format", place);
        }
        if (format.equals(Format.UUID) != (subtype == OF_UUID)) {
            throw refused(value, "binData: the format uuid and the subtype 4 need each other", place);
        }
        return subtype == OF_UUID ? uuid(text, place) : Bytes.wrap(bytes(text, format, place));
    }

    private static Object ofSubtype(Bytes bytes, int subtype, Place place) {
        if (subtype == OF_UUID) {
            throw refused(bytes, "a UUID, which has 16 bytes", place);
        }
        return bytes;
    }

    private static byte[] bytes(Number number, ByteOrder order, Place place) {
        ByteBuffer buffer =
                ByteBuffer.allocate(number instanceof Integer ? 4 : 8).order(order);
        if (number instanceof Integer) {
            return buffer.putInt(number.intValue()).array();
        }
        if (number instanceof Long) {
            return buffer.putLong(number.longValue()).array();
        }
        if (number instanceof Double) {
            return buffer.putDouble(number.doubleValue()).array();
        }
        throw refused(number, "binData", place);
    }

    private static byte[] bytes(String text, Format format, Place place) {
        try {
            return switch (format) {
                case BASE64 -> Base64.getDecoder().decode(text);
                case BASE64URL -> Base64.getUrlDecoder().decode(text);
                case HEX -> HexFormat.of().parseHex(text);
                case UTF8 -> Bytes.utf8(text).toArray();
                case AUTO, UUID -> throw new IllegalArgumentException("only for binData to string");
            };
        } catch (IllegalArgumentException malformed) {
            throw refused(text, "binData by the format " + word(format), place);
        }
    }

    /** A UUID by its 36 characters. */
    static UUID uuid(String text, Place place) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        throw refused(text, "a UUID", place);
    }

    static String word(Format format) {
        return format.name().toLowerCase(java.util.Locale.ROOT);
    }

    // ---- from binary data

    /** Its text: by default that of a UUID, or base 64. */
    static String text(Object binary, Format format, Place place) {
        boolean isUuid = binary instanceof UUID;
        Bytes bytes = Ordering.bytes(binary);
        return switch (format == null ? Format.AUTO : format) {
            case AUTO -> isUuid ? binary.toString() : bytes.base64();
            case BASE64 -> bytes.base64();
            case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toArray());
            case HEX -> HexFormat.of().withUpperCase().formatHex(bytes.toArray());
            case UUID -> {
                if (!isUuid) {
                    throw refused(binary, "the text of a UUID", place);
                }
                yield binary.toString();
            }
            case UTF8 -> {
                try {
                    yield bytes.strictUtf8();
                } catch (CharacterCodingException notText) {
                    throw refused(binary, "text in UTF-8", place);
                }
            }
        };
    }

    /** The number that the bytes are. */
    static Number number(Object binary, BsonType target, ByteOrder order, Place place) {
        Bytes bytes = Ordering.bytes(binary);
        ByteBuffer buffer = bytes.buffer().order(order);
        if (target.equals(BsonType.DOUBLE)) {
            return switch (bytes.length()) {
                case 4 -> (double) buffer.getFloat();
                case 8 -> buffer.getDouble();
                default -> throw refused(binary, "a double, which has 4 or 8 bytes", place);
            };
        }
        boolean wide = target.equals(BsonType.LONG);
        long number = switch (bytes.length()) {
            case 1 -> buffer.get();
            case 2 -> buffer.getShort();
            case 4 -> buffer.getInt();
            case 8 -> {
                if (!wide) {
                    throw refused(binary, "an int, which has 1, 2 or 4 bytes", place);
                }
                yield buffer.getLong();
            }
            default -> throw refused(binary, target.word() + ", which has 1, 2, 4 or 8 bytes", place);
        };
        return Numbers.integer(number, wide);
    }
}
