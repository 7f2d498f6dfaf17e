package ai.fluxion.core.engine.streaming;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A pipeline that was started. Any thread may call it. */
public final class PipelineHandle {
    private final String id;
    private final PipelineControl control;
    private final PipelineRun run;
    private final CompletableFuture<StreamingResult> result;

    PipelineHandle(String id, PipelineControl control, PipelineRun run, CompletableFuture<StreamingResult> result) {
        this.id = id;
        this.control = control;
        this.run = run;
        this.result = result;
    }

    /** The pipeline's id, or {@code (no id)}. */
    public String id() {
        return id;
    }

    public PipelineStatus status() {
        return control.status();
    }

    /** The counts of this run until now. */
    public PipelineMetrics metrics() {
        return run.metrics();
    }

    /** How it is, and why it is so. */
    public PipelineHealth health() {
        return run.health();
    }

    /** Polls nothing more until {@link #resume()}; what was polled goes on, and so do checkpoints. */
    public void pause() {
        control.pause(true);
    }

    public void resume() {
        control.pause(false);
    }

    /** Stops polling, drains, makes a checkpoint, commits and closes; returns at once. */
    public void stop() {
        control.stop();
    }

    /** Waits for the end. */
    public StreamingResult await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Waits for the end, but no longer. @return empty if it has not ended by then */
    public Optional<StreamingResult> await(Duration most) throws InterruptedException {
        try {
            return Optional.of(result.get(most.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException notYet) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
