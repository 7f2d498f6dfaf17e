package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.EpochControl;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.engine.transactions.CheckpointStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A pipeline that can be started: its parts, not connected, and how to run them.
 *
 * @param id its name; empty if nothing is to be remembered
 * @param store where checkpoints are kept unless the sink is their home; there if there is an id
 * @param sourceType the type of the source, as checkpoints remember it
 * @param source makes the source, anew for each attempt if it can
 * @param sourceCanBeMadeAgain whether it can
 * @param stages what happens to records, in order
 * @param sinkType the type of the sink, as metrics name it
 * @param sink makes the sink, anew for each attempt if it can
 * @param services what connectors get
 * @param config how to run
 * @param untilIdle ends the run once nothing came for so long; empty to run on
 * @param drain whether to commit what an earlier run left, and read nothing
 * @param discardState whether the state of stages that are gone may be dropped
 * @param observer watches the steps of the protocol
 */
public record PipelineSpec(
        Optional<String> id,
        Optional<CheckpointStore> store,
        String sourceType,
        Function<SourceConnectorContext, StreamingSource> source,
        boolean sourceCanBeMadeAgain,
        List<Stage> stages,
        String sinkType,
        Supplier<StreamingSink> sink,
        ConnectorServices services,
        StreamingRuntimeConfig config,
        Optional<Duration> untilIdle,
        boolean drain,
        boolean discardState,
        ProtocolObserver observer) {
    public PipelineSpec {
        Objects.requireNonNull(sourceType, "sourceType");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(sinkType, "sinkType");
        Objects.requireNonNull(sink, "sink");
        Objects.requireNonNull(services, "services");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(observer, "observer");
        stages = List.copyOf(stages);
        if (id.isPresent() != store.isPresent()) {
            throw new IllegalArgumentException("a store goes with an id");
        }
    }

    /** The same pipeline with meters in another registry as well. */
    public PipelineSpec meteredBy(MeterRegistry registry) {
        return new PipelineSpec(
                id,
                store,
                sourceType,
                source,
                sourceCanBeMadeAgain,
                stages,
                sinkType,
                sink,
                services,
                config.withMeters(registry),
                untilIdle,
                drain,
                discardState,
                observer);
    }

    /** A source, not connected. */
    StreamingSource newSource(ConnectorServices offered, EpochControl epochs) {
        StreamingContext context = new StreamingContext().services(offered);
        id.ifPresent(context::pipelineId);
        return source.apply(SourceConnectorContext.from(context).withEpochs(epochs));
    }

    /** The name for messages. */
    String label() {
        return id.orElse("(no id)");
    }
}
