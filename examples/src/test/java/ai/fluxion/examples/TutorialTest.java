package ai.fluxion.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorFactory;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.model.Document;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TutorialTest {
    @TempDir
    private Path folder;

    private Path linesUpTo(int last) throws Exception {
        return Files.write(
                folder.resolve("lines.txt"),
                IntStream.rangeClosed(1, last).mapToObj(n -> "line " + n).toList());
    }

    private static List<Document> readAll(StreamingSource source, Position from) throws Exception {
        List<Document> all = new ArrayList<>();
        source.open(from);
        for (Batch batch = source.next(); batch != null; batch = source.next()) {
            if (batch instanceof Batch.Records records) {
                all.addAll(records.documents());
            }
        }
        source.close();
        return all;
    }

    @Test
    void theClockTellsTheTime() throws Exception {
        SourceConnectorConfig config =
                SourceConnectorConfig.builder("clock").option("every", "1ms").build();
        Instant before = Instant.now();
        try (StreamingSource clock =
                ConnectorFactory.createSource(config, SourceConnectorContext.from(new StreamingContext()))) {
            assertThat(clock.kind()).isEqualTo(SourceKind.TRANSIENT);
            clock.open(Position.empty());
            Batch.Records records = (Batch.Records) clock.next();
            assertThat((Instant) records.documents().get(0).get("time")).isAfterOrEqualTo(before);
        }
    }

    @Test
    void linesAreReadFromAnyPositionThatABatchHad() throws Exception {
        Path file = linesUpTo(1_234);
        LinesSource source = new LinesSource(file);
        assertThat(source.kind()).isEqualTo(SourceKind.REPLAYABLE);
        assertThat(readAll(source, Position.empty())).hasSize(1_234);
        List<Document> rest = readAll(new LinesSource(file), Position.of("lines", 500));
        assertThat(rest).hasSize(734);
        assertThat(rest.get(0).getString("line")).isEqualTo("line 501");
        assertThat(rest.get(0).metadata().offset()).isEqualTo("500");
        assertThat(readAll(new LinesSource(file), Position.of("lines", 1_234))).isEmpty();
    }

    @Test
    void aPositionBehindTheEndOfTheFileIsFatal() throws Exception {
        try (LinesSource source = new LinesSource(linesUpTo(3))) {
            source.open(Position.of("lines", 4));
            assertThatThrownBy(source::next)
                    .isInstanceOf(FluxionException.class)
                    .hasMessageContaining("FLX-LINES-GONE")
                    .hasMessageContaining("fluxion checkpoint reset");
        }
    }

    @Test
    void aPipelineWithAnIdRemembersWhatItDid() throws Exception {
        Path file = linesUpTo(700);
        Path state = folder.resolve("state");
        List<String> copied = new ArrayList<>();
        StreamingSink sink = documents -> documents.forEach(record -> copied.add(record.getString("line")));
        assertThat(CopyLines.run(file, sink, state).metrics().recordsOut()).isEqualTo(700);
        assertThat(copied).isEqualTo(Files.readAllLines(file));
        assertThat(CopyLines.run(file, sink, state).nothingToDo()).isTrue();
        assertThat(copied).hasSize(700);
        assertThat(CopyLines.run(file, sink, folder.resolve("another state"))
                        .metrics()
                        .recordsOut())
                .isEqualTo(700);
        assertThat(copied).hasSize(1_400);
    }

    @Test
    void theConsoleSinkPrintsRecordsAsJson() throws Exception {
        ConnectorConfig config =
                ConnectorConfig.builder("console", ConnectorConfig.Kind.SINK).build();
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            CopyLines.run(linesUpTo(2), ConnectorFactory.createSink(config), folder.resolve("state"));
        } finally {
            System.setOut(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("{\"line\":\"line 1\"}", "{\"line\":\"line 2\"}");
    }
}
