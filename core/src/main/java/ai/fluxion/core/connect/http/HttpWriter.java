package ai.fluxion.core.connect.http;

import ai.fluxion.core.connect.http.PendingBatch.Sequence;
import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Health;
import ai.fluxion.core.engine.connectors.Outcomes;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.Prepared;
import ai.fluxion.core.engine.transactions.SinkWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the records of one lane: a write returns once the server has answered for all of its records. Records of one partition
 * are never under way in two requests.
 */
final class HttpWriter implements SinkWriter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpWriter.class);
    private static final long LEAST_PAUSE_MILLIS = 100;
    private static final long MOST_PAUSE_MILLIS = 400;

    private final RequestSender requests;
    private final SequenceSender sequences;
    private final boolean apart;
    private final ExecutorService workers;
    private PendingBatch pending;
    private volatile String ailment = "";

    HttpWriter(HttpSettings settings, SinkContext context) {
        BodyFormat format = BodyFormat.of(settings, context.services());
        HttpFailures failures = new HttpFailures(settings);
        OriginIds origins = new OriginIds(
                context.incarnation().orElseGet(() -> UUID.randomUUID().toString()));
        this.requests = new RequestSender(settings, failures, format.contentType(), context.services());
        this.sequences = new SequenceSender(settings, format, origins, requests, failures);
        this.apart = settings.maxInFlight() > 1;
        this.workers = Executors.newFixedThreadPool(
                settings.maxInFlight(), context.services().threads("http-requests"));
    }

    @Override
    public void write(Batch.Records batch, Outcomes outcomes) throws InterruptedException {
        if (pending == null || !pending.isOf(batch)) {
            pending = new PendingBatch(batch, apart);
        }
        while (true) {
            long before = pending.done();
            try {
                send();
                break;
            } catch (FluxionException failed) {
                Failure failure = failed.failure();
                ailment = failure.toString();
                if (failure.kind() != Failure.Kind.RETRYABLE || pending.done() == before) {
                    throw failed;
                }
                pause(failure);
            }
        }
        ailment = "";
        pending.report(outcomes);
        pending = null;
    }

    /**
     * Requests were taken before this one failed: the engine, which counts how often a batch fails, need not hear of it. A
     * request that fails twice is the engine's affair.
     */
    private static void pause(Failure failure) throws InterruptedException {
        long drawn = ThreadLocalRandom.current().nextLong(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS);
        long millis =
                Math.max(drawn, failure.retryAfter().map(Duration::toMillis).orElse(0L));
        LOG.warn("a request failed among others that succeeded, sent again in {} ms: {}", millis, failure);
        Thread.sleep(millis);
    }

    private void send() throws InterruptedException {
        List<Sequence> all = pending.sequences();
        if (all.size() == 1) {
            sequences.send(pending, all.get(0), () -> false);
            return;
        }
        AtomicBoolean failed = new AtomicBoolean();
        PendingBatch batch = pending;
        List<Future<?>> sent = new ArrayList<>();
        for (Sequence sequence : all) {
            sent.add(workers.submit(() -> {
                try {
                    sequences.send(batch, sequence, failed::get);
                } catch (RuntimeException thrown) {
                    failed.set(true);
                    throw thrown;
                }
                return null;
            }));
        }
        await(sent);
    }

    /** Waits for all, and throws what failed: what is fatal before what is not. */
    private static void await(List<Future<?>> sent) throws InterruptedException {
        RuntimeException worst = null;
        try {
            for (Future<?> each : sent) {
                try {
                    each.get();
                } catch (ExecutionException thrown) {
                    worst = worse(worst, thrown.getCause());
                }
            }
        } catch (InterruptedException stopped) {
            sent.forEach(each -> each.cancel(true));
            throw stopped;
        }
        if (worst != null) {
            throw worst;
        }
    }

    private static RuntimeException worse(RuntimeException one, Throwable other) {
        Failure failure = Failure.of(other);
        if (one == null || failure.kind() == Failure.Kind.FATAL) {
            return other instanceof FluxionException known ? known : failure.exception();
        }
        return one;
    }

    @Override
    public Prepared prepare(EpochId epoch) {
        return Prepared.NOTHING; // a write is durable as far as the server's answer goes
    }

    @Override
    public Health health() {
        String now = ailment;
        return now.isEmpty() ? Health.ok() : Health.down(now);
    }

    @Override
    public void close() {
        requests.close();
        workers.shutdownNow();
    }
}
