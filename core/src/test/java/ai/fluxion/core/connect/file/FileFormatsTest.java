package ai.fluxion.core.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.connect.file.SinkRun.Checkpoint;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.model.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in the engine's own formats. */
class FileFormatsTest {
    @TempDir
    Path folder;

    private List<Document> read(Path file) throws Exception {
        FileSource source = SourceRun.source(Map.of("path", file.toString(), "batchSize", 2), FileServices.ofEngine());
        Position position = Position.empty();
        SourceRun all = SourceRun.start(source, position).toEnd();
        SourceRun first = SourceRun.start(source, position);
        first.step();
        SourceRun rest = SourceRun.start(source, first.position).toEnd();
        first.records.addAll(rest.records);
        assertThat(first.records).as("read in two runs").isEqualTo(all.records);
        return all.records;
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.ndjson", "out.csv", "out.csv.gz", "out.jsonl.zst", "out"})
    void whatSeveralRunsWroteIsReadAgain(String name) throws Exception {
        Path file = folder.resolve(name);
        Checkpoint last = Checkpoint.NONE;
        for (int attempt = 1; attempt <= 3; attempt++) {
            SinkRun run = SinkRun.withFormats(Map.of("path", file.toString()), attempt, 2, last);
            run.writeAll(0, List.of(Document.of("id", "a" + attempt, "name", "x, \"ü\"")));
            run.writeAll(1, List.of(Document.of("id", "b" + attempt, "name", "two\nlines")));
            last = attempt == 2 ? run.prepare() : run.checkpoint();
        }
        List<Document> found = read(file);
        assertThat(found)
                .extracting(record -> record.getString("id"))
                .containsExactly("a1", "b1", "a2", "b2", "a3", "b3");
        assertThat(found.get(0).getString("name")).isEqualTo("x, \"ü\"");
        assertThat(found.get(5).getString("name")).isEqualTo("two\nlines");
    }

    @Test
    void aCsvFileHasOneHeader() throws Exception {
        Path file = folder.resolve("out.csv");
        Checkpoint last = Checkpoint.NONE;
        for (int attempt = 1; attempt <= 2; attempt++) {
            SinkRun run = SinkRun.withFormats(Map.of("path", file.toString()), attempt, 1, last);
            run.writeAll(0, List.of(Document.of("id", attempt)));
            run.checkpoint();
            run.writeAll(0, List.of(Document.of("id", attempt * 10)));
            last = run.checkpoint();
        }
        assertThat(file).hasContent("id\n1\n10\n2\n20\n");
    }

    @Test
    void aMalformedRecordIsHandedOnAsItIs() throws Exception {
        Path file = Files.writeString(folder.resolve("in.ndjson"), "{\"id\":1}\n{\"id\n{\"id\":3}\n");
        List<Document> records = SourceRun.start(
                        SourceRun.source(Map.of("path", file.toString()), FileServices.ofEngine()), Position.empty())
                .toEnd()
                .records;
        assertThat(records).hasSize(3);
        assertThat(records.get(1).payload().orElseThrow().utf8()).isEqualTo("{\"id");
        assertThat(records.get(2).getInt("id")).isEqualTo(3);
    }
}
