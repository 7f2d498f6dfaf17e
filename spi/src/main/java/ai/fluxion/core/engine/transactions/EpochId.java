package ai.fluxion.core.engine.transactions;

import java.util.Objects;

/**
 * Names what one attempt at one epoch leaves at a sink: staged data, committables, marks. No two are equal, whatever was
 * lost, reset or reused.
 *
 * @param pipeline the pipeline's id
 * @param incarnation drawn at random when the history of checkpoints began
 * @param epoch counted within the incarnation, never reused within an attempt
 * @param attempt the fencing number: it grows with each start and each replay of the pipeline
 */
public record EpochId(String pipeline, String incarnation, long epoch, int attempt) {
    public EpochId {
        Objects.requireNonNull(pipeline, "pipeline");
        Objects.requireNonNull(incarnation, "incarnation");
    }

    /** All four, as a name for files and tables: {@code orders-3f2a…-17-2}. */
    @Override
    public String toString() {
        return pipeline + "-" + incarnation + "-" + epoch + "-" + attempt;
    }
}
