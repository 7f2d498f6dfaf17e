package ai.fluxion.cli;

import ai.fluxion.core.engine.streaming.PipelineHandle;
import ai.fluxion.core.engine.streaming.StreamingPipelineOrchestrator;
import ai.fluxion.core.engine.streaming.StreamingResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Pipelines that run beside each other in this process; a signal stops them all, and each drains. */
final class RunningPipelines {
    /** What closing connectors may take beyond the drain itself. */
    private static final Duration CLOSING = Duration.ofSeconds(30);

    private final List<PipelineHandle> handles = new ArrayList<>();
    private final StatusLine status;
    private final StopSignal signal;

    /** Starts all. */
    RunningPipelines(List<PreparedPipeline> prepared) {
        StreamingPipelineOrchestrator orchestrator = new StreamingPipelineOrchestrator();
        for (PreparedPipeline pipeline : prepared) {
            handles.add(orchestrator.start(pipeline.spec()));
        }
        Duration drain = prepared.stream()
                .map(pipeline -> pipeline.spec().config().shutdownTimeout())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        signal = new StopSignal(() -> handles.forEach(PipelineHandle::stop), drain.plus(CLOSING));
        status = new StatusLine(handles);
    }

    /** In the order in which they were given. */
    List<PipelineHandle> handles() {
        return List.copyOf(handles);
    }

    /** Waits until all have ended; one that fails stops no other. */
    List<StreamingResult> await() throws InterruptedException {
        List<StreamingResult> results = new ArrayList<>();
        for (PipelineHandle handle : handles) {
            results.add(handle.await());
        }
        status.close();
        return results;
    }

    /** Everything is told and written: after a signal the process ends here, with this code. */
    void endWith(int code) throws InterruptedException {
        signal.workEnded(code);
    }
}
