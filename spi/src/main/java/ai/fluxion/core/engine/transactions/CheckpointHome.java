package ai.fluxion.core.engine.transactions;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.util.List;

/**
 * A pipeline's checkpoints in a transactional sink's own system. It holds a base, and for each lane what the lane's writer
 * committed since. Calls come from one thread at a time.
 */
public interface CheckpointHome extends AutoCloseable {
    /** The lane of the base. */
    int BASE = -1;

    /**
     * What one lane committed last.
     *
     * @param lane the lane, or {@link #BASE}
     * @param checkpoint as it was written
     */
    record Kept(int lane, Bytes checkpoint) {}

    /** What tells this place from another; no secrets. */
    Document identity();

    /** What is there, without fencing anybody: for looking at it while nothing runs. */
    List<Kept> read() throws Exception;

    /**
     * Fences every writer that this pipeline ever had, so that none of them can commit any more, ends the transactions that
     * they left open, and only then reads.
     */
    List<Kept> recover() throws Exception;

    /**
     * Makes this the whole of what is kept: writes a base and removes what lanes had, at once.
     *
     * @param checkpoint the base
     * @param writers how many lanes there will be; remembered before any of them writes
     */
    void replace(Bytes checkpoint, int writers) throws Exception;

    @Override
    void close() throws Exception;
}
