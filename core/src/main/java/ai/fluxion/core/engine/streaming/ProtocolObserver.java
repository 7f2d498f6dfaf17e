package ai.fluxion.core.engine.streaming;

/** Watches a pipeline pass the steps of its protocol: how the proofs of delivery kill it where they want. */
@FunctionalInterface
public interface ProtocolObserver {
    /** Sees nothing. */
    ProtocolObserver NONE = step -> {};

    /** Called by the thread that takes the step, which goes on when the call returns. */
    void reached(ProtocolStep step);
}
