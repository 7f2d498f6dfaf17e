package ai.fluxion.core.engine.transactions;

import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.model.Document;
import java.util.List;

/** A sink with a writer for each lane; the engine uses the writers and none of {@code open}, {@code write}, {@code flush}. */
public interface WriterSink extends StreamingSink {
    /** A new writer, connected. */
    SinkWriter createWriter(WriterContext context) throws Exception;

    /** What tells this sink from another, such as a cluster and a topic: a checkpoint belongs to one sink. No secrets. */
    Document identity();

    @Override
    default void write(List<Document> batch) {
        throw new UnsupportedOperationException("written by its writers");
    }
}
