package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One ordered stream of batches: reader, transformer and writer on threads of their own with bounded queues between. Without
 * stages there is no transformer.
 */
final class Lane {
    private final Attempt attempt;
    private final int number;
    private final LaneQueue read;
    private final LaneReader reader;
    private final List<Thread> threads = new ArrayList<>();
    private LaneWriter writer;
    private boolean started;
    private volatile boolean stopping;
    private final Set<String> partitions = ConcurrentHashMap.newKeySet();

    Lane(Attempt attempt, int number, LaneQueue read, LaneReader reader) {
        this.attempt = attempt;
        this.number = number;
        this.read = read;
        this.reader = reader;
    }

    int number() {
        return number;
    }

    /** What the reader puts its batches into. */
    LaneQueue read() {
        return read;
    }

    LaneReader reader() {
        return reader;
    }

    LaneWriter writer() {
        return writer;
    }

    /** The splits that it was given. */
    Set<String> partitions() {
        return partitions;
    }

    void add(Split split) {
        partitions.add(split.partition());
        reader.add(List.of(split));
    }

    /** Makes the threads; the writer is this lane's to close from here on. */
    void prepare(
            Callable<SplitReader> source,
            ClassLoader sourceLoader,
            LaneTransformer transformer,
            LaneQueue transformed,
            LaneWriter into,
            ClassLoader sinkLoader) {
        this.writer = into;
        thread("source", sourceLoader, () -> {
            reader.run(source.call());
            return null;
        });
        if (transformed != read) {
            thread("stages", null, () -> {
                transformer.run();
                return null;
            });
        }
        thread("sink", sinkLoader, () -> {
            runWriter();
            return null;
        });
    }

    private void runWriter() throws Exception {
        boolean clean = false;
        try {
            writer.run();
        } catch (InterruptedException ended) {
            failUnlessStopping(ended);
            clean = attempt.endedCleanly();
        } finally {
            Thread.interrupted(); // the sink's goodbye must not fall over it
            writer.close(clean);
        }
    }

    void start() {
        started = true;
        threads.forEach(Thread::start);
    }

    private void thread(String step, ClassLoader loader, Callable<Void> body) {
        Thread thread = attempt.threads().newThread(() -> {
            try {
                body.call();
            } catch (InterruptedException ended) {
                failUnlessStopping(ended);
                Thread.currentThread().interrupt();
            } catch (Throwable failed) { // whatever it is, the pipeline must hear of it
                attempt.fail(failed);
            }
        });
        thread.setName("fluxion-" + attempt.firstEpoch().pipeline() + "-" + number + "-" + step);
        if (loader != null) {
            thread.setContextClassLoader(loader);
        }
        threads.add(thread);
    }

    /** Of an interrupt that is a connector's own nobody else would hear, and the others would wait for this step for ever. */
    private void failUnlessStopping(InterruptedException interrupt) {
        if (!stopping) {
            attempt.fail(Failure.fatal("FLX-INTERRUPTED", "a connector's call was interrupted, and not by the engine")
                    .at(this + ", " + Thread.currentThread().getName())
                    .cause(interrupt)
                    .exception());
        }
    }

    /** Asks all to end: after a clean end the reader acknowledges what is left first, else nothing is waited for. */
    void stop(boolean clean) throws Exception {
        stopping = true;
        reader.close();
        if (!started) {
            if (writer != null) {
                writer.close(false);
            }
            return;
        }
        for (int i = 0; i < threads.size(); i++) {
            if (i > 0 || !clean) {
                threads.get(i).interrupt();
            }
        }
    }

    /** @return whether all threads have ended by then, or soon after they were interrupted */
    boolean join(long deadlineNanos) throws InterruptedException {
        boolean ended = true;
        for (Thread thread : threads) {
            long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                thread.interrupt();
                left = 100;
            }
            if (started) {
                thread.join(left);
            }
            ended &= !thread.isAlive();
        }
        return ended;
    }

    @Override
    public String toString() {
        return "lane " + number;
    }
}
