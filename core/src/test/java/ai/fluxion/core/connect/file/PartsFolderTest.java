package ai.fluxion.core.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.connect.file.SinkRun.Checkpoint;
import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsFolderTest {
    @TempDir
    Path temporary;

    private Path folder() {
        return temporary.resolve("parts");
    }

    private Map<String, Object> options(String... more) {
        Map<String, Object> options = new HashMap<>(Map.of("path", folder() + "/"));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    private SinkRun start(int attempt, Checkpoint last) throws Exception {
        return SinkRun.start(options(), attempt, 1, last);
    }

    private List<String> names(boolean hidden) throws IOException {
        try (var files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".") == hidden)
                    .sorted()
                    .toList();
        }
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FluxionException.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(code));
    }

    @Test
    void eachEpochOfEachLaneIsAFileThatIsSeenOnceItIsCommitted() throws Exception {
        try (SinkRun run = SinkRun.start(options(), 1, 2, Checkpoint.NONE)) {
            run.write(0, "a");
            run.write(1, "b");
            Checkpoint prepared = run.prepare();
            assertThat(names(false)).isEmpty();
            run.committer.commit(prepared.committables());
            assertThat(names(true)).isEmpty();
            assertThat(names(false))
                    .containsExactly("part-01234567-0000000001-0.ndjson", "part-01234567-0000000001-1.ndjson");
        }
        assertThat(folder().resolve("part-01234567-0000000001-1.ndjson")).hasContent("b\n");
    }

    @Test
    void eachPartIsAWholeFile() throws Exception {
        try (SinkRun run = SinkRun.start(options("format", "table", "compression", "gzip"), 1, 1, Checkpoint.NONE)) {
            run.writeAll(0, List.of(Document.of("id", 1)));
            run.checkpoint();
            run.writeAll(0, List.of(Document.of("id", 2)));
            run.checkpoint();
        }
        assertThat(names(false))
                .containsExactly("part-01234567-0000000001-0.table.gz", "part-01234567-0000000002-0.table.gz");
        assertThat(CompressedFileTest.gunzip(folder().resolve("part-01234567-0000000002-0.table.gz")))
                .isEqualTo("id\n2\n");
    }

    @Test
    void aCommitMayBeRepeatedByAnyProcess() throws Exception {
        SinkRun killed = SinkRun.start(options(), 1, 2, Checkpoint.NONE);
        killed.write(0, "a");
        killed.write(1, "b");
        Checkpoint stored = killed.prepare();
        killed.committer.commit(stored.committables().subList(0, 1));
        for (int attempt = 2; attempt < 4; attempt++) {
            start(attempt, stored).close();
            assertThat(names(false)).hasSize(2);
            assertThat(names(true)).isEmpty();
        }
    }

    @Test
    void whatWasPreparedAndNeverStoredIsRemovedAtTheNextStart() throws Exception {
        SinkRun killed = start(1, Checkpoint.NONE);
        killed.write(0, "lost");
        killed.prepare();
        killed.write(0, "lost too");
        assertThat(names(true)).hasSize(2);
        start(2, Checkpoint.NONE).close();
        assertThat(names(true)).isEmpty();
        assertThat(names(false)).isEmpty();
    }

    @Test
    void aPartThatIsGoneOrChangedIsAFailure() throws Exception {
        SinkRun killed = start(1, Checkpoint.NONE);
        killed.write(0, "a");
        Checkpoint stored = killed.prepare();
        Path staged = folder().resolve(names(true).get(0));
        Path visible = folder().resolve("part-01234567-0000000001-0.ndjson");

        Files.writeString(visible, "x\n");
        refused("FLX-FILE-CHANGED", () -> start(2, stored));
        assertThat(visible).hasContent("x\n");
        Files.delete(visible);
        Files.writeString(staged, "x\n");
        refused("FLX-FILE-LOST", () -> start(2, stored));
        Files.delete(staged);
        refused("FLX-FILE-LOST", () -> start(2, stored));
    }

    @Test
    void aFolderWithFilesIsRefusedUnlessToldOtherwise() throws Exception {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve(".hidden"), "");
        start(1, Checkpoint.NONE).close();
        Files.writeString(folder().resolve("notes.txt"), "mine");
        refused("FLX-FILE-EXISTS", () -> start(1, Checkpoint.NONE));

        SinkRun run = SinkRun.start(options("ifExists", "append"), 1, 1, Checkpoint.NONE);
        run.write(0, "a");
        start(2, run.checkpoint()).close();
        assertThat(names(false)).containsExactly("notes.txt", "part-01234567-0000000001-0.ndjson");
    }

    @Test
    void twoHistoriesShareAFolder() throws Exception {
        for (String incarnation : List.of("aaaa-1", "bbbb-2")) {
            SinkRun run = SinkRun.of("p", incarnation, options("ifExists", "append"), 1, 1, Checkpoint.NONE);
            run.write(0, incarnation);
            run.checkpoint();
        }
        assertThat(names(false)).containsExactly("part-aaaa-1-0000000001-0.ndjson", "part-bbbb-2-0000000001-0.ndjson");
    }

    @Test
    void aFolderIsNotReplaced() {
        ConnectorConfig config = ConnectorConfig.builder("file", ConnectorConfig.Kind.SINK)
                .options(options("ifExists", "replace"))
                .build();
        assertThat(new FileSinkProvider().check(config))
                .extracting(OptionProblem::code)
                .containsExactly("FLX-FILE-REPLACE");
        refused("FLX-FILE-REPLACE", () -> SinkRun.start(options("ifExists", "replace"), 1, 1, Checkpoint.NONE));
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        Files.writeString(folder(), "");
        refused("FLX-FILE-KIND", () -> start(1, Checkpoint.NONE));
    }
}
