package ai.fluxion.core.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorRegistry;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void aPathThatCantBeIsAProblemOfThePath() {
        assertThat(sink.check(config(Map.of("path", "a\0b"))))
                .extracting(OptionProblem::code)
                .containsExactly("FLX-FILE-PATH");
    }

    @Test
    void theFilesAreTheStreams(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "one\n");
        SourceConnectorConfig config = SourceConnectorConfig.builder("file")
                .option("path", folder + "/*")
                .build();
        SourceConnectorContext context =
                SourceConnectorContext.from(new StreamingContext().services(FileServices.ofLines()));
        assertThat(source.discoverStreams(context, config))
                .extracting(found -> found.stream().name() + ": " + found.details())
                .containsExactly(file + ": 4 bytes");
    }

    @Test
    void whatMayGoAwayIsTriedAgainAndWhatStaysIsNot() {
        Path file = Path.of("/x/out.ndjson");
        assertThat(kind(new FileSystemException("/x", null, "No space left on device"), file))
                .isEqualTo(Failure.Kind.RETRYABLE);
        assertThat(kind(new IOException("Input/output error"), file)).isEqualTo(Failure.Kind.RETRYABLE);
        assertThat(kind(new AccessDeniedException("/x"), file)).isEqualTo(Failure.Kind.FATAL);
        assertThat(kind(new NoSuchFileException("/x"), file)).isEqualTo(Failure.Kind.FATAL);
    }

    private static Failure.Kind kind(IOException thrown, Path file) {
        Failure failure = FileFailures.of(thrown, file).failure();
        assertThat(failure.place()).isEqualTo(file.toString());
        return failure.kind();
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
