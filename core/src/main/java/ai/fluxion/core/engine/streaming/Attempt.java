package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.checkpoint.Checkpoint;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.transactions.EpochId;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at running a pipeline on from a checkpoint: what its lanes share. It ends with the first failure of any of them;
 * the next attempt begins at what is durable then.
 */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final PipelineSpec spec;
    private final Checkpoint start;
    private final PipelineStats stats;
    private final Convictions convictions;
    private final EpochExchange exchange = new EpochExchange();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicLong sealRequests = new AtomicLong(-1);
    private volatile long lastEpoch;
    private volatile boolean clean;

    Attempt(PipelineSpec spec, Checkpoint start, PipelineStats stats, Convictions convictions) {
        this.spec = spec;
        this.start = start;
        this.stats = stats;
        this.convictions = convictions;
        this.lastEpoch = start.epoch().epoch();
    }

    // ---- what lanes ask

    /** Names the first epoch of this attempt. */
    EpochId firstEpoch() {
        return firstEpoch(start);
    }

    /** Names the epoch that follows a checkpoint. */
    static EpochId firstEpoch(Checkpoint checkpoint) {
        EpochId last = checkpoint.epoch();
        return new EpochId(last.pipeline(), last.incarnation(), last.epoch() + 1, last.attempt());
    }

    EpochId epoch(long number) {
        EpochId begun = start.epoch();
        return new EpochId(begun.pipeline(), begun.incarnation(), number, begun.attempt());
    }

    ProtocolObserver observer() {
        return spec.observer();
    }

    StreamingErrorPolicy errors() {
        return spec.config().errors();
    }

    boolean validates() {
        return spec.config().validate();
    }

    PipelineStats stats() {
        return stats;
    }

    Counters counters() {
        return stats.counters();
    }

    Convictions convictions() {
        return convictions;
    }

    void convict(String origin, Failure why) {
        convictions.add(origin, why);
    }

    ThreadFactory threads() {
        return spec.services().threads("fluxion-" + spec.label());
    }

    /** Whether the lanes end because everything is committed. */
    boolean endedCleanly() {
        return clean;
    }

    // ---- what lanes tell

    /** The first failure counts. */
    void fail(Throwable thrown) {
        if (failure.compareAndSet(null, thrown)) {
            exchange.wake();
        } else if (failure.get() != thrown) {
            LOG.debug("another failure of an attempt that has failed", thrown);
        }
    }

    void wake() {
        exchange.wake();
    }

    void prepared(LaneWriter.PreparedLane lane) {
        exchange.prepared(lane);
    }

    void laneCommitted(int lane) {
        exchange.committed(lane);
    }

    /** @return the epoch that will hold everything handed out until now; it is cut at once */
    long requestEpoch() {
        long wanted = lastEpoch + 1;
        sealRequests.accumulateAndGet(wanted, Math::max);
        exchange.wake();
        return wanted;
    }

    // ---- what the coordinator asks

    EpochExchange exchange() {
        return exchange;
    }

    Checkpoint start() {
        return start;
    }

    void epochBegins(long epoch) {
        lastEpoch = epoch;
    }

    /** Whether a source waits for an epoch after this one. */
    boolean epochRequestedAfter(long epoch) {
        return sealRequests.get() > epoch;
    }

    void endsCleanly() {
        clean = true;
    }

    /** Throws the failure, if there is one. */
    void check() throws Exception {
        Throwable thrown = failure.get();
        if (thrown instanceof Exception exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    // ---- trying again

    /**
     * Calls until it succeeds, or fails other than retryable, or the attempts are used up: then the failure is fatal.
     *
     * @param what for messages
     */
    <T> T retrying(String what, Callable<T> action) throws Exception {
        int failed = 0;
        while (true) {
            try {
                T result = action.call();
                if (failed > 0) {
                    recovered();
                }
                return result;
            } catch (InterruptedException stopped) {
                throw stopped;
            } catch (Exception thrown) {
                failed++;
                TimeUnit.NANOSECONDS.sleep(backoff(what, thrown, failed).toNanos());
            }
        }
    }

    /**
     * How long to wait before the next of several attempts at one thing.
     *
     * @param failed how many have failed
     * @throws Exception what was thrown, if it is not retryable; fatal, if the attempts are used up
     */
    Duration backoff(String what, Exception thrown, int failed) throws Exception {
        Failure why = Failure.of(thrown);
        if (why.kind() != Failure.Kind.RETRYABLE) {
            recovered(); // what was tried again has answered: this is something else
            throw thrown;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        if (!errors().retry().allows(failed)) {
            throw exhausted(why, failed);
        }
        counters().retries.incrementAndGet();
        stats.troubled(why);
        Duration wait = errors().retry().backoff(failed, why);
        LOG.warn("{} failed, tried again in {} ms: {}", what, wait.toMillis(), why);
        return wait;
    }

    /** What this thread tried again has succeeded. */
    void recovered() {
        stats.recovered();
    }

    static FluxionException exhausted(Failure why, int attempts) {
        String said = why.remedy().isEmpty() ? "" : why.remedy() + " ";
        return why.as(Failure.Kind.FATAL)
                .remedy(said + "(Gave up after " + attempts + (attempts == 1 ? " attempt.)" : " attempts.)"))
                .exception();
    }
}
