package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.JsonWriter;

/**
 * Records as JSON objects. One that came as JSON and was not changed is handed on as it came; where lines matter, only if
 * it is one.
 */
final class JsonEncoder implements PayloadEncoder {
    private final String format;
    private final boolean oneLine;
    private final JsonWriter json = new JsonWriter();

    /** @param oneLine whether no line feed may stand in a payload */
    JsonEncoder(String format, boolean oneLine) {
        this.format = format;
        this.oneLine = oneLine;
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public Bytes encode(Document record) {
        Bytes payload = record.payload().orElse(null);
        if (payload != null && isJson(record) && (!oneLine || isOneLine(payload))) {
            return payload;
        }
        json.reset();
        try {
            json.document(record);
        } catch (IllegalArgumentException noJson) {
            throw Failure.invalidRecord(JsonDecoder.CODE, noJson.getMessage())
                    .cause(noJson)
                    .exception();
        }
        return Bytes.wrap(json.toByteArray());
    }

    private static boolean isJson(Document record) {
        String came = record.format().orElse("");
        return came.equals(JsonFormat.NAME) || came.equals(NdjsonFormat.NAME);
    }

    /** Whether the payload can be a line: one that holds no object would be passed over, or mistaken, when read. */
    private static boolean isOneLine(Bytes payload) {
        return !payload.isEmpty() && payload.at(0) == '{' && payload.indexOf((byte) '\n', 0) < 0;
    }
}
