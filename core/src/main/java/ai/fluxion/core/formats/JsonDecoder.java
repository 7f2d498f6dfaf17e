package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.JsonReader;
import ai.fluxion.core.model.PayloadDecoder;

/** One JSON object a payload, as {@link JsonReader} reads it. */
final class JsonDecoder implements PayloadDecoder {
    static final String CODE = JsonReader.MALFORMED;

    private final String format;
    private final int maxBytes;

    /** @param maxBytes how large a payload may be */
    JsonDecoder(String format, int maxBytes) {
        this.format = format;
        this.maxBytes = maxBytes;
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public Document decode(Bytes payload) {
        if (payload.length() > maxBytes) {
            throw Failure.invalidRecord(
                            "FLX-FORMAT-TOO-LARGE",
                            "a payload of " + payload.length() + " bytes; at most " + maxBytes + " are allowed")
                    .remedy("Raise " + JsonOptions.MAX_BYTES + " if such records are meant.")
                    .exception();
        }
        return JsonReader.read(payload);
    }
}
