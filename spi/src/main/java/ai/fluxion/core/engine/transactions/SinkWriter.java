package ai.fluxion.core.engine.transactions;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Health;
import ai.fluxion.core.engine.connectors.Outcomes;

/**
 * Writes the records of one lane. All calls come from one thread, but {@link #health()}; what a writer's own threads find
 * out is reported to {@link Outcomes}, until {@code prepare} returns. Connecting is part of being made.
 */
public interface SinkWriter extends AutoCloseable {
    /**
     * Writes records in order; they need not be durable before {@link #prepare}.
     *
     * @param batch the records; the list is not to be changed
     * @param outcomes takes those that can't be written
     * @throws Exception if nothing is known about the batch
     */
    void write(Batch.Records batch, Outcomes outcomes) throws Exception;

    /** Takes a schema change or a truncate, in its place among the records. */
    default void event(Batch event) throws Exception {
        throw Failure.fatal(
                        "FLX-EVENT-UNSUPPORTED",
                        "the sink can't take " + event.getClass().getSimpleName() + " of " + event.stream())
                .exception();
    }

    /**
     * Makes everything written since the last call durable, and not yet visible if the sink can do that. Returns once it is
     * known of each record whether it was written.
     *
     * @param epoch names what is prepared
     */
    Prepared prepare(EpochId epoch) throws Exception;

    /** Forgets what was written since the last commit. The writer is closed next. */
    default void abort() throws Exception {}

    /** How it feels; asked from any thread until it is closed, and answered from memory. */
    default Health health() {
        return Health.ok();
    }

    @Override
    void close() throws Exception;
}
