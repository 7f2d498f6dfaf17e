package ai.fluxion.testkit;

import java.util.List;
import java.util.Map;

/** What a source reads, in the real outside system, made new and empty for one test. */
public interface Upstream extends AutoCloseable {
    /**
     * Options that read all of it from its beginning. They should make small batches, of ten records at most, so that
     * there are places to cut.
     */
    Map<String, Object> options();

    /**
     * Puts a record for each text at the end of a partition; returns once every reader sees them.
     *
     * @param partition from 0
     */
    void put(int partition, List<String> texts) throws Exception;

    /**
     * Puts another one in its place, empty, with the same name and the same partitions: another topic of the name, say.
     * Only called where {@link SourceContract#checksOrigin} says yes.
     */
    default void replace() throws Exception {
        throw new UnsupportedOperationException("can't be replaced");
    }

    @Override
    default void close() throws Exception {}
}
