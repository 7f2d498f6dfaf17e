package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.StreamingSource;

/** Makes the source of a pipeline, anew for each attempt if it can. */
@FunctionalInterface
public interface SourceSupply extends AutoCloseable {
    /** A source, not connected. */
    StreamingSource make(SourceConnectorContext context);

    /** The pipeline has ended; no source that it made is open any more. */
    @Override
    default void close() throws Exception {}
}
