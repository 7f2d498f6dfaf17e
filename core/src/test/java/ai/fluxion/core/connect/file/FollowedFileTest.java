package ai.fluxion.core.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowedFileTest {
    @TempDir
    Path folder;

    private SourceRun follow(String pattern, Position from) throws Exception {
        Map<String, Object> options = new HashMap<>();
        options.put("path", folder.resolve(pattern).toString());
        options.put("follow", true);
        return SourceRun.start(options, from);
    }

    private Path append(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void append(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FluxionException.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(code));
    }

    @Test
    void whatIsAppendedIsReadOnceItsLineIsComplete() throws Exception {
        append("a.log", "one\ntw");
        try (SourceRun run = follow("a.log", Position.empty())) {
            run.untilCaughtUp();
            assertThat(run.lines()).containsExactly("one");
            append("a.log", "o\nthree\n");
            run.untilLines(3);
            assertThat(run.lines()).containsExactly("one", "two", "three");
        }
    }

    @Test
    void aReaderGoesOnWhereAnotherStoppedAlsoBeforeAnIncompleteLine() throws Exception {
        append("a.log", "one\ntw");
        Position position;
        try (SourceRun run = follow("a.log", Position.empty())) {
            position = run.untilCaughtUp().position;
        }
        append("a.log", "o\n");
        try (SourceRun run = follow("a.log", position)) {
            run.untilLines(1);
            assertThat(run.lines()).containsExactly("two");
        }
    }

    @Test
    void filesAreFoundThatComeLater() throws Exception {
        try (SourceRun run = follow("*.log", Position.empty())) {
            run.untilCaughtUp();
            append("a.log", "a1\n");
            run.untilLines(1);
            append("b.log", "b1\n");
            run.untilLines(2);
            append("a.log", "a2\n");
            run.untilLines(3);
            assertThat(run.lines()).containsExactly("a1", "b1", "a2");
        }
    }

    @Test
    void aFileThatIsRenamedIsReadToItsEndAndThenItsSuccessor() throws Exception {
        Path file = append("a.log", "one\n");
        try (SourceRun run = follow("a.log", Position.empty())) {
            run.untilLines(1);
            Files.move(file, folder.resolve("a.log.1"));
            Files.createFile(file);
            append("a.log.1", "two, by the old name's writer\n");
            run.untilLines(2);
            append("a.log.1", "three, without end");
            append("a.log", "four\n");
            run.untilLines(4);
            assertThat(run.lines())
                    .containsExactly("one", "two, by the old name's writer", "three, without end", "four");

            try (SourceRun next = follow("a.log", run.position)) {
                append("a.log", "five\n");
                assertThat(next.untilLines(1).lines()).containsExactly("five");
            }
        }
    }

    @Test
    void aFileThatWasReplacedWhileNobodyReadIsRefused() throws Exception {
        Path file = append("a.log", "one\n");
        Position position;
        try (SourceRun run = follow("a.log", Position.empty())) {
            position = run.untilLines(1).position;
        }
        Files.move(file, folder.resolve("a.log.1"));
        refused("FLX-FILE-GONE", () -> follow("a.log", position));
        append("a.log", "other\n");
        refused("FLX-FILE-ORIGIN", () -> follow("a.log", position));
    }

    @Test
    void aFileThatIsDeletedIsDoneAndItsSuccessorIsReadFromItsBeginning() throws Exception {
        Path file = append("a.log", "one\n");
        try (SourceRun run = follow("a.log", Position.empty())) {
            run.untilLines(1);
            Files.delete(file);
            run.until(() ->
                    run.position.offset(file.toString()).orElseThrow().value().has(FileSource.DONE));
            follow("a.log", run.position).close();
            append("a.log", "new\n");
            try (SourceRun next = follow("a.log", run.position)) {
                assertThat(next.untilLines(1).lines()).containsExactly("new");
            }
            assertThat(run.untilLines(2).lines()).containsExactly("one", "new");
        }
    }

    @Test
    void aFileThatIsCutIsAFailure() throws Exception {
        append("a.log", "one\ntwo\n");
        try (SourceRun run = follow("a.log", Position.empty())) {
            run.untilLines(2);
            Files.writeString(folder.resolve("a.log"), "");
            refused("FLX-FILE-CUT", () -> run.untilLines(3));
        }
    }

    @Test
    void aPatternThatMatchesRotatedNamesIsRefusedBeforeAnythingIsReadTwice() throws Exception {
        append("a.log", "");
        try (SourceRun run = follow("a.log*", Position.empty())) {
            append("a.log", "one\n");
            run.untilLines(1);
            Files.move(folder.resolve("a.log"), folder.resolve("a.log.1"));
            append("a.log", "two\n");
            refused("FLX-FILE-RENAMED", () -> run.untilLines(3));
            assertThat(run.lines()).doesNotHaveDuplicates();
        }
    }

    @Test
    void aLinkToAFileThatIsReadIsNoRotation() throws Exception {
        append("a.log", "one\n");
        Files.createSymbolicLink(folder.resolve("latest.log"), folder.resolve("a.log"));
        try (SourceRun run = follow("*.log", Position.empty())) {
            assertThat(run.untilLines(2).lines()).containsExactly("one", "one");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst"})
    void compressedFilesGrowByMembersThatMayArriveInPieces(String ending) throws Exception {
        String name = "a.txt." + ending;
        append(name, packed(ending, "one\n"));
        try (SourceRun run = follow(name, Position.empty())) {
            run.untilLines(1);
            byte[] member = packed(ending, "two\nthree\n");
            for (int cut : new int[] {3, 12, member.length - 3}) {
                Path file = folder.resolve(name);
                long size = Files.size(file);
                append(name, Arrays.copyOf(member, cut));
                run.untilCaughtUp();
                append(name, Arrays.copyOfRange(member, cut, member.length));
                run.untilCaughtUp();
                assertThat(Files.size(file)).isEqualTo(size + member.length);
            }
            assertThat(run.lines()).containsExactly("one", "two", "three", "two", "three", "two", "three");
            try (SourceRun next = follow(name, run.position)) {
                append(name, packed(ending, "four\n"));
                assertThat(next.untilLines(1).lines()).containsExactly("four");
            }
        }
    }

    private static byte[] packed(String ending, String text) throws IOException {
        return ending.equals("gz") ? FileSourceTest.gzip(text) : FileSourceTest.zstd(text);
    }

    @Test
    void whatTheSinkCommitsIsFollowed() throws Exception {
        Path file = folder.resolve("shared.ndjson.gz");
        SinkRun sink = SinkRun.start(Map.of("path", file.toString()), 1, 1, SinkRun.Checkpoint.NONE);
        try (SourceRun run = follow("*.gz", Position.empty())) {
            sink.write(0, "one");
            sink.prepare();
            run.untilCaughtUp();
            assertThat(run.lines()).isEmpty();
        }
        SinkRun again = SinkRun.start(Map.of("path", file.toString()), 2, 1, SinkRun.Checkpoint.NONE);
        try (SourceRun run = follow("*.gz", Position.empty())) {
            again.write(0, "two");
            again.checkpoint();
            run.untilLines(1);
            again.write(0, "three");
            again.checkpoint();
            assertThat(run.untilLines(2).lines()).containsExactly("two", "three");
        }
    }
}
