package ai.fluxion.core.model;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;

/**
 * Reads JSON objects (RFC 8259) in UTF-8, and nothing that the RFC does not allow. Stricter than it in two places where a
 * record could not be written back as it was read: a name that an object has twice, and half of a surrogate pair, are
 * refused. A byte order mark at the beginning is passed over. Bounds: 500 levels, 1,000 characters and 9 digits of exponent
 * a number, 1 GiB.
 *
 * <p>All bytes are checked at once. Values are made when they are read; until then they are slices of the payload, which the
 * document keeps alive. {@link JsonWriter} copies those that nobody changed.
 */
public final class JsonReader {
    /** The code of failures. */
    public static final String MALFORMED = "FLX-FORMAT-JSON";

    private static final ThreadLocal<JsonScanner> SCANNERS = ThreadLocal.withInitial(JsonScanner::new);

    private JsonReader() {}

    /**
     * The document that a payload says. Any thread may call it.
     *
     * @param payload one object; nobody writes to its bytes again
     * @throws FluxionException an invalid record with line and column, if it is malformed
     */
    public static Document read(Bytes payload) {
        try {
            Fields fields = SCANNERS.get().scan(payload);
            return new Document(fields, RecordMetadata.NONE, null, null, false);
        } catch (MalformedJson malformed) {
            throw failure(malformed, payload);
        }
    }

    private static FluxionException failure(MalformedJson malformed, Bytes payload) {
        String place = malformed.isNoText()
                ? "byte " + (malformed.at() - payload.from())
                : place(payload, malformed.at() - payload.from());
        return Failure.invalidRecord(MALFORMED, malformed.getMessage())
                .at(place)
                .exception();
    }

    /** Lines end with CR, LF or both; columns count characters. */
    private static String place(Bytes payload, int at) {
        int line = 1;
        int column = 1;
        for (int i = JsonScanner.hasByteOrderMark(payload) ? 3 : 0; i < at; i++) {
            byte b = payload.at(i);
            boolean ends = b == '\n' || (b == '\r' && (i + 1 == payload.length() || payload.at(i + 1) != '\n'));
            if (ends) {
                line++;
                column = 1;
            } else if ((b & 0xC0) != 0x80) {
                column++;
            }
        }
        return "line " + line + ", column " + column;
    }
}
