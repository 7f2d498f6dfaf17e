package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.checkpoint.Checkpoint;
import ai.fluxion.core.model.Bytes;
import java.util.Optional;

/** Where a pipeline's checkpoints are kept while it runs. Calls come from one thread at a time. */
interface Home extends AutoCloseable {
    /** Makes sure that nobody else writes, and reads the last checkpoint; empty at the beginning of a history. */
    Optional<Checkpoint> recover() throws Exception;

    /** The last checkpoint, without a claim on it: for looking at it while nothing runs. */
    Optional<Checkpoint> peek() throws Exception;

    /** Forgets everything; the next run begins a new history. */
    void clear(Checkpoint first) throws Exception;

    /** Makes a checkpoint durable, as the whole of what is kept. */
    void save(Checkpoint checkpoint, int lanes) throws Exception;

    /** True if each lane commits its part in the sink's own transaction. */
    default boolean commitsInLanes() {
        return false;
    }

    /** What a lane puts into its own transaction; what is large is made durable first. */
    default Bytes write(Checkpoint part, int lane) throws Exception {
        throw new UnsupportedOperationException("lanes do not commit here");
    }

    @Override
    void close() throws Exception;
}
