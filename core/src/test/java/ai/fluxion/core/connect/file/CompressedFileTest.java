package ai.fluxion.core.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressedFileTest {
    @TempDir
    Path folder;

    static String gunzip(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path written(String name) throws Exception {
        Path file = folder.resolve(name);
        SinkRun.Checkpoint last = SinkRun.Checkpoint.NONE;
        for (int attempt = 1; attempt <= 3; attempt++) {
            SinkRun run = SinkRun.start(Map.of("path", file.toString()), attempt, 2, last);
            run.write(0, "a" + attempt);
            run.write(1, "b" + attempt);
            last = attempt == 2 ? run.prepare() : run.checkpoint();
        }
        return file;
    }

    @Test
    void anyGzipReaderReadsWhatSeveralEpochsWrote() throws Exception {
        assertThat(gunzip(written("out.ndjson.gz"))).isEqualTo("a1\nb1\na2\nb2\na3\nb3\n");
    }

    @Test
    void anyZstdReaderReadsWhatSeveralEpochsWrote() throws Exception {
        try (InputStream in = new ZstdInputStream(Files.newInputStream(written("out.ndjson.zst")))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a1\nb1\na2\nb2\na3\nb3\n");
        }
    }

    @Test
    void aHeaderIsCompressedAsWell() throws Exception {
        Path file = folder.resolve("out.table.gz");
        SinkRun.Checkpoint last = SinkRun.Checkpoint.NONE;
        for (int attempt = 1; attempt <= 2; attempt++) {
            SinkRun run = SinkRun.start(Map.of("path", file.toString()), attempt, 1, last);
            run.writeAll(0, List.of(ai.fluxion.core.model.Document.of("id", attempt)));
            last = run.checkpoint();
        }
        assertThat(gunzip(file)).isEqualTo("id\n1\n2\n");
    }

    @Test
    void muchIsWrittenAndRead() throws Exception {
        Path file = folder.resolve("out.ndjson.zst");
        SinkRun run = SinkRun.start(Map.of("path", file.toString()), 1, 1, SinkRun.Checkpoint.NONE);
        String large = "y".repeat(200_000);
        for (int i = 0; i < 20; i++) {
            run.write(0, "short " + i, large);
        }
        run.checkpoint();
        SourceRun read = SourceRun.start(
                        Map.of("path", file.toString()), ai.fluxion.core.engine.connectors.Position.empty())
                .toEnd();
        assertThat(read.lines()).hasSize(40).contains("short 19", large);
    }
}
