package ai.fluxion.core.plan;

import ai.fluxion.core.buffer.DurableBuffer;
import ai.fluxion.core.checkpoint.LocalCheckpointStore;
import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.engine.streaming.Delivery;
import ai.fluxion.core.engine.streaming.EngineServices;
import ai.fluxion.core.engine.streaming.PipelineSpec;
import ai.fluxion.core.engine.streaming.SourceSupply;
import ai.fluxion.core.engine.streaming.StreamingErrorPolicy;
import ai.fluxion.core.engine.streaming.StreamingRuntimeConfig;
import ai.fluxion.core.engine.transactions.CheckpointStore;
import ai.fluxion.core.manifest.ComponentDefinition;
import ai.fluxion.core.manifest.ManifestCatalog;
import ai.fluxion.core.manifest.OnInvalid;
import ai.fluxion.core.manifest.PipelineDefinition;
import ai.fluxion.core.model.PayloadDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A pipeline with its parts found and its guarantee computed; nothing is connected. Immutable. */
public final class PipelinePlan {
    private final PipelineDefinition definition;
    private final EngineServices services;
    private final ManifestCatalog catalog;
    private final Function<SourceConnectorContext, StreamingSource> source;
    private final List<Stage> stages;
    private final Supplier<StreamingSink> sink;
    private final Optional<Supplier<StreamingSink>> deadLetters;
    private final Guarantee guarantee;
    private final GuaranteeRules.Parts parts;

    PipelinePlan(
            PipelineDefinition definition,
            EngineServices services,
            ManifestCatalog catalog,
            Function<SourceConnectorContext, StreamingSource> source,
            List<Stage> stages,
            Supplier<StreamingSink> sink,
            Optional<Supplier<StreamingSink>> deadLetters,
            Guarantee guarantee,
            GuaranteeRules.Parts parts) {
        this.definition = definition;
        this.services = services;
        this.catalog = catalog;
        this.source = source;
        this.stages = stages;
        this.sink = sink;
        this.deadLetters = deadLetters;
        this.guarantee = guarantee;
        this.parts = parts;
    }

    public PipelineDefinition definition() {
        return definition;
    }

    public Guarantee guarantee() {
        return guarantee;
    }

    GuaranteeRules.Parts parts() {
        return parts;
    }

    EngineServices services() {
        return services;
    }

    /** Where checkpoints live unless somebody says otherwise: {@code .fluxion} in the manifest's folder. */
    public Path defaultStateDirectory() {
        Path folder = definition.manifest().getParent();
        return folder == null ? Path.of(".fluxion") : folder.resolve(".fluxion");
    }

    /** A new source, not connected. */
    StreamingSource newSource() {
        return source.apply(PipelinePlanner.unobserved(definition, services));
    }

    /** A new sink, not connected. */
    StreamingSink newSink() {
        return sink.get();
    }

    /** Whether the sink is the checkpoint's home. */
    boolean sinkIsHome() {
        return mechanism() == Delivery.EXACTLY_ONCE
                && parts.sink() == ai.fluxion.core.engine.connectors.SinkKind.TRANSACTIONAL;
    }

    private Delivery mechanism() {
        return PipelinePlanner.mechanism(guarantee, definition.delivery());
    }

    /** The store that the manifest names, else the local one. */
    CheckpointStore newStore(Path stateDirectory) {
        Optional<ComponentDefinition<ConnectorConfig>> named =
                definition.checkpoint().store();
        if (named.isEmpty()) {
            return new LocalCheckpointStore(stateDirectory, LocalCheckpointStore.DEFAULT_RETAIN);
        }
        ConnectorConfig config = named.get().config();
        return catalog.stores().stream()
                .filter(provider -> provider.type().equals(config.type()))
                .findFirst()
                .orElseThrow()
                .create(config, stateDirectory);
    }

    /**
     * The pipeline, ready to be started.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if a guarantee is demanded that can't hold
     */
    public PipelineSpec spec(RunOptions options) {
        guarantee.refusal().ifPresent(refusal -> {
            throw refusal.exception();
        });
        return new PipelineSpec(
                Optional.of(definition.id()),
                Optional.of(newStore(options.stateDirectory())),
                definition.source().type(),
                supply(options.stateDirectory()),
                true,
                stages,
                definition.sinks().get(0).type(),
                sink,
                services,
                config(),
                options.untilIdle(),
                options.drain(),
                options.discardState(),
                options.observer());
    }

    private SourceSupply supply(Path stateDirectory) {
        if (definition.buffer().isEmpty()) {
            return source::apply;
        }
        Path folder = stateDirectory.resolve(definition.id()).resolve("buffer");
        return new DurableBuffer(folder, definition.buffer().get(), source::apply, this::decoder);
    }

    /** The decoder of a format as the source has it, else with its defaults. */
    private PayloadDecoder decoder(String format) {
        ConnectorConfig config = definition
                .source()
                .config()
                .getFormat("format")
                .filter(given -> given.type().equals(format))
                .orElseGet(() -> ConnectorConfig.builder(format, ConnectorConfig.Kind.FORMAT)
                        .build());
        return services.format(format).decoder(config);
    }

    private StreamingRuntimeConfig config() {
        StreamingRuntimeConfig standard = StreamingRuntimeConfig.standard();
        ConnectorConfig read = definition.source().config();
        return standard.withDelivery(mechanism())
                .withErrors(errors())
                .withCheckpointInterval(definition.checkpoint().interval())
                .withLanes(definition.parallelism())
                .withQueue(read.getInt("queueCapacity", standard.queueBatches()), standard.queueBytes())
                .withShutdownTimeout(definition.shutdownTimeout())
                .withStuckAfter(definition.metrics().stuckAfter())
                .withValidate(read.getBoolean("validate", false))
                .withChanges(definition.changes());
    }

    private StreamingErrorPolicy errors() {
        StreamingErrorPolicy policy = StreamingErrorPolicy.standard().retry(definition.retry());
        if (definition.onInvalid() instanceof OnInvalid.Skip) {
            return policy.skipInvalid();
        }
        if (definition.onInvalid() instanceof OnInvalid.DeadLetter letter) {
            return policy.deadLetterInvalid(
                    deadLetters.orElseThrow().get(), letter.sink().type());
        }
        return policy;
    }

    /** The plan for people: the parts with their options, secrets masked, and the guarantee with its reasons. */
    @Override
    public String toString() {
        return PlanText.of(this);
    }
}
