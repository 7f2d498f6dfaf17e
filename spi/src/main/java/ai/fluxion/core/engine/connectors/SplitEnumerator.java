package ai.fluxion.core.engine.connectors;

import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.Optional;

/**
 * Finds the partitions of a source. There is one for a pipeline, however many readers; calls come from one thread.
 *
 * <p>The engine gives each split to one reader and remembers how far it was read. What the enumerator itself has to
 * remember (which chunks it has made) is its state, kept in the checkpoint.
 */
public interface SplitEnumerator extends AutoCloseable {
    /**
     * Connects.
     *
     * @param position the offsets of the last checkpoint; empty at the beginning of a history
     * @param state what {@link #state()} gave for that checkpoint
     */
    void open(Position position, Optional<Document> state) throws Exception;

    /**
     * The splits that were found since the last call; the first call gives all that are known at the start. Those in the
     * position are resumed at their offset, and a split that was found later begins at its beginning.
     */
    List<Split> discover() throws Exception;

    /** True once no further split will ever be found: when all are read to their ends, the source has ended. */
    default boolean isComplete() {
        return false;
    }

    /** Everything up to here is committed; only what changed since the last call is in it. */
    default void acknowledge(Position position) throws Exception {}

    /** What has to be remembered, for the checkpoint that is about to be cut. */
    default Optional<Document> state() {
        return Optional.empty();
    }

    @Override
    void close() throws Exception;
}
