package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.StreamingSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one pipeline in this process: takes possession of its checkpoints, and makes one attempt after another until the
 * source has ended, somebody stops it, or nothing helps. The start of a process and the replay of an epoch are the same thing:
 * read what is durable, finish what it says, go on from there.
 */
final class PipelineRun {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);

    private final PipelineSpec spec;
    private final PipelineControl control;
    private final PipelineStats stats;
    private final Convictions convictions = new Convictions();
    private boolean nothingToDo;

    PipelineRun(PipelineSpec spec, PipelineControl control) {
        this.spec = spec;
        this.control = control;
        this.stats = new PipelineStats(spec, control);
    }

    PipelineMetrics metrics() {
        return stats.counters().snapshot();
    }

    PipelineHealth health() {
        return HealthRules.of(stats);
    }

    /** Runs to the end, on the caller's thread. */
    StreamingResult run() {
        return spec.config().meters().isEmpty() ? runToTheEnd() : runMetered();
    }

    /** Apart from the run without meters, which loads nothing that they need. */
    private StreamingResult runMetered() {
        List<PipelineMeters> meters = spec.config().meters().stream()
                .map(registry -> PipelineMeters.bind(stats, registry))
                .toList();
        stats.watchedBy(() -> meters.forEach(PipelineMeters::refresh));
        StreamingResult result = runToTheEnd();
        stats.watchNow();
        meters.forEach(PipelineMeters::settle);
        return result;
    }

    private StreamingResult runToTheEnd() {
        try {
            boolean ended = runAttempts();
            control.status(ended ? PipelineStatus.FINISHED : PipelineStatus.STOPPED);
            return new StreamingResult(control.status(), metrics(), Optional.empty(), nothingToDo);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return failed(Failure.fatal("FLX-INTERRUPTED", "the thread that ran the pipeline was interrupted"));
        } catch (Throwable thrown) { // an Error too must end as a result, not as a thread that is gone
            return failed(Failure.of(thrown));
        }
    }

    private StreamingResult failed(Failure failure) {
        stats.failed(failure);
        control.status(PipelineStatus.FAILED);
        LOG.debug(
                "pipeline {} failed: {}", spec.label(), failure, failure.cause().orElse(null));
        return new StreamingResult(PipelineStatus.FAILED, metrics(), Optional.of(failure), false);
    }

    private boolean runAttempts() throws Exception {
        StreamingSink sink = spec.sink().get();
        // the source is closed first: what it keeps on the disk is this run's as long as the home, with its lock, is
        try (Home home = openHome(sink);
                SourceSupply source = spec.source()) {
            int failures = 0;
            while (true) {
                long convicted = convictions.everConvicted();
                AttemptRun attempt = new AttemptRun(spec, control, stats, convictions, home, sink);
                stats.attempts.add(1);
                try {
                    AttemptRun.Outcome outcome = attempt.run();
                    nothingToDo = outcome == AttemptRun.Outcome.NOTHING_TO_DO;
                    return outcome != AttemptRun.Outcome.STOPPED;
                } catch (InterruptedException stopped) {
                    throw stopped;
                } catch (Exception thrown) {
                    Failure why = Failure.of(thrown);
                    failures = attempt.hasCommitted() ? 1 : failures + 1;
                    boolean learned = convictions.everConvicted() > convicted;
                    if (control.stopRequested() || !spec.sourceCanBeMadeAgain()) {
                        throw why.exception();
                    }
                    if (!learned) {
                        awaitNextAttempt(why, failures);
                    }
                    stats.counters().retries.incrementAndGet();
                    sink = spec.sink().get();
                }
            }
        }
    }

    /** The home may be out of reach for a while, as a sink may. */
    private Home openHome(StreamingSink sink) throws Exception {
        int failures = 0;
        while (true) {
            try {
                return Homes.open(spec, sink);
            } catch (InterruptedException stopped) {
                throw stopped;
            } catch (Exception thrown) {
                Failure why = Failure.of(thrown);
                if (control.stopRequested()) {
                    throw why.exception();
                }
                awaitNextAttempt(why, ++failures);
                stats.counters().retries.incrementAndGet();
            }
        }
    }

    private void awaitNextAttempt(Failure why, int failures) throws InterruptedException {
        RetryPolicy policy = spec.config().errors().retry();
        if (why.kind() != Failure.Kind.RETRYABLE) {
            throw why.exception();
        }
        if (!policy.allows(failures)) {
            throw Attempt.exhausted(why, failures);
        }
        Duration wait = policy.backoff(failures, why);
        stats.failed(why);
        control.status(PipelineStatus.REPLAYING);
        LOG.warn("pipeline {}: begins again at its last checkpoint in {} ms: {}", spec.label(), wait.toMillis(), why);
        long deadline = System.nanoTime() + wait.toNanos();
        while (!control.stopRequested() && System.nanoTime() < deadline) {
            stats.watch();
            TimeUnit.MILLISECONDS.sleep(Math.min(50, wait.toMillis() + 1));
        }
    }
}
