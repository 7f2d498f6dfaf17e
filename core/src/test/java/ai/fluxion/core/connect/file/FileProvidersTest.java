package ai.fluxion.core.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorRegistry;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileProvidersTest {
    private final SourceConnectorProvider source =
            ConnectorRegistry.load().source("file").orElseThrow();
    private final SinkConnectorProvider sink =
            ConnectorRegistry.load().sink("file").orElseThrow();

    @Test
    void theSourceIsReplayableAndTheSinkTwoPhase() {
        assertThat(source.descriptor().kinds()).containsExactly(SourceKind.REPLAYABLE);
        assertThat(SourceRun.source(Map.of("path", "x")).kind()).isEqualTo(SourceKind.REPLAYABLE);
        assertThat(sink.descriptor().kinds()).containsExactly(SinkKind.TWO_PHASE);
        assertThat(sink.create(config(Map.of("path", "x"))).kind()).isEqualTo(SinkKind.TWO_PHASE);
    }

    @Test
    void wrongOptionsAreNamed() {
        Map<String, Object> wrong = Map.of("compression", "lzma", "batchSize", 0, "colour", "red");
        ConnectorConfig config =
                SourceConnectorConfig.builder("file").options(wrong).build();
        assertThat(OptionProblem.of(config, source.options(), Set.of()))
                .extracting(OptionProblem::option)
                .containsExactlyInAnyOrder("path", "compression", "batchSize", "colour");
        assertThat(OptionProblem.of(config(Map.of("ifExists", "maybe")), sink.options(), Set.of()))
                .extracting(OptionProblem::option)
                .containsExactlyInAnyOrder("path", "ifExists");
    }

    @Test
    void aMalformedPatternIsAProblemOfThePath() {
        SourceConnectorConfig config =
                SourceConnectorConfig.builder("file").option("path", "/x/{a").build();
        List<OptionProblem> problems = source.check(config);
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).option()).isEqualTo("path");
    }

    @Test
    void aSinkIsIdentifiedByItsPath() {
        assertThat(identity("/x/../y/a.ndjson")).isEqualTo(Document.of("path", "/y/a.ndjson"));
        assertThat(identity("/y/a/")).isEqualTo(Document.of("path", "/y/a/"));
    }

    private Document identity(String path) {
        return ((FileSink) sink.create(config(Map.of("path", path)))).identity();
    }

    private static ConnectorConfig config(Map<String, Object> options) {
        return ConnectorConfig.builder("file", ConnectorConfig.Kind.SINK)
                .options(options)
                .build();
    }
}
