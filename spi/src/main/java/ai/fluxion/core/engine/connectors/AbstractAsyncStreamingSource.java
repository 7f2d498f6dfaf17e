package ai.fluxion.core.engine.connectors;

import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * The short way to a source: a subclass says how to get some records, and a thread of its own fetches them ahead into a
 * bounded queue.
 *
 * <p>{@link #connect}, {@link #poll}, {@link #position} and {@link #disconnect} are called on that one thread, so that a
 * client that wants one thread can be used as it is. A failure of {@code poll} reaches the engine in its place in the
 * order; if it is retryable, polling goes on once the engine asks again.
 */
public abstract class AbstractAsyncStreamingSource implements StreamingSource {
    private static final long NEXT_WAITS_MILLIS = 500;
    private static final long CLOSE_WAITS_MILLIS = 10_000;
    private static final int SHORTEST_PAUSE_MILLIS = 1;
    private static final int LONGEST_PAUSE_MILLIS = 100;

    /** What the polling thread hands over: a batch, or a failure, or neither at the end; {@code last} if nothing follows. */
    private record Item(Batch batch, Throwable failure, boolean last) {
        static final Item END = new Item(null, null, true);
    }

    private final BlockingQueue<Item> queue;
    private final Semaphore goOn = new Semaphore(0);
    private Thread thread;
    private boolean connected; // of the polling thread
    private volatile boolean closed;
    private volatile boolean caughtUp; // the last poll found nothing
    private boolean failed;
    private Item last;

    /** @param queueCapacity how many batches to fetch ahead, 1 or more */
    protected AbstractAsyncStreamingSource(int queueCapacity) {
        // one more is in the hands of the thread that waits to put it there
        this.queue = queueCapacity == 1 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(queueCapacity - 1);
    }

    /**
     * Some records.
     *
     * @return the records; an empty list if there are none now, which may be said at once or after some waiting, and is
     *     what {@code --until-idle} counts as idle; null at the end of the source
     * @throws Exception as {@link Failure#of} reads it; {@link #close} interrupts
     */
    protected abstract List<Document> poll() throws Exception;

    /**
     * Where the source stands after the last {@code poll}: overridden by a source that can be positioned, which then is
     * {@link SourceKind#REPLAYABLE}, and finds in {@link #connect} where to go on.
     */
    public Position position() {
        return Position.empty();
    }

    /**
     * Called first. If it fails, {@link #disconnect} follows, and it is called again if the engine tries again.
     *
     * @param position where to go on from; empty to start as the options say
     */
    protected void connect(Position position) throws Exception {}

    /** Called after {@code connect}, also after one that failed, and nothing else until the next. */
    protected void disconnect() throws Exception {}

    @Override
    public SourceKind kind() {
        try {
            Class<?> declaring = getClass().getMethod("position").getDeclaringClass();
            return declaring == AbstractAsyncStreamingSource.class ? SourceKind.TRANSIENT : SourceKind.REPLAYABLE;
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void open(Position position) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        thread = new Thread(() -> run(position), "fluxion-source-" + getClass().getSimpleName());
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Position start) {
        try {
            connectUntilItWorks(start);
            pollUntilClosed();
        } catch (InterruptedException stopped) {
            handOver(interrupted(stopped)); // unless it was close()
        } catch (Throwable thrown) { // whatever it is, the engine must hear of it
            handOver(new Item(null, thrown, true));
        } finally {
            // an interrupt is how close() ends a poll; the client's own goodbye must not fall over it
            boolean interrupted = Thread.interrupted();
            try {
                disconnectIfConnected();
            } catch (Exception thrown) {
                handOver(new Item(null, thrown, true));
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void connectUntilItWorks(Position start) throws Exception {
        while (!closed) {
            try {
                connected = true;
                connect(start);
                return;
            } catch (InterruptedException stopped) {
                throw stopped;
            } catch (Exception thrown) {
                disconnectIfConnected();
                failAndWait(thrown);
            }
        }
    }

    private void disconnectIfConnected() throws Exception {
        if (connected) {
            connected = false;
            disconnect();
        }
    }

    /** Hands over a failure; returns once the engine asks again. */
    private void failAndWait(Exception thrown) throws InterruptedException {
        queue.put(new Item(null, thrown, false));
        goOn.acquire();
    }

    private static Item interrupted(InterruptedException by) {
        Failure failure = Failure.fatal("FLX-SOURCE-INTERRUPTED", "somebody interrupted the source's thread");
        return new Item(null, failure.cause(by).exception(), true);
    }

    private void pollUntilClosed() throws InterruptedException {
        int pause = SHORTEST_PAUSE_MILLIS;
        while (!closed) {
            List<Document> documents;
            Position position;
            try {
                documents = poll();
                position = position();
            } catch (InterruptedException stopped) {
                throw stopped;
            } catch (Exception thrown) {
                failAndWait(thrown);
                continue;
            }
            if (documents == null) {
                queue.put(Item.END);
                return;
            }
            caughtUp = documents.isEmpty();
            if (caughtUp) {
                TimeUnit.MILLISECONDS.sleep(pause);
                pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            } else {
                queue.put(new Item(Batch.of(List.copyOf(documents), position), null, false));
                pause = SHORTEST_PAUSE_MILLIS;
            }
        }
    }

    private void handOver(Item item) {
        while (!closed) {
            try {
                queue.put(item);
                return;
            } catch (InterruptedException stopped) {
                if (closed) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @Override
    public Batch next() throws Exception {
        if (failed) {
            failed = false;
            goOn.release();
        }
        Item item = last == null ? queue.poll(NEXT_WAITS_MILLIS, TimeUnit.MILLISECONDS) : last;
        if (item == null) {
            return new Batch.Progress(Position.empty(), caughtUp);
        }
        last = item.last() ? item : null;
        if (item.failure() != null) {
            failed = !item.last();
            if (item.failure() instanceof Error error) {
                throw error;
            }
            throw (Exception) item.failure();
        }
        return item.batch();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        if (thread != null) {
            thread.interrupt();
            thread.join(CLOSE_WAITS_MILLIS);
        }
    }
}
