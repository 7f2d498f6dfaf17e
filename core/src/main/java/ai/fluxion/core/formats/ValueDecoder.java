package ai.fluxion.core.formats;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;

/**
 * Puts a payload into one field.
 *
 * @param text whether it is text in UTF-8; else it stays bytes
 */
record ValueDecoder(String format, String field, boolean text) implements PayloadDecoder {
    @Override
    public Document decode(Bytes payload) {
        return Document.of(field, text ? Utf8.decode(payload, ValueEncoder.code(format)) : payload);
    }
}
