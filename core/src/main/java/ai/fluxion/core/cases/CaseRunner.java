package ai.fluxion.core.cases;

import ai.fluxion.core.engine.connectors.AbstractAsyncStreamingSource;
import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.engine.streaming.EngineServices;
import ai.fluxion.core.engine.streaming.StreamingErrorPolicy;
import ai.fluxion.core.engine.streaming.StreamingPipelineExecutor;
import ai.fluxion.core.engine.streaming.StreamingRuntimeConfig;
import ai.fluxion.core.manifest.Location;
import ai.fluxion.core.manifest.ManifestCase;
import ai.fluxion.core.manifest.ManifestCase.Item;
import ai.fluxion.core.manifest.PipelineDefinition;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.stages.StageCompiler;
import ai.fluxion.core.stages.StageProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs cases of a manifest: the engine itself, with the stages, between a source that gives the input and sinks that keep what
 * comes. Records are compared as JSON shows them, so that a date is its ISO text.
 */
public final class CaseRunner {
    private static final String DEFAULT_FORMAT = "json";

    private final PipelineDefinition pipeline;
    private final EngineServices services;
    private final PayloadDecoder payloads;
    private final PayloadDecoder json;

    /** @param services know the format of the source's payloads */
    public CaseRunner(PipelineDefinition pipeline, EngineServices services) {
        this.pipeline = pipeline;
        this.services = services;
        ConnectorConfig standard = config(DEFAULT_FORMAT);
        ConnectorConfig format = pipeline.source().config().getFormat("format").orElse(standard);
        this.payloads = decoder(format);
        this.json = decoder(standard);
    }

    private PayloadDecoder decoder(ConnectorConfig format) {
        FormatProvider provider = services.format(format.type());
        return provider.decoder(format);
    }

    private static ConnectorConfig config(String format) {
        return ConnectorConfig.builder(format, ConnectorConfig.Kind.FORMAT).build();
    }

    /** How the result of a case differs from what it expects; empty if it does not. */
    public List<Difference> run(ManifestCase oneCase) {
        List<Difference> differences = new ArrayList<>();
        List<Stage> stages = stages(oneCase, differences);
        List<Document> input = new ArrayList<>();
        for (Item item : oneCase.input()) {
            try {
                input.add(CaseRecord.input(item.value(), input.size(), payloads));
            } catch (IllegalArgumentException wrong) {
                differences.add(new Difference(item.location(), wrong.getMessage()));
            }
        }
        if (!differences.isEmpty()) {
            return differences;
        }
        List<Document> output = new ArrayList<>();
        List<Document> deadLetters = new ArrayList<>();
        StreamingRuntimeConfig config = StreamingRuntimeConfig.standard()
                .withErrors(StreamingErrorPolicy.failFast().deadLetterInvalid(deadLetters::addAll, "case"));
        try {
            new StreamingPipelineExecutor(config)
                    .processStream(new Input(input), stages, output::addAll, new StreamingContext().services(services));
        } catch (FluxionException failed) {
            differences.add(new Difference(
                    oneCase.location(),
                    "the pipeline failed: " + failed.failure().code() + ": " + failed.getMessage()));
        }
        compare("output", oneCase.location(), oneCase.output(), output, differences);
        compare("deadLetters", oneCase.location(), oneCase.deadLetters(), deadLetters, differences);
        return differences;
    }

    private List<Stage> stages(ManifestCase oneCase, List<Difference> differences) {
        List<Object> definitions = new ArrayList<>();
        List<Object> written = pipeline.stages().stages();
        for (int i = 0; i < written.size(); i++) {
            definitions.addAll(oneCase.mocks().getOrDefault(i, List.of(written.get(i))));
        }
        oneCase.mocks().keySet().stream()
                .filter(index -> index >= written.size())
                .forEach(index -> differences.add(new Difference(
                        oneCase.location(),
                        "`mocks` names stages[" + index + "], and the manifest has " + written.size() + " stages")));
        List<StageProblem> problems = new ArrayList<>();
        List<Stage> stages = StageCompiler.compile(definitions, problems);
        problems.stream()
                .filter(StageProblem::error)
                .forEach(problem -> differences.add(new Difference(
                        oneCase.location(), "with its mocks: " + problem.code() + " " + problem.message())));
        return stages;
    }

    private void compare(
            String what, Location at, List<Item> expected, List<Document> actual, List<Difference> differences) {
        boolean letters = what.equals("deadLetters");
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String name = what + "[" + i + "]";
            if (i >= actual.size()) {
                differences.add(new Difference(expected.get(i).location(), name + ": nothing came"));
            } else if (i >= expected.size()) {
                differences.add(new Difference(
                        at, name + ": not expected: " + actual.get(i).toJson()));
            } else {
                Item wanted = expected.get(i);
                differ(wanted, letters, actual.get(i))
                        .forEach(text -> differences.add(new Difference(wanted.location(), name + ": " + text)));
            }
        }
    }

    private List<String> differ(Item expected, boolean partly, Document actual) {
        CaseRecord wanted = CaseRecord.of(expected.value());
        Document fields = shown(actual);
        List<String> found = new ArrayList<>(
                partly ? Comparison.partial(wanted.fields(), fields) : Comparison.exact(wanted.fields(), fields));
        Document metadata =
                shown(Document.of(CaseRecord.METADATA, actual.metadata().asDocument()));
        found.addAll(Comparison.partial(wanted.metadata(), metadata));
        return found;
    }

    private Document shown(Document record) {
        return json.decode(Bytes.utf8(record.toJson()));
    }

    /** A source that gives these records and ends. */
    private static final class Input extends AbstractAsyncStreamingSource {
        private List<Document> records;

        Input(List<Document> records) {
            super(1);
            this.records = records;
        }

        @Override
        protected List<Document> poll() {
            List<Document> given = records;
            records = null;
            return given;
        }
    }
}
