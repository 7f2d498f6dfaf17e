package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.model.Bytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Text to bytes and back, with nothing replaced: what is malformed is an invalid record. */
final class Utf8 {
    /** How much of a record's content a message shows at most. */
    static final int SHOWN = 40;

    private Utf8() {}

    /** @param code the failure's, if the bytes are no UTF-8 */
    static String decode(Bytes bytes, String code) {
        try {
            return bytes.strictUtf8();
        } catch (CharacterCodingException malformed) {
            throw Failure.invalidRecord(code, "the bytes are no UTF-8")
                    .at("byte " + firstMalformed(bytes))
                    .exception();
        }
    }

    private static int firstMalformed(Bytes bytes) {
        ByteBuffer in = bytes.buffer();
        CharBuffer ignored = CharBuffer.allocate(1024);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        while (true) {
            ignored.clear();
            CoderResult result = decoder.decode(in, ignored, true);
            if (!result.isOverflow()) {
                return in.position();
            }
        }
    }

    /**
     * @param what the text's name in messages
     * @param code the failure's, if the text holds half of a surrogate pair, which UTF-8 has no place for
     */
    static Bytes encode(String text, String what, String code) {
        if (hasLoneSurrogate(text)) {
            throw Failure.invalidRecord(code, "half of a surrogate pair, which UTF-8 can't hold")
                    .at(what)
                    .exception();
        }
        return Bytes.utf8(text);
    }

    static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** The beginning of a content, for a message. */
    static String shown(String content) {
        return content.length() <= SHOWN ? content : content.substring(0, SHOWN - 1) + "…";
    }
}
