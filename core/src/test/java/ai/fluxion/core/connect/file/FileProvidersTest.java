package ai.fluxion.core.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorRegistry;
import ai.fluxion.core.engine.connectors.ConnectorStreamDescriptor;
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
        Files.writeString(folder.resolve("b.txt"), "line\n".repeat(1000));

        List<ConnectorStreamDescriptor> found = source.discoverStreams(context, config);

        assertThat(found).extracting(each -> each.stream().name()).containsExactly(file.toString(), folder + "/b.txt");
        assertThat(found).extracting(each -> each.bytes().orElse(-1)).containsExactly(4L, 5000L);
        assertThat(found).extracting(each -> each.sample().size()).containsExactly(1, FileDiscovery.SAMPLE_RECORDS);
    }

    @Test
    void aFileThatIsNotThereIsAFailureOfDiscoveryUnlessItIsWaitedFor(@TempDir Path folder) throws Exception {
        SourceConnectorContext context =
                SourceConnectorContext.from(new StreamingContext().services(FileServices.ofLines()));
        SourceConnectorConfig missing = SourceConnectorConfig.builder("file")
                .option("path", folder + "/none")
                .build();
        SourceConnectorConfig followed = SourceConnectorConfig.builder("file")
                .option("path", folder + "/none*")
                .option("follow", true)
                .build();

        assertThatThrownBy(() -> source.discoverStreams(context, missing))
                .hasMessageContaining("there is no such file");
        assertThat(source.discoverStreams(context, followed)).isEmpty();
    }

    @Test
    void aFileThatCannotBeUnpackedIsToldAndTheOthersToo(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a.txt.gz"), "this is no gzip");
        Files.writeString(folder.resolve("b.txt"), "one\n");
        SourceConnectorConfig config = SourceConnectorConfig.builder("file")
                .option("path", folder + "/*")
                .build();
        SourceConnectorContext context =
                SourceConnectorContext.from(new StreamingContext().services(FileServices.ofLines()));

        List<ConnectorStreamDescriptor> found = source.discoverStreams(context, config);

        assertThat(found).extracting(each -> each.sample().size()).containsExactly(0, 1);
        assertThat(found.get(0).details()).contains("gzip, can't be read: ");
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
