package ai.fluxion.core.engine.streaming;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How a pipeline runs. Immutable; {@link #standard()} is what a manifest that says nothing gets.
 *
 * @param delivery what is demanded
 * @param errors what becomes of failures
 * @param checkpointInterval from one checkpoint to the next
 * @param lanes how many ordered streams of batches at once, 1 or more; a source that can't be split has one
 * @param queueBatches how many batches may wait between two steps of a lane, 1 or more
 * @param queueBytes how many bytes may wait there, about
 * @param shutdownTimeout how long a stop may drain before the epoch is aborted
 * @param validate whether records are decoded even where nobody looks at them
 * @param changes what is asked of a filter before changes of rows go through it
 * @param stuckAfter how long a call to a connector may take before the pipeline is held for dead
 * @param meters where the pipeline's meters are registered; they stay there when it has ended, until another run of its id takes
 *     their place
 */
public record StreamingRuntimeConfig(
        Delivery delivery,
        StreamingErrorPolicy errors,
        Duration checkpointInterval,
        int lanes,
        int queueBatches,
        long queueBytes,
        Duration shutdownTimeout,
        boolean validate,
        ChangelogMode changes,
        Duration stuckAfter,
        List<MeterRegistry> meters) {
    public StreamingRuntimeConfig {
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(errors, "errors");
        Objects.requireNonNull(checkpointInterval, "checkpointInterval");
        Objects.requireNonNull(shutdownTimeout, "shutdownTimeout");
        Objects.requireNonNull(changes, "changes");
        Objects.requireNonNull(stuckAfter, "stuckAfter");
        meters = List.copyOf(meters);
        if (lanes < 1 || queueBatches < 1 || queueBytes < 1 || checkpointInterval.isZero()) {
            throw new IllegalArgumentException("lanes, queues and the checkpoint's interval are at least 1");
        }
    }

    /** At-least-once, a checkpoint a second, one lane, 16 batches or 4 MiB between steps, 30 s to drain. */
    public static StreamingRuntimeConfig standard() {
        return new StreamingRuntimeConfig(
                Delivery.AT_LEAST_ONCE,
                StreamingErrorPolicy.standard(),
                Duration.ofSeconds(1),
                1,
                16,
                4L << 20,
                Duration.ofSeconds(30),
                false,
                ChangelogMode.STRICT,
                Duration.ofMinutes(5),
                List.of());
    }

    public StreamingRuntimeConfig withDelivery(Delivery demanded) {
        return with(draft -> draft.delivery = demanded);
    }

    public StreamingRuntimeConfig withErrors(StreamingErrorPolicy policy) {
        return with(draft -> draft.errors = policy);
    }

    public StreamingRuntimeConfig withCheckpointInterval(Duration interval) {
        return with(draft -> draft.checkpointInterval = interval);
    }

    public StreamingRuntimeConfig withLanes(int count) {
        return with(draft -> draft.lanes = count);
    }

    public StreamingRuntimeConfig withQueue(int batches, long bytes) {
        return with(draft -> {
            draft.queueBatches = batches;
            draft.queueBytes = bytes;
        });
    }

    public StreamingRuntimeConfig withShutdownTimeout(Duration timeout) {
        return with(draft -> draft.shutdownTimeout = timeout);
    }

    public StreamingRuntimeConfig withValidate(boolean whether) {
        return with(draft -> draft.validate = whether);
    }

    public StreamingRuntimeConfig withStuckAfter(Duration bound) {
        return with(draft -> draft.stuckAfter = bound);
    }

    /** With meters in this registry as well. */
    public StreamingRuntimeConfig withMeters(MeterRegistry registry) {
        return with(draft -> draft.meters =
                Stream.concat(meters.stream(), Stream.of(registry)).toList());
    }

    public StreamingRuntimeConfig withChanges(ChangelogMode mode) {
        return with(draft -> draft.changes = mode);
    }

    private StreamingRuntimeConfig with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new StreamingRuntimeConfig(
                draft.delivery,
                draft.errors,
                draft.checkpointInterval,
                draft.lanes,
                draft.queueBatches,
                draft.queueBytes,
                draft.shutdownTimeout,
                draft.validate,
                draft.changes,
                draft.stuckAfter,
                draft.meters);
    }

    /** All of it, to be changed. */
    private static final class Draft {
        private Delivery delivery;
        private StreamingErrorPolicy errors;
        private Duration checkpointInterval;
        private int lanes;
        private int queueBatches;
        private long queueBytes;
        private Duration shutdownTimeout;
        private boolean validate;
        private ChangelogMode changes;
        private Duration stuckAfter;
        private List<MeterRegistry> meters;

        Draft(StreamingRuntimeConfig from) {
            delivery = from.delivery;
            errors = from.errors;
            checkpointInterval = from.checkpointInterval;
            lanes = from.lanes;
            queueBatches = from.queueBatches;
            queueBytes = from.queueBytes;
            shutdownTimeout = from.shutdownTimeout;
            validate = from.validate;
            changes = from.changes;
            stuckAfter = from.stuckAfter;
            meters = from.meters;
        }
    }
}
