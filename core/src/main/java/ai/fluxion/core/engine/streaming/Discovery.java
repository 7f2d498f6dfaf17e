package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.PartitionedSource;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitEnumerator;
import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a source's partitions, at first and again and again, on a thread that alone calls the enumerator. */
final class Discovery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
    private static final long AGAIN_AFTER_MILLIS = 1_000;
    private static final long CLOSE_WAITS_SECONDS = 10;

    private final SplitEnumerator enumerator;
    private final ScheduledExecutorService thread;
    private volatile Optional<Document> state = Optional.empty();
    private volatile boolean complete;
    private Future<?> looking;

    Discovery(PartitionedSource source, ThreadFactory threads) {
        ClassLoader loader = source.getClass().getClassLoader();
        this.enumerator = source.createEnumerator();
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = threads.newThread(task);
            made.setContextClassLoader(loader);
            return made;
        });
    }

    /** Connects and finds what there is now. */
    List<Split> first(Position position, Optional<Document> remembered) throws Exception {
        return call(() -> {
            enumerator.open(position, remembered);
            List<Split> splits = enumerator.discover();
            remember();
            return splits;
        });
    }

    /** Goes on looking. */
    void start(Consumer<List<Split>> found, Consumer<Throwable> failed) {
        if (complete) {
            return;
        }
        looking = thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        List<Split> splits = enumerator.discover();
                        if (!splits.isEmpty()) {
                            found.accept(splits);
                        }
                        remember(); // only now: what it says of these splits is true once they are with the readers
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    } catch (Exception thrown) {
                        Failure failure = Failure.of(thrown);
                        if (failure.kind() == Failure.Kind.RETRYABLE) {
                            LOG.warn("discovery failed, tried again: {}", failure);
                        } else {
                            failed.accept(thrown);
                        }
                    } catch (Error thrown) { // it would end the search, and nobody would hear of it
                        failed.accept(thrown);
                    }
                },
                AGAIN_AFTER_MILLIS,
                AGAIN_AFTER_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private void remember() {
        state = enumerator.state();
        complete = enumerator.isComplete();
    }

    /** What the enumerator remembered after it was asked last. */
    Optional<Document> state() {
        return state;
    }

    /** True once nothing further will be found. */
    boolean isComplete() {
        return complete;
    }

    void acknowledge(Position position, Consumer<Throwable> failed) {
        thread.execute(() -> {
            try {
                enumerator.acknowledge(position);
                remember();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (Exception | Error thrown) {
                failed.accept(thrown);
            }
        });
    }

    private <T> T call(Callable<T> action) throws Exception {
        Future<T> future = thread.submit(action);
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed;
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (looking != null) {
            looking.cancel(false);
        }
        thread.shutdownNow();
        boolean ended = thread.awaitTermination(CLOSE_WAITS_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            LOG.warn("the source's enumerator did not stop within {} s", CLOSE_WAITS_SECONDS);
            return;
        }
        try (ContextLoader scope = ContextLoader.of(enumerator)) {
            enumerator.close();
        } catch (Exception thrown) {
            LOG.warn("closing the source's enumerator failed: {}", Failure.of(thrown));
        }
    }
}
