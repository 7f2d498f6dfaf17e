package ai.fluxion.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads to the end in a thread of its own, waits in {@code next} for more, and is interrupted there. */
final class InterruptedReading {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final Callable<SourceRun> opens;
    private final CountDownLatch waits = new CountDownLatch(1);

    InterruptedReading(Callable<SourceRun> opens) {
        this.opens = opens;
    }

    /** Whether it got out of {@code next} with an {@link InterruptedException} or an interrupted thread. */
    boolean endsAfterInterrupt() throws Exception {
        FutureTask<Boolean> reading = new FutureTask<>(this::read);
        Thread thread = new Thread(reading, "contract-reading");
        thread.setDaemon(true);
        thread.start();
        while (!waits.await(10, TimeUnit.MILLISECONDS) && !reading.isDone()) {
            // it reads
        }
        awaitItsWaiting(thread);
        thread.interrupt();
        try {
            return reading.get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException never) {
            return false;
        } catch (ExecutionException failed) {
            throw new AssertionError("an interrupt is no failure of the source", failed.getCause());
        }
    }

    /** So that the interrupt hits it where it waits; one that waits in native code can't be seen to. */
    private static void awaitItsWaiting(Thread thread) throws InterruptedException {
        long start = System.nanoTime();
        while (thread.isAlive()
                && thread.getState() != Thread.State.TIMED_WAITING
                && System.nanoTime() - start < SOON.toNanos()) {
            thread.join(1);
        }
    }

    private boolean read() throws Exception {
        try (SourceRun run = opens.call()) {
            run.readAll();
            waits.countDown();
            return isInterruptedIn(run);
        }
    }

    /** Leaves the thread as if nothing had happened, so that the source can be closed in peace. */
    private static boolean isInterruptedIn(SourceRun run) throws Exception {
        long start = System.nanoTime();
        try {
            while (!Thread.interrupted()) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    return false;
                }
                run.next();
            }
            return true;
        } catch (InterruptedException said) {
            return true;
        } catch (Exception failed) {
            if (Thread.interrupted()) { // as channels say it, by a ClosedByInterruptException
                return true;
            }
            throw failed;
        }
    }
}
