package ai.fluxion.core.engine.streaming;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;

/** The counts of one run, added to once an epoch. */
final class Counters {
    final AtomicLong recordsIn = new AtomicLong();
    final AtomicLong recordsOut = new AtomicLong();
    final AtomicLong deadLetters = new AtomicLong();
    final AtomicLong skipped = new AtomicLong();
    final AtomicLong retries = new AtomicLong();
    final AtomicLong checkpoints = new AtomicLong();
    private final AtomicLong firstRecordMillis = new AtomicLong(-1);

    /** Notes that a record is at the sink. */
    void written() {
        if (firstRecordMillis.get() < 0) {
            firstRecordMillis.compareAndSet(-1, sinceProcessStart().toMillis());
        }
    }

    private static Duration sinceProcessStart() {
        Instant now = Instant.now();
        Instant start = ProcessHandle.current().info().startInstant().orElse(now);
        return start.isAfter(now) ? Duration.ZERO : Duration.between(start, now);
    }

    PipelineMetrics snapshot() {
        long first = firstRecordMillis.get();
        return new PipelineMetrics(
                recordsIn.get(),
                recordsOut.get(),
                deadLetters.get(),
                skipped.get(),
                retries.get(),
                checkpoints.get(),
                first < 0 ? OptionalDouble.empty() : OptionalDouble.of(first / 1000.0));
    }
}
