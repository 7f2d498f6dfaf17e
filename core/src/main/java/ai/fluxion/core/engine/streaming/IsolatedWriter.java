package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Health;
import ai.fluxion.core.engine.connectors.Outcomes;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.Prepared;
import ai.fluxion.core.engine.transactions.SinkWriter;

/**
 * A writer of dead letters, called with the class loader of its own sink: the lane's thread has that of the sink of records,
 * which may be another connector's.
 */
record IsolatedWriter(StreamingSink sink, SinkWriter writer) implements SinkWriter {
    @Override
    public void write(Batch.Records batch, Outcomes outcomes) throws Exception {
        try (ContextLoader scope = ContextLoader.of(sink)) {
            writer.write(batch, outcomes);
        }
    }

    @Override
    public void event(Batch event) throws Exception {
        try (ContextLoader scope = ContextLoader.of(sink)) {
            writer.event(event);
        }
    }

    @Override
    public Prepared prepare(EpochId epoch) throws Exception {
        try (ContextLoader scope = ContextLoader.of(sink)) {
            return writer.prepare(epoch);
        }
    }

    @Override
    public void abort() throws Exception {
        try (ContextLoader scope = ContextLoader.of(sink)) {
            writer.abort();
        }
    }

    @Override
    public Health health() {
        try (ContextLoader scope = ContextLoader.of(sink)) {
            return writer.health();
        }
    }

    @Override
    public void close() throws Exception {
        try (ContextLoader scope = ContextLoader.of(sink)) {
            writer.close();
        }
    }
}
