package ai.fluxion.core.engine.streaming;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
        Duration stuckAfter,
        List<MeterRegistry> meters) {
    public StreamingRuntimeConfig {
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(errors, "errors");
        Objects.requireNonNull(checkpointInterval, "checkpointInterval");
        Objects.requireNonNull(shutdownTimeout, "shutdownTimeout");
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
                Duration.ofMinutes(5),
                List.of());
    }

    public StreamingRuntimeConfig withDelivery(Delivery demanded) {
        return new StreamingRuntimeConfig(
                demanded,
                errors,
                checkpointInterval,
                lanes,
                queueBatches,
                queueBytes,
                shutdownTimeout,
                validate,
                stuckAfter,
                meters);
    }

    public StreamingRuntimeConfig withErrors(StreamingErrorPolicy policy) {
        return new StreamingRuntimeConfig(
                delivery,
                policy,
                checkpointInterval,
                lanes,
                queueBatches,
                queueBytes,
                shutdownTimeout,
                validate,
                stuckAfter,
                meters);
    }

    public StreamingRuntimeConfig withCheckpointInterval(Duration interval) {
        return new StreamingRuntimeConfig(
                delivery,
                errors,
                interval,
                lanes,
                queueBatches,
                queueBytes,
                shutdownTimeout,
                validate,
                stuckAfter,
                meters);
    }

    public StreamingRuntimeConfig withLanes(int count) {
        return new StreamingRuntimeConfig(
                delivery,
                errors,
                checkpointInterval,
                count,
                queueBatches,
                queueBytes,
                shutdownTimeout,
                validate,
                stuckAfter,
                meters);
    }

    public StreamingRuntimeConfig withQueue(int batches, long bytes) {
        return new StreamingRuntimeConfig(
                delivery,
                errors,
                checkpointInterval,
                lanes,
                batches,
                bytes,
                shutdownTimeout,
                validate,
                stuckAfter,
                meters);
    }

    public StreamingRuntimeConfig withShutdownTimeout(Duration timeout) {
        return new StreamingRuntimeConfig(
                delivery,
                errors,
                checkpointInterval,
                lanes,
                queueBatches,
                queueBytes,
                timeout,
                validate,
                stuckAfter,
                meters);
    }

    public StreamingRuntimeConfig withValidate(boolean whether) {
        return new StreamingRuntimeConfig(
                delivery,
                errors,
                checkpointInterval,
                lanes,
                queueBatches,
                queueBytes,
                shutdownTimeout,
                whether,
                stuckAfter,
                meters);
    }

    public StreamingRuntimeConfig withStuckAfter(Duration bound) {
        return new StreamingRuntimeConfig(
                delivery,
                errors,
                checkpointInterval,
                lanes,
                queueBatches,
                queueBytes,
                shutdownTimeout,
                validate,
                bound,
                meters);
    }

    /** With meters in this registry as well. */
    public StreamingRuntimeConfig withMeters(MeterRegistry registry) {
        return new StreamingRuntimeConfig(
                delivery,
                errors,
                checkpointInterval,
                lanes,
                queueBatches,
                queueBytes,
                shutdownTimeout,
                validate,
                stuckAfter,
                Stream.concat(meters.stream(), Stream.of(registry)).toList());
    }
}
