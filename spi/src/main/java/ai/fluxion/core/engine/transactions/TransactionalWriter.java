package ai.fluxion.core.engine.transactions;

import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.model.Bytes;

/** Writes records of one lane in a transaction that ends with the checkpoint. */
public interface TransactionalWriter extends SinkWriter {
    /**
     * Puts the lane's checkpoint into the transaction and commits it. Called after {@link #prepare}.
     *
     * <p>If it is not known whether the commit took place, it finds out, or fails retryable: then the engine starts again
     * from what the home holds.
     *
     * @param epoch the epoch
     * @param checkpoint what the home will give back
     * @param position the position that the checkpoint holds
     */
    void commit(EpochId epoch, Bytes checkpoint, Position position) throws Exception;
}
