package ai.fluxion.core.engine.connectors;

import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
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

    /** What the polling thread hands over; exactly one of the two is set, or none at the end. */
    private record Item(Batch batch, Throwable failure) {
        static final Item END = new Item(null, null);
    }

    private final BlockingQueue<Item> queue;
    private final Semaphore goOn = new Semaphore(0);
    private Thread thread;
    private volatile boolean closed;
    private volatile boolean caughtUp; // the last poll found nothing
    private boolean failed;
    private boolean ended;

    /** @param queueCapacity how many batches to fetch ahead, 1 or more */
    protected AbstractAsyncStreamingSource(int queueCapacity) {
        this.queue = new ArrayBlockingQueue<>(queueCapacity);
    }

    /**
     * Some records.
     *
     * @return the records; an empty list if there are none now, which may be said at once or after some waiting; null at
     *     the end of the source
     * @throws Exception as {@link Failure#of} reads it; an interrupt ends the source
     */
    protected abstract List<Document> poll() throws Exception;

    /**
     * Where the source stands after the last {@code poll}: overridden by a source that can be positioned, which then is
     * {@link SourceKind#REPLAYABLE}, and finds in {@link #connect} where to go on.
     */
    public Position position() {
        return Position.empty();
    }

    /** Called first, with the position to go on from; empty to start as the options say. */
    protected void connect(Position position) throws Exception {}

    /** Called last, if {@code connect} was called, also after a failure. */
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
            connect(start);
            pollUntilClosed();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Throwable thrown) { // whatever it is, the engine must hear of it
            handOver(new Item(null, thrown));
        } finally {
            // an interrupt is how close() ends a poll; the client's own goodbye must not fall over it
            boolean interrupted = Thread.interrupted();
            try {
                disconnect();
            } catch (Exception thrown) {
                handOver(new Item(null, thrown));
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
                queue.put(new Item(null, thrown));
                goOn.acquire();
                continue;
            }
            if (documents == null) {
                queue.put(Item.END);
                return;
            }
            caughtUp = documents.isEmpty();
            if (documents.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(pause);
                pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            } else {
                queue.put(new Item(Batch.of(List.copyOf(documents), position), null));
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
        if (ended) {
            return null;
        }
        if (failed) {
            failed = false;
            goOn.release();
        }
        Item item = queue.poll(NEXT_WAITS_MILLIS, TimeUnit.MILLISECONDS);
        if (item == null) {
            return new Batch.Progress(Position.empty(), caughtUp);
        }
        if (item.failure() != null) {
            failed = true;
            if (item.failure() instanceof Error error) {
                throw error;
            }
            throw (Exception) item.failure();
        }
        ended = item.batch() == null;
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
