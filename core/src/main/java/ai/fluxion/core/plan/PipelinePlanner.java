package ai.fluxion.core.plan;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.engine.streaming.ChangeRules;
import ai.fluxion.core.engine.streaming.Delivery;
import ai.fluxion.core.engine.streaming.EngineServices;
import ai.fluxion.core.manifest.ComponentDefinition;
import ai.fluxion.core.manifest.ManifestCatalog;
import ai.fluxion.core.manifest.OnInvalid;
import ai.fluxion.core.manifest.PipelineDefinition;
import ai.fluxion.core.stages.StageCompiler;
import ai.fluxion.core.stages.StageProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes plans of pipelines: finds their parts among the connectors that there are, and connects nothing. */
public final class PipelinePlanner {
    private final ManifestCatalog catalog;
    private final EngineServices services;

    public PipelinePlanner(ManifestCatalog catalog, EngineServices services) {
        this.catalog = catalog;
        this.services = services;
    }

    /**
     * The plan of a manifest that was read without errors.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if its parts can't be made
     */
    public PipelinePlan plan(PipelineDefinition definition) {
        List<Stage> stages = compile(definition);
        Function<SourceConnectorContext, StreamingSource> source = source(definition);
        Supplier<StreamingSink> sink = sink(definition.sinks().get(0).config());
        Optional<ComponentDefinition<ConnectorConfig>> letters =
                definition.onInvalid() instanceof OnInvalid.DeadLetter letter
                        ? Optional.of(letter.sink())
                        : Optional.empty();
        Optional<Supplier<StreamingSink>> deadLetters = letters.map(component -> sink(component.config()));
        if (definition.sinks().size() > 1) {
            throw Failure.fatal(
                            "FLX-SINKS",
                            "a pipeline has one sink; the manifest names "
                                    + definition.sinks().size())
                    .at("sinks")
                    .remedy("Make a pipeline for each.")
                    .exception();
        }
        StreamingSource probe = source.apply(unobserved(definition, services));
        if (definition.buffer().isPresent() && probe.kind() == SourceKind.REPLAYABLE) {
            throw Failure.fatal(
                            "FLX-BUFFER-NEEDLESS",
                            "the source " + definition.source().type() + " can be read again, and needs no buffer")
                    .at("buffer")
                    .remedy("Leave `buffer` out.")
                    .exception();
        }
        StreamingSink target = sink.get();
        GuaranteeRules.Parts parts = new GuaranteeRules.Parts(
                definition.source().type(),
                probe.kind(),
                definition.buffer().isPresent(),
                probe.caveat(definition.sinks().get(0).type(), target.kind()),
                stages.stream()
                        .filter(stage -> !stage.deterministic())
                        .map(Stage::name)
                        .toList(),
                definition.sinks().get(0).type(),
                target.kind(),
                target.caveat(),
                letters.map(ComponentDefinition::type),
                deadLetters.map(made -> made.get().kind()).orElse(SinkKind.PLAIN),
                ChangeRules.of(probe.changelog(), stages, definition.changes()),
                definition.delivery());
        Guarantee computed = GuaranteeRules.compute(parts);
        Guarantee guarantee = target.repeats().map(computed::with).orElse(computed);
        return new PipelinePlan(definition, services, catalog, source, stages, sink, deadLetters, guarantee, parts);
    }

    private List<Stage> compile(PipelineDefinition definition) {
        List<StageProblem> problems = new ArrayList<>();
        List<Stage> stages = StageCompiler.compile(definition.stages().stages(), problems);
        for (StageProblem problem : problems) {
            if (problem.error()) {
                throw Failure.fatal(problem.code(), problem.message())
                        .at(definition.stages().location(problem.path()).toString())
                        .exception();
            }
        }
        return stages;
    }

    private Function<SourceConnectorContext, StreamingSource> source(PipelineDefinition definition) {
        SourceConnectorProvider provider =
                catalog.connectors().source(definition.source().type()).orElseThrow();
        return context -> provider.create(context, definition.source().config());
    }

    /** What a source gets that is asked something before the pipeline runs. */
    static SourceConnectorContext unobserved(PipelineDefinition definition, EngineServices services) {
        return SourceConnectorContext.from(
                new StreamingContext().pipelineId(definition.id()).services(services));
    }

    private Supplier<StreamingSink> sink(ConnectorConfig config) {
        SinkConnectorProvider provider =
                catalog.connectors().sink(config.type()).orElseThrow();
        return () -> provider.create(config);
    }

    /** What the engine runs with: a demand for at-most-once is met by exactly-once, where that can hold. */
    static Delivery mechanism(Guarantee guarantee, Optional<Delivery> demanded) {
        boolean exactly =
                demanded.filter(demand -> demand != Delivery.AT_LEAST_ONCE).isPresent()
                        && guarantee.possible() == Delivery.EXACTLY_ONCE;
        return exactly ? Delivery.EXACTLY_ONCE : guarantee.promised();
    }
}
