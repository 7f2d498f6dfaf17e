package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.checkpoint.LocalCheckpointStore;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.engine.transactions.CheckpointStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Pipelines for tests: quick checkpoints, short waits. */
final class Specs {
    static final RetryPolicy QUICK = new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(5), 2, 0);

    final Path state;
    Supplier<StreamingSource> source;
    SourceSupply supply = offered -> source.get();
    Supplier<StreamingSink> sink;
    List<Stage> stages = List.of();
    StreamingRuntimeConfig config = StreamingRuntimeConfig.standard()
            .withDelivery(Delivery.EXACTLY_ONCE)
            .withCheckpointInterval(Duration.ofMillis(5))
            .withErrors(StreamingErrorPolicy.standard().retry(QUICK));
    ProtocolObserver observer = ProtocolObserver.NONE;
    Optional<String> id = Optional.of("test");
    Optional<Duration> untilIdle = Optional.empty();
    boolean drain;
    boolean discardState;
    String sourceType = "numbers";

    Specs(Path state) {
        this.state = state;
    }

    PipelineSpec build() {
        Optional<CheckpointStore> store =
                id.map(name -> new LocalCheckpointStore(state, LocalCheckpointStore.DEFAULT_RETAIN));
        return new PipelineSpec(
                id,
                store,
                sourceType,
                supply,
                true,
                stages,
                "ledger",
                sink,
                new EngineServices(),
                config,
                untilIdle,
                drain,
                discardState,
                observer);
    }

    StreamingResult run() {
        PipelineSpec spec = build();
        return new PipelineRun(spec, new PipelineControl(spec.config().shutdownTimeout())).run();
    }

    PipelineHandle start() {
        return new StreamingPipelineOrchestrator().start(build());
    }
}
