package ai.fluxion.core.engine.connectors;

import java.util.Collection;
import java.util.List;

/**
 * Reads the splits that it was given, for one lane. All calls come from one thread, but {@link #health()} and {@link
 * #lag()}; the guarantees are those of {@link StreamingSource}.
 */
public interface SplitReader extends AutoCloseable {
    /** Begins to read these as well. */
    void add(List<Split> splits) throws Exception;

    /** Stops reading these; what was handed out of them stays valid. */
    void remove(Collection<String> partitions) throws Exception;

    /**
     * As {@link StreamingSource#next()}, but that null means: all splits that were given are read to their ends. It may be
     * asked again after more were added.
     */
    Batch next() throws Exception;

    /** As {@link StreamingSource#acknowledge}. */
    default void acknowledge(Position position) throws Exception {}

    /** As {@link StreamingSource#idle}. */
    default void idle() throws Exception {}

    /** As {@link StreamingSource#health}. */
    default Health health() {
        return Health.ok();
    }

    /** As {@link StreamingSource#lag}. */
    default Lag lag() {
        return Lag.UNKNOWN;
    }

    @Override
    void close() throws Exception;
}
