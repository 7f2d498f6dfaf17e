package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.util.Locale;

/**
 * Takes a payload out of one field.
 *
 * @param text whether it must be text; else it may be bytes or text, which is written in UTF-8
 * @param line whether it must fit on a line
 */
record ValueEncoder(String format, String field, boolean text, boolean line) implements PayloadEncoder {
    static String code(String format) {
        return "FLX-FORMAT-" + format.toUpperCase(Locale.ROOT);
    }

    @Override
    public Bytes encode(Document record) {
        boolean came = record.format().orElse("").equals(format);
        Bytes payload = came ? record.payload().orElse(null) : null;
        if (payload == null) {
            payload = valueOf(record);
        }
        if (line && !isLine(payload)) {
            throw invalid("it holds the end of a line, and would be read as several")
                    .exception();
        }
        return payload;
    }

    private Bytes valueOf(Document record) {
        Object value = record.get(field);
        if (value instanceof String string) {
            return Utf8.encode(string, field, code(format));
        }
        if (value instanceof Bytes bytes && !text) {
            return bytes;
        }
        String found = value == null
                ? "nothing"
                : "a value of type " + value.getClass().getSimpleName();
        throw invalid("expected " + (text ? "text" : "bytes or text") + ", found " + found)
                .exception();
    }

    private boolean isLine(Bytes payload) {
        boolean returns = text && !payload.isEmpty() && payload.at(payload.length() - 1) == '\r';
        return !returns && payload.indexOf((byte) '\n', 0) < 0;
    }

    private Failure invalid(String message) {
        return Failure.invalidRecord(code(format), message).at(field);
    }
}
