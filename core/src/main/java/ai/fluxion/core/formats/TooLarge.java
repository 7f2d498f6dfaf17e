package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;

/**
 * Stands for a record that was larger than allowed, and of which only the head was kept. Its format is no other's, so that
 * nobody hands the head on as if it were the record.
 */
record TooLarge(int largest) implements PayloadDecoder {
    @Override
    public String format() {
        return "too-large";
    }

    @Override
    public Document decode(Bytes head) {
        throw Failure.invalidRecord(
                        "FLX-FORMAT-TOO-LARGE",
                        "a record of more than " + largest + " bytes; only its first " + head.length() + " were kept")
                .remedy("Raise " + FormatOptions.MAX_RECORD_BYTES + " if such records are meant.")
                .exception();
    }
}
