package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.checkpoint.LocalCheckpointStore;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.engine.transactions.CheckpointStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs a pipeline within a program: source, stages, sink. The one way into the engine for who has these as objects; {@link
 * StreamingPipelineOrchestrator} is the one for who wants to go on meanwhile.
 *
 * <p>With a pipeline id in the context, progress is remembered: the next run goes on where this one ended or was killed. Without
 * one there is no home for checkpoints, and the next run begins at the start. Since the source is one object, an epoch that fails is
 * read again only by the next run, but for a source that makes its readers anew.
 */
public final class StreamingPipelineExecutor {
    private final StreamingRuntimeConfig config;

    /** Runs as {@link StreamingRuntimeConfig#standard()} says. */
    public StreamingPipelineExecutor() {
        this(StreamingRuntimeConfig.standard());
    }

    public StreamingPipelineExecutor(StreamingRuntimeConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /**
     * Runs until the source has ended, or the thread is interrupted.
     *
     * @return the counts
     * @throws FluxionException the failure that ended it; what is committed then is whole
     */
    public StreamingResult processStream(
            StreamingSource source, List<? extends Stage> stages, StreamingSink sink, StreamingContext context) {
        Optional<String> id = context.pipelineId();
        Optional<CheckpointStore> store = id.map(
                named -> new LocalCheckpointStore(context.stateDirectory(), LocalCheckpointStore.DEFAULT_RETAIN));
        PipelineSpec spec = new PipelineSpec(
                id,
                store,
                source.getClass().getName(),
                offered -> source,
                source instanceof ai.fluxion.core.engine.connectors.PartitionedSource,
                List.copyOf(stages),
                name(sink.getClass()),
                () -> sink,
                context.services(),
                config,
                Optional.empty(),
                false,
                false,
                ProtocolObserver.NONE);
        PipelineControl control = new PipelineControl(config.shutdownTimeout());
        StreamingResult result = new PipelineRun(spec, control).run();
        if (result.failure().isPresent()) {
            throw result.failure().get().exception();
        }
        return result;
    }

    /** A lambda's class has a name that is another in each process. */
    private static String name(Class<?> type) {
        return type.isHidden() || type.isAnonymousClass() ? "program" : type.getName();
    }
}
