package ai.fluxion.core.engine.transactions;

import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.connectors.SinkKind;

/**
 * A sink of a system with transactions, in which records and checkpoint become visible at once. For exactly-once it is the
 * checkpoint's home and the engine makes transactional writers; for less, it makes plain ones.
 */
public interface TransactionalSink extends WriterSink {
    /** A new writer with a transaction of its own, connected, after {@link CheckpointHome#recover()}. */
    TransactionalWriter createTransactionalWriter(WriterContext context) throws Exception;

    /** The place for the pipeline's checkpoints, connected. */
    CheckpointHome createHome(SinkContext context) throws Exception;

    @Override
    default SinkKind kind() {
        return SinkKind.TRANSACTIONAL;
    }
}
