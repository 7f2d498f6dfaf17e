package ai.fluxion.core.engine.formats;

import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Puts records into a file. For one thread. What it writes from its first record to a {@link #finish} can stand behind
 * what a writer of the same format wrote before it.
 */
public interface RecordWriter {
    /**
     * Writes one record, and before the first of a new file what the file begins with.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException invalid record, if the format can't hold it; then nothing
     *     of it was written
     */
    void write(Document record, OutputStream out) throws IOException;

    /** Writes what a file ends with. */
    default void finish(OutputStream out) throws IOException {}

    /** What a later writer has to know to go on with the file, such as its columns. */
    default Optional<Document> state() {
        return Optional.empty();
    }
}
