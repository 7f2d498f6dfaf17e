package ai.fluxion.core.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.connect.file.SinkRun.Checkpoint;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowingFileTest {
    @TempDir
    Path folder;

    private Path target;

    @BeforeEach
    void setUp() {
        target = folder.resolve("out.ndjson");
    }

    private Map<String, Object> options(String... more) {
        Map<String, Object> options = new HashMap<>(Map.of("path", target.toString()));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    private SinkRun start(int attempt, Checkpoint last) throws Exception {
        return SinkRun.start(options(), attempt, 1, last);
    }

    private List<String> hidden() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("."))
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
    void recordsAreSeenOnlyOnceTheyAreCommitted() throws Exception {
        try (SinkRun run = start(1, Checkpoint.NONE)) {
            run.write(0, "a", "b");
            assertThat(target).doesNotExist();
            Checkpoint prepared = run.prepare();
            assertThat(target).doesNotExist();
            run.committer.commit(prepared.committables());
            assertThat(target).hasContent("a\nb\n");
            assertThat(hidden()).isEmpty();
        }
    }

    @Test
    void epochsStandOneBehindTheOtherAlsoAfterARestart() throws Exception {
        Checkpoint last;
        try (SinkRun run = start(1, Checkpoint.NONE)) {
            run.write(0, "a");
            run.checkpoint();
            run.write(0, "b");
            last = run.checkpoint();
        }
        try (SinkRun run = start(2, last)) {
            run.write(0, "c");
            run.checkpoint();
        }
        assertThat(target).hasContent("a\nb\nc\n");
    }

    @Test
    void anIdleEpochLeavesNothing() throws Exception {
        try (SinkRun run = start(1, Checkpoint.NONE)) {
            Checkpoint idle = run.checkpoint();
            assertThat(idle.committables()).isEmpty();
            try (var files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void whatWasPreparedAndNeverStoredIsRemovedAtTheNextStart() throws Exception {
        SinkRun killed = start(1, Checkpoint.NONE);
        killed.write(0, "lost");
        killed.prepare();
        killed.write(0, "lost too");
        assertThat(hidden()).hasSize(2);

        try (SinkRun run = start(2, Checkpoint.NONE)) {
            assertThat(hidden()).isEmpty();
            run.write(0, "again");
            run.checkpoint();
        }
        assertThat(target).hasContent("again\n");
    }

    @Test
    void whatWasStoredAndNotCommittedIsCommittedAtTheNextStart() throws Exception {
        SinkRun killed = start(1, Checkpoint.NONE);
        killed.write(0, "a");
        killed.checkpoint();
        killed.write(0, "b");
        Checkpoint stored = killed.prepare();

        start(2, stored).close();
        assertThat(target).hasContent("a\nb\n");
        start(3, stored).close();
        assertThat(target).hasContent("a\nb\n");
        assertThat(hidden()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 6})
    void aCommitThatWasCutShortIsDoneAgain(int written) throws Exception {
        SinkRun killed = start(1, Checkpoint.NONE);
        killed.write(0, "first");
        killed.checkpoint();
        killed.write(0, "other");
        Checkpoint stored = killed.prepare();
        Files.write(target, new byte[written], StandardOpenOption.APPEND); // zeros: a size that outran its content

        start(2, stored).close();
        assertThat(target).hasContent("first\nother\n");
    }

    @Test
    void aStagedFileThatIsGoneIsNoFailureIfTheFileHoldsIt() throws Exception {
        SinkRun killed = start(1, Checkpoint.NONE);
        killed.write(0, "a");
        Checkpoint stored = killed.checkpoint();
        assertThat(hidden()).isEmpty();
        start(2, stored).close();
        assertThat(target).hasContent("a\n");
    }

    @Test
    void aStagedFileThatIsGoneIsAFailureIfTheFileDoesNotHoldIt() throws Exception {
        SinkRun killed = start(1, Checkpoint.NONE);
        killed.write(0, "a");
        killed.checkpoint();
        killed.write(0, "b");
        Checkpoint stored = killed.prepare();
        Files.delete(folder.resolve(hidden().get(0)));

        refused("FLX-FILE-LOST", () -> start(2, stored));
        Files.writeString(target, "x\n", StandardOpenOption.APPEND);
        refused("FLX-FILE-LOST", () -> start(3, stored));
    }

    @Test
    void aStagedFileThatSomebodyChangedIsNotCommitted() throws Exception {
        SinkRun killed = start(1, Checkpoint.NONE);
        killed.write(0, "a");
        Checkpoint stored = killed.prepare();
        Files.writeString(folder.resolve(hidden().get(0)), "x\n");

        refused("FLX-FILE-LOST", () -> start(2, stored));
        assertThat(target).isEmptyFile();
    }

    @Test
    void aFileThatSomebodyElseChangedIsNotTouched() throws Exception {
        SinkRun run = start(1, Checkpoint.NONE);
        run.write(0, "a");
        Checkpoint last = run.checkpoint();
        run.write(0, "b");
        Checkpoint stored = run.prepare();

        Files.writeString(target, "somebody else's\n", StandardOpenOption.APPEND);
        refused("FLX-FILE-CHANGED", () -> run.committer.commit(stored.committables()));
        assertThat(target).hasContent("a\nsomebody else's\n");
        refused("FLX-FILE-CHANGED", () -> start(2, last));

        Files.writeString(target, "");
        refused("FLX-FILE-CHANGED", () -> run.committer.commit(stored.committables()));
        Files.delete(target);
        refused("FLX-FILE-CHANGED", () -> run.committer.commit(stored.committables()));
        assertThat(target).doesNotExist();
    }

    @Test
    void aFileThatIsThereIsRefusedUnlessToldOtherwise() throws Exception {
        Files.writeString(target, "");
        start(1, Checkpoint.NONE).close();
        Files.writeString(target, "old\n");
        refused("FLX-FILE-EXISTS", () -> start(1, Checkpoint.NONE));

        try (SinkRun run = SinkRun.start(options("ifExists", "append"), 1, 1, Checkpoint.NONE)) {
            run.write(0, "new");
            run.checkpoint();
        }
        assertThat(target).hasContent("old\nnew\n");
    }

    @Test
    void whatACheckpointRemembersOfAnotherFileSaysNothingOfThisOne() throws Exception {
        SinkRun run = start(1, Checkpoint.NONE);
        run.write(0, "a");
        Checkpoint last = run.checkpoint();
        Checkpoint settled = new Checkpoint(last.state(), List.of(), last.epoch());

        target = folder.resolve("other.ndjson");
        SinkRun other = start(2, settled);
        other.write(0, "b");
        other.checkpoint();
        assertThat(target).hasContent("b\n");
        Files.writeString(target, "old\n");
        refused("FLX-FILE-EXISTS", () -> start(3, settled));
    }

    @Test
    void nothingIsAppendedToALineThatHasNoEnd() throws Exception {
        Files.writeString(target, "old");
        refused("FLX-FILE-APPEND", () -> SinkRun.start(options("ifExists", "append"), 1, 1, Checkpoint.NONE));
    }

    @Test
    void aFileIsReplacedByTheFirstCommitAndOnlyByThat() throws Exception {
        Files.writeString(target, "a\nb\nold\n");
        Map<String, Object> options = options("ifExists", "replace");
        SinkRun run = SinkRun.start(options, 1, 2, Checkpoint.NONE);
        run.write(0, "a");
        run.write(1, "b");
        Checkpoint stored = run.prepare();
        assertThat(target).hasContent("a\nb\nold\n");

        SinkRun next = SinkRun.start(options, 2, 1, stored);
        assertThat(target).hasContent("a\nb\n");
        next.write(0, "c");
        Checkpoint last = next.checkpoint();
        SinkRun.start(options, 3, 1, last).close();
        assertThat(target).hasContent("a\nb\nc\n");
        assertThat(hidden()).isEmpty();
    }

    @Test
    void lanesStandOneBehindTheOtherInEachEpoch() throws Exception {
        try (SinkRun run = SinkRun.start(options(), 1, 3, Checkpoint.NONE)) {
            run.write(2, "c1");
            run.write(0, "a1");
            run.checkpoint();
            run.write(1, "b2");
            run.write(0, "a2");
            run.checkpoint();
        }
        assertThat(target).hasContent("a1\nc1\na2\nb2\n");
    }

    @Test
    void theHeaderStandsOnceHoweverManyLanesEpochsAndStarts() throws Exception {
        target = folder.resolve("out.table");
        SinkRun run = SinkRun.start(options(), 1, 2, Checkpoint.NONE);
        run.writeAll(1, List.of(Document.of("id", 1, "name", "x")));
        run.writeAll(0, List.of(Document.of("name", "y", "id", 2)));
        run.checkpoint();
        run.writeAll(0, List.of(Document.of("id", 3, "name", "z")));
        Checkpoint stored = run.prepare();

        SinkRun next = SinkRun.start(options(), 2, 1, stored);
        next.writeAll(0, List.of(Document.of("name", "after", "id", 4)));
        next.checkpoint();
        assertThat(target).hasContent("id,name\n2,y\n1,x\n3,z\n4,after\n");
    }

    @Test
    void aHeaderIsNotPutInTheMiddleOfAForeignFile() throws Exception {
        target = folder.resolve("out.table");
        Files.writeString(target, "a,b\n1,2\n");
        SinkRun run = SinkRun.start(options("ifExists", "append"), 1, 1, Checkpoint.NONE);
        run.writeAll(0, List.of(Document.of("a", 3, "b", 4)));
        refused("FLX-FILE-APPEND", run::prepare);
    }

    @Test
    void aRecordThatTheFormatCantHoldIsRejectedAloneAndMakesNoFile() throws Exception {
        try (SinkRun run = start(1, Checkpoint.NONE)) {
            run.writeAll(0, List.of(Document.of("no", 1)));
            assertThat(run.checkpoint().committables()).isEmpty();
            run.writeAll(0, List.of(Document.of("line", "a"), Document.of("no", 1), Document.of("line", "b")));
            run.checkpoint();
            assertThat(run.rejected).hasSize(2);
        }
        assertThat(target).hasContent("a\nb\n");
        assertThat(hidden()).isEmpty();
    }

    @Test
    void anAbortedEpochLeavesNothing() throws Exception {
        try (SinkRun run = start(1, Checkpoint.NONE)) {
            run.write(0, "a");
        }
        assertThat(hidden()).isEmpty();
        assertThat(target).doesNotExist();
    }

    @Test
    void othersStagedFilesAreLeftAlone() throws Exception {
        SinkRun other = SinkRun.of("p-q", "i", options(), 1, 1, Checkpoint.NONE);
        other.write(0, "x");
        other.prepare();
        SinkRun older = SinkRun.of("p", "another", options(), 7, 1, Checkpoint.NONE);
        older.write(0, "y");
        older.prepare();
        Files.writeString(folder.resolve(".out.ndjson~p~notes.staged"), "mine");

        start(1, Checkpoint.NONE).close();
        assertThat(hidden()).containsExactly(".out.ndjson~p-q~i~1~1~0.staged", ".out.ndjson~p~notes.staged");
    }

    @Test
    void noIdOfAPipelineLeadsOutOfTheFolder() throws Exception {
        target = folder.resolve("inside/out.ndjson");
        SinkRun run = SinkRun.of("../../p~~", "../i", options(), 1, 1, Checkpoint.NONE);
        run.write(0, "a");
        run.checkpoint();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(target);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"übung ☃.ndjson", "~odd% name~.ndjson", "[a]{b}*.ndjson", "no-ending", "new/folders/x.ndjson"})
    void oddNamesAreWrittenAndRecovered(String name) throws Exception {
        target = folder.resolve(name);
        SinkRun run = start(1, Checkpoint.NONE);
        run.write(0, "a");
        start(2, run.prepare()).close();
        assertThat(target).hasContent("a\n");
    }

    @Test
    void longNamesAreStagedUnderShorterOnes() throws Exception {
        target = folder.resolve("n".repeat(250) + ".txt");
        SinkRun run = SinkRun.of("p".repeat(100), SinkRun.INCARNATION, options(), 1, 1, Checkpoint.NONE);
        run.write(0, "a");
        run.checkpoint();
        assertThat(target).hasContent("a\n");
    }

    @Test
    void aSymbolicLinkStaysOne() throws Exception {
        Path real = Files.createFile(folder.resolve("real.ndjson"));
        Files.createSymbolicLink(target, real);
        SinkRun run = SinkRun.start(options("ifExists", "replace"), 1, 1, Checkpoint.NONE);
        run.write(0, "a");
        run.checkpoint();
        assertThat(target).isSymbolicLink();
        assertThat(real).hasContent("a\n");
    }

    @Test
    void aFolderIsNoFile() throws Exception {
        Files.createDirectory(target);
        refused("FLX-FILE-DIRECTORY", () -> start(1, Checkpoint.NONE));
    }
}
