package ai.fluxion.core.engine.formats;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import java.io.IOException;

/** Cuts a file into records. For one thread. */
public interface RecordReader extends AutoCloseable {
    /**
     * The next record. It is handed out as bytes: what is malformed within them is found when they are decoded, and is
     * that record's failure alone.
     *
     * @param complete whether the file is complete: then a last record without its end is one
     * @param metadata the record's; its offset is set to where the record begins
     * @return null if there is no (complete) record now
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if no further records can be found
     */
    Document next(boolean complete, RecordMetadata.Builder metadata) throws IOException;

    /** Where the next record begins, in bytes. */
    long offset();

    @Override
    void close() throws IOException;
}
