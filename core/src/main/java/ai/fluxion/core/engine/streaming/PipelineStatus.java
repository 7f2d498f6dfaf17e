package ai.fluxion.core.engine.streaming;

/** Where a pipeline is in its life. */
public enum PipelineStatus {
    STARTING,
    RUNNING,
    /** Nothing is polled; what was polled goes on to the sink, and checkpoints go on. */
    PAUSED,
    /** An epoch failed; it is read again from the last checkpoint, after a wait. */
    REPLAYING,
    /** Draining, to end with a checkpoint. */
    STOPPING,
    /** The source has ended and everything is committed. */
    FINISHED,
    /** It was stopped and everything that was read is committed. */
    STOPPED,
    /** It ended with a failure; what is not committed is read again at the next start. */
    FAILED;

    /** Whether it will not change any more. */
    public boolean isFinal() {
        return this == FINISHED || this == STOPPED || this == FAILED;
    }
}
