package ai.fluxion.core.engine.connectors;

/**
 * A source that several lanes read at once, each some of its partitions. The engine uses the enumerator and the readers,
 * and none of {@code open}, {@code next} and {@code close}.
 */
public interface PartitionedSource extends StreamingSource {
    /** A new enumerator; it connects in its {@code open}. */
    SplitEnumerator createEnumerator();

    /**
     * A new reader; it connects with the first splits.
     *
     * @param lane from 0
     */
    SplitReader createReader(int lane);

    @Override
    default void open(Position position) {
        throw new UnsupportedOperationException("read by its readers");
    }

    @Override
    default Batch next() {
        throw new UnsupportedOperationException("read by its readers");
    }

    @Override
    default void close() throws Exception {}
}
