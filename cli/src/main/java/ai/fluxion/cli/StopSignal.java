package ai.fluxion.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM and SIGINT into a stop that drains: the work is told to stop, and the process ends with the code that the
 * work ended with, not with the signal's.
 */
final class StopSignal {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread onSignal;
    private volatile int code = ExitCode.FAILED;

    /**
     * Listens from now on.
     *
     * @param stop asks the work to stop, and returns
     * @param most how long the work may take then; beyond it the process ends with {@link ExitCode#FAILED}
     */
    StopSignal(Runnable stop, Duration most) {
        onSignal = new Thread(
                () -> {
                    stop.run();
                    awaitEnd(most);
                    // The status of a signal can be turned into another in no other way.
                    Runtime.getRuntime().halt(code);
                },
                "fluxion-stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    private void awaitEnd(Duration most) {
        try {
            ended.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is done and written. Returns if no signal has come; else the process ends with the code. */
    void workEnded(int exitCode) throws InterruptedException {
        code = exitCode;
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException signalled) {
            onSignal.join();
        }
    }
}
