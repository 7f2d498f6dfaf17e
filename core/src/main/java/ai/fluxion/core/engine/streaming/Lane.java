package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.engine.stages.Stage;
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

    /** Lets the source connect and fill the first queue, while the sink is still being connected. */
    void startReading(Callable<SplitReader> source, ClassLoader loader) {
        attempt.stats().lane(number).begins(read);
        thread("source", loader, () -> {
                    reader.run(source.call());
                    return null;
                })
                .start();
    }

    /** Makes the threads of the other steps; the writer is this lane's to close from here on. */
    void prepare(
            List<Stage> stages, ChangeRules changes, LaneQueue transformed, LaneWriter into, ClassLoader sinkLoader) {
        this.writer = into;
        LaneStats stats = attempt.stats().lane(number);
        stats.writesFrom(transformed);
        if (transformed != read) {
            LaneTransformer transformer = new LaneTransformer(stats, stages, changes, read, transformed);
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

    /** Starts the steps after the reader. */
    void start() {
        started = true;
        threads.subList(1, threads.size()).forEach(Thread::start);
    }

    private Thread thread(String step, ClassLoader loader, Callable<Void> body) {
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
        return thread;
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
        for (int i = 0; i < threads.size(); i++) {
            if (i > 0 || !clean) {
                threads.get(i).interrupt();
            }
        }
        if (!started && writer != null) {
            writer.close(false);
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
            thread.join(left); // returns at once for one that was never started
            ended &= !thread.isAlive();
        }
        return ended;
    }

    @Override
    public String toString() {
        return "lane " + number;
    }
}
