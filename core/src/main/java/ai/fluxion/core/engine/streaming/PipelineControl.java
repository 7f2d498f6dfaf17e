package ai.fluxion.core.engine.streaming;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** What people want of a running pipeline, and where it is; any thread may ask. */
final class PipelineControl {
    private final Duration shutdownTimeout;
    private final AtomicReference<PipelineStatus> status = new AtomicReference<>(PipelineStatus.STARTING);
    private volatile boolean stop;
    private volatile boolean paused;
    private volatile long stopDeadline;
    private volatile Runnable onChange = () -> {};

    PipelineControl(Duration shutdownTimeout) {
        this.shutdownTimeout = shutdownTimeout;
    }

    PipelineStatus status() {
        return status.get();
    }

    void status(PipelineStatus next) {
        status.updateAndGet(now -> now.isFinal() ? now : next);
    }

    void stop() {
        if (!stop) {
            stopDeadline = System.nanoTime() + shutdownTimeout.toNanos();
            stop = true;
            onChange.run();
        }
    }

    boolean stopRequested() {
        return stop;
    }

    void pause(boolean whether) {
        paused = whether;
        onChange.run();
    }

    boolean isPaused() {
        return paused;
    }

    /** What to call after a change; replaced by each attempt. */
    void onChange(Runnable action) {
        this.onChange = action;
    }

    void draining() {
        status(PipelineStatus.STOPPING);
    }

    /** Whether a stop has taken too long. */
    boolean isLate() {
        return stop && System.nanoTime() - stopDeadline > 0;
    }

    /** @throws ai.fluxion.core.engine.connectors.FluxionException if a stop has taken too long */
    void checkDeadline() {
        if (isLate()) {
            throw Coordinator.late(shutdownTimeout).exception();
        }
    }
}
