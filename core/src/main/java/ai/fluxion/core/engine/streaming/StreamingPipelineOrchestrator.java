package ai.fluxion.core.engine.streaming;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;

/** Starts pipelines, each on threads of its own, and gives a handle to each. */
public final class StreamingPipelineOrchestrator {
    /** Starts a pipeline and returns; what becomes of it, the handle tells. */
    public PipelineHandle start(PipelineSpec spec) {
        PipelineControl control = new PipelineControl(spec.config().shutdownTimeout());
        PipelineRun run = new PipelineRun(spec, control);
        CompletableFuture<StreamingResult> result = new CompletableFuture<>();
        ThreadFactory threads = spec.services().threads("pipeline");
        Thread thread = threads.newThread(() -> result.complete(run.run()));
        thread.setName("fluxion-" + spec.label());
        thread.start();
        return new PipelineHandle(spec.label(), control, run, result);
    }
}
