package ai.fluxion.core.buffer;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Health;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.StreamingSource;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Takes what a source hands out into the log, on a thread of its own, which alone calls the source. An acknowledging source is
 * acknowledged once its records are durable. A failure waits for the pipeline, which takes it once it has read the log to its end, and which
 * decides whether to try again.
 */
final class Filler implements AutoCloseable {
    private static final long LOOKS_EVERY_MILLIS = 500;
    private static final long CLOSE_WAITS_MILLIS = 10_000;

    private final BufferLog log;
    private final BufferSettings.WhenFull whenFull;
    private final Supplier<StreamingSource> sources;
    private final Thread thread;
    private final Semaphore tryAgain = new Semaphore(0);
    private volatile Failure failure; // not yet told
    private volatile Failure trouble; // told or not, until the source answers again
    private volatile boolean caughtUp;
    private volatile boolean ended;
    private volatile StreamingSource source;

    Filler(BufferLog log, BufferSettings.WhenFull whenFull, Supplier<StreamingSource> sources) {
        this.log = log;
        this.whenFull = whenFull;
        this.sources = sources;
        this.thread = new Thread(this::run, "fluxion-buffer-fill");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether the source has ended and all that it gave is durable. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether the source has nothing more now. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    Health health() {
        Failure why = trouble;
        if (why != null) {
            return Health.down(why.toString());
        }
        StreamingSource filling = source;
        return filling == null ? Health.ok() : filling.health();
    }

    /** Whether something has stopped the filling; all that came before is durable then. */
    boolean hasFailed() {
        return failure != null;
    }

    /** Throws what stopped the filling, if something did; lets it be tried again if that may help, else throws it ever again. */
    void rethrow() {
        Failure why = failure;
        if (why != null) {
            if (why.kind() == Failure.Kind.RETRYABLE) {
                failure = null;
                tryAgain.release();
            }
            throw why.exception();
        }
    }

    private void run() {
        try {
            while (!ended) {
                try {
                    fill();
                } catch (InterruptedException stopped) {
                    throw stopped;
                } catch (Throwable thrown) { // an Error too must be told
                    stop(Failure.of(thrown));
                }
            }
        } catch (InterruptedException closed) {
            // by close()
        }
    }

    private void stop(Failure why) throws InterruptedException {
        caughtUp = false;
        trouble = why;
        failure = afterTheLog(why);
        tryAgain.acquire();
    }

    /** A failure, once what was appended before it can be read; or why it never will be. */
    private Failure afterTheLog(Failure why) throws InterruptedException {
        try {
            awaitDurable(log.end());
            return why;
        } catch (IOException | FluxionException unwritable) {
            return Failure.of(unwritable);
        }
    }

    /** From the opening of a source to its end or its failure. */
    private void fill() throws Exception {
        if (whenFull == BufferSettings.WhenFull.REFUSE) {
            awaitRoom(); // else it would be opened only to be closed
        }
        try (StreamingSource opened = sources.get()) {
            source = opened;
            thread.setContextClassLoader(opened.getClass().getClassLoader());
            opened.open(Position.empty());
            makeRoom(opened);
            Batch batch;
            while ((batch = next(opened)) != null) {
                take(opened, batch);
                makeRoom(opened);
            }
            awaitDurable(log.end());
            ended = true;
        } finally {
            source = null;
        }
    }

    /** A retryable failure of {@code next} leaves the source open, as without a buffer. */
    private Batch next(StreamingSource opened) throws Exception {
        while (true) {
            try {
                Batch batch = opened.next();
                trouble = null;
                return batch;
            } catch (InterruptedException stopped) {
                throw stopped;
            } catch (Exception failed) {
                Failure why = Failure.of(failed);
                if (why.kind() != Failure.Kind.RETRYABLE) {
                    throw failed;
                }
                stop(why);
            }
        }
    }

    private void take(StreamingSource opened, Batch batch) throws Exception {
        if (batch instanceof Batch.Progress progress) {
            caughtUp = progress.caughtUp();
            return;
        }
        if (!(batch instanceof Batch.Records records)) {
            throw Failure.fatal(
                            "FLX-BUFFER-EVENT",
                            "the source gave " + batch.getClass().getSimpleName() + ", and a buffer keeps records only")
                    .remedy("Leave `buffer` out for a source of changes.")
                    .exception();
        }
        caughtUp = false;
        long end = records.documents().isEmpty() ? log.end() : log.append(records.stream(), records.documents());
        if (opened.kind() == SourceKind.ACKNOWLEDGING) {
            awaitDurable(end);
            opened.acknowledge(records.position());
        }
    }

    private void makeRoom(StreamingSource opened) throws Exception {
        boolean room = log.awaitRoom(0);
        if (!room && whenFull == BufferSettings.WhenFull.REFUSE) {
            throw full();
        }
        while (!room) {
            opened.idle();
            room = log.awaitRoom(LOOKS_EVERY_MILLIS);
        }
    }

    private static FluxionException full() {
        return Failure.retryable("FLX-BUFFER-FULL", "the buffer is full, and the source was told so by closing it")
                .remedy("Raise buffer.maxSize, or find out why the sink is slow.")
                .exception();
    }

    private void awaitRoom() throws InterruptedException, IOException {
        while (!log.awaitRoom(LOOKS_EVERY_MILLIS)) {
            // the sink is slow
        }
    }

    private void awaitDurable(long end) throws InterruptedException, IOException {
        while (!log.awaitDurable(end - 1, LOOKS_EVERY_MILLIS)) {
            // a disk that is slow
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(CLOSE_WAITS_MILLIS);
    }
}
