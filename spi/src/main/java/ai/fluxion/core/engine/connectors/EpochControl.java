package ai.fluxion.core.engine.connectors;

/**
 * How a source that loses its partitions to others (a consumer group) ends the running epoch in time. Called from within
 * {@link StreamingSource#next} and {@link StreamingSource#idle} only.
 */
public interface EpochControl {
    /** For sources outside of a pipeline: nothing to end. */
    EpochControl NONE = new EpochControl() {
        @Override
        public void seal() {}

        @Override
        public void abort(Failure reason) {}
    };

    /**
     * Returns once everything that was handed out is committed and acknowledged.
     *
     * @throws FluxionException if that failed: the epoch is aborted, and the source will be made anew
     */
    void seal() throws InterruptedException;

    /** What was handed out since the last checkpoint must not be committed: it belongs to somebody else now. */
    void abort(Failure reason);
}
