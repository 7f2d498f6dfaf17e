package ai.fluxion.core.engine.formats;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;

/** Turns the fields of one record into bytes. For one thread. */
public interface PayloadEncoder {
    /** The name of the format, such as {@code json}. */
    String format();

    /**
     * The record as bytes. A record that came in this format and was not changed may be handed on as it came, without a
     * look at it.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException invalid record, if the format can't hold it
     */
    Bytes encode(Document record);
}
