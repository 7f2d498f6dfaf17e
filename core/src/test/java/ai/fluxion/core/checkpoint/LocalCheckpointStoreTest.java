package ai.fluxion.core.checkpoint;

import static ai.fluxion.core.checkpoint.CheckpointFiles.PIPELINE;
import static ai.fluxion.core.checkpoint.CheckpointFiles.checkpoint;
import static ai.fluxion.core.checkpoint.CheckpointFiles.failureOf;
import static ai.fluxion.core.checkpoint.CheckpointFiles.file;
import static ai.fluxion.core.checkpoint.CheckpointFiles.folder;
import static ai.fluxion.core.checkpoint.CheckpointFiles.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.transactions.CheckpointHistory;
import ai.fluxion.core.engine.transactions.CheckpointStore;
import ai.fluxion.core.engine.transactions.CheckpointStoreProvider;
import ai.fluxion.core.model.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCheckpointStoreTest {
    @TempDir
    private Path state;

    private CheckpointHistory open() {
        return open(5);
    }

    private CheckpointHistory open(int retain) {
        return new LocalCheckpointStore(state, retain).open(PIPELINE, "the test");
    }

    private void saveUpTo(long last) throws Exception {
        try (CheckpointHistory history = open(100)) {
            for (long number = 0; number <= last; number++) {
                history.save(number, checkpoint(number));
            }
        }
    }

    @Test
    void aNewPipelineHasNoCheckpoint() throws Exception {
        try (CheckpointHistory history = open()) {
            assertThat(history.latest().checkpoint()).isEmpty();
            assertThat(history.latest().warnings()).isEmpty();
        }
    }

    @Test
    void whatWasSavedLastIsTheLatestInTheNextProcess() throws Exception {
        saveUpTo(12);
        try (CheckpointHistory history = open()) {
            assertThat(history.latest().checkpoint()).contains(checkpoint(12));
            assertThat(history.latest().warnings()).isEmpty();
        }
    }

    @Test
    void aCheckpointCanBeReadByPeople() throws Exception {
        saveUpTo(0);
        List<String> lines = Files.readAllLines(file(state, 0));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .startsWith("{\"fluxionCheckpoint\":1,\"length\":")
                .endsWith("\"}");
        assertThat(lines.get(1)).isEqualTo(checkpoint(0).utf8());
    }

    @Test
    void anyBytesComeBackAsTheyWere() throws Exception {
        byte[] all = new byte[512];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        try (CheckpointHistory history = open()) {
            history.save(1, Bytes.wrap(all, 100, 300));
            assertThat(history.latest().checkpoint()).contains(Bytes.wrap(all, 100, 300));
            history.save(2, Bytes.empty());
            assertThat(history.latest().checkpoint()).contains(Bytes.empty());
        }
    }

    @Test
    void onlyTheNewestAreRetained() throws Exception {
        try (CheckpointHistory history = open(3)) {
            for (long number = 0; number < 20; number++) {
                history.save(number, checkpoint(number));
                assertThat(names(state)).hasSizeLessThanOrEqualTo(3);
            }
        }
        assertThat(names(state))
                .containsExactly(CheckpointFile.name(17), CheckpointFile.name(18), CheckpointFile.name(19));
    }

    @Test
    void aSequenceThatDoesNotGrowIsRefused() throws Exception {
        saveUpTo(3);
        try (CheckpointHistory history = open()) {
            assertThatThrownBy(() -> history.save(3, checkpoint(3))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> history.save(2, checkpoint(2))).isInstanceOf(IllegalArgumentException.class);
            assertThat(history.latest().checkpoint()).contains(checkpoint(3));
        }
    }

    @Test
    void sequencesAreOrderedAsNumbers() throws Exception {
        try (CheckpointHistory history = open()) {
            history.save(9, checkpoint(9));
            history.save(10, checkpoint(10));
            history.save(Long.MAX_VALUE, checkpoint(11));
            assertThat(history.latest().checkpoint()).contains(checkpoint(11));
        }
    }

    @Test
    void clearingRemovesAllAndCountingMayBeginAnew() throws Exception {
        saveUpTo(7);
        Files.writeString(file(state, 8), "damaged");
        try (CheckpointHistory history = open()) {
            history.clear();
            assertThat(names(state)).isEmpty();
            assertThat(history.latest().checkpoint()).isEmpty();
            history.save(0, checkpoint(0));
            assertThat(history.latest().checkpoint()).contains(checkpoint(0));
        }
    }

    @Test
    void severalDamagedOnesAreEachNamedAndTheWholeOneBeforeThemIsUsed() throws Exception {
        saveUpTo(4);
        Files.writeString(file(state, 4), "");
        Files.writeString(file(state, 3), "{\"somebody\":\"else's\"}\n");
        try (CheckpointHistory history = open()) {
            assertThat(history.latest().checkpoint()).contains(checkpoint(2));
            assertThat(history.latest().warnings()).hasSize(2);
            assertThat(history.latest().warnings().get(0))
                    .contains(file(state, 4).toString(), "empty");
            assertThat(history.latest().warnings().get(1))
                    .contains(file(state, 3).toString(), "first line");
        }
    }

    @Test
    void aDamagedOneIsReplacedByTheNextOfItsNumber() throws Exception {
        saveUpTo(4);
        Files.writeString(file(state, 4), "");
        Files.writeString(file(state, 9), "");
        try (CheckpointHistory history = open(2)) {
            history.save(4, Bytes.utf8("again"));
            assertThat(history.latest().checkpoint()).contains(Bytes.utf8("again"));
            assertThat(history.latest().warnings()).isEmpty();
        }
        assertThat(names(state)).containsExactly(CheckpointFile.name(3), CheckpointFile.name(4));
    }

    @Test
    void noWholeCheckpointAmongSomeIsFatalWithTheChoices() throws Exception {
        saveUpTo(1);
        Files.writeString(file(state, 0), "x");
        Files.writeString(file(state, 1), "y");
        try (CheckpointHistory history = open()) {
            Failure failure = failureOf(history::latest);
            assertThat(failure.code()).isEqualTo("FLX-CHECKPOINT-CORRUPT");
            assertThat(failure.kind()).isEqualTo(Failure.Kind.FATAL);
            assertThat(failure.place()).isEqualTo(file(state, 1).toString());
            assertThat(failure.remedy()).contains("backup", "fluxion checkpoint reset");
            assertThat(failureOf(() -> history.save(5, checkpoint(5))).code()).isEqualTo("FLX-CHECKPOINT-CORRUPT");
            assertThat(names(state)).hasSize(2);
        }
    }

    @Test
    void aNewerVersionIsFatalAndNotSkipped() throws Exception {
        saveUpTo(1);
        Bytes content = Bytes.utf8("{\"of\":\"the future\"}");
        DurableFiles.replace(file(state, 2), CheckpointFile.header(2, content), content);
        try (CheckpointHistory history = open()) {
            Failure failure = failureOf(history::latest);
            assertThat(failure.code()).isEqualTo("FLX-CHECKPOINT-VERSION");
            assertThat(failure.kind()).isEqualTo(Failure.Kind.FATAL);
            assertThat(failure.message()).contains("newer version");
            assertThat(failureOf(() -> history.save(3, checkpoint(3))).code()).isEqualTo("FLX-CHECKPOINT-VERSION");
        }
    }

    @Test
    void leftoversOfAWriteThatNeverEndedAreRemovedAtOpen() throws Exception {
        saveUpTo(1);
        Path leftover = DurableFiles.temporary(file(state, 2));
        Files.writeString(leftover, "half of a che");
        try (CheckpointHistory history = open()) {
            assertThat(leftover).doesNotExist();
            assertThat(history.latest().checkpoint()).contains(checkpoint(1));
            assertThat(history.latest().warnings()).isEmpty();
        }
    }

    @Test
    void otherFilesInTheFolderAreLeftAlone() throws Exception {
        saveUpTo(3);
        Path notes = Files.writeString(folder(state).resolve("notes.txt"), "mine");
        Path shortName = Files.writeString(folder(state).resolve("7.json"), "mine");
        try (CheckpointHistory history = open(1)) {
            assertThat(history.latest().checkpoint()).contains(checkpoint(3));
            history.save(4, checkpoint(4));
            history.clear();
        }
        assertThat(notes).exists();
        assertThat(shortName).exists();
    }

    @Test
    void aDirectoryInThePlaceOfACheckpointIsDamage() throws Exception {
        saveUpTo(1);
        Files.createDirectory(file(state, 2));
        try (CheckpointHistory history = open()) {
            assertThat(history.latest().checkpoint()).contains(checkpoint(1));
            assertThat(history.latest().warnings()).singleElement().asString().contains("no file");
        }
    }

    @Test
    void aCheckpointThatCanNotBeWrittenIsFatalAndTheOneBeforeStays() throws Exception {
        saveUpTo(1);
        Path moved = state.resolve("moved");
        try (CheckpointHistory history = open()) {
            history.latest();
            Files.move(folder(state), moved);
            Failure failure = failureOf(() -> history.save(2, checkpoint(2)));
            assertThat(failure.code()).isEqualTo("FLX-STATE-WRITE");
            assertThat(failure.kind()).isEqualTo(Failure.Kind.FATAL);
            assertThat(failure.place()).isEqualTo(file(state, 2).toString());
            assertThat(failure.remedy()).isNotEmpty();
            Files.move(moved, folder(state));
            history.save(2, checkpoint(2));
            assertThat(history.latest().checkpoint()).contains(checkpoint(2));
        }
    }

    @Test
    void anInterruptedThreadStillSavesReadsAndCloses() throws Exception {
        try (CheckpointHistory history = open()) {
            Thread.currentThread().interrupt();
            history.save(1, checkpoint(1));
            assertThat(history.latest().checkpoint()).contains(checkpoint(1));
            history.clear();
            history.save(2, checkpoint(2));
            history.close();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        try (CheckpointHistory history = open()) {
            assertThat(history.latest().checkpoint()).contains(checkpoint(2));
        }
    }

    @Test
    void interruptsInTheMiddleOfSavesStopNone() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread saving = Thread.currentThread();
        Thread interrupting = new Thread(() -> {
            for (int i = 0; i < 300 && !done.get(); i++) {
                saving.interrupt();
                while (saving.isInterrupted() && !done.get()) {
                    Thread.onSpinWait();
                }
            }
        });
        try (CheckpointHistory history = open()) {
            interrupting.start();
            for (long number = 1; number <= 30; number++) {
                history.save(number, checkpoint(number));
            }
        } finally {
            done.set(true);
            while (interrupting.isAlive()) {
                Thread.interrupted();
            }
            Thread.interrupted();
        }
        try (CheckpointHistory history = open()) {
            assertThat(history.latest().checkpoint()).contains(checkpoint(30));
            assertThat(names(state)).hasSize(5);
        }
    }

    @Test
    void whatWasClosedCanNotBeUsed() throws Exception {
        CheckpointHistory history = open();
        history.close();
        history.close();
        assertThatThrownBy(history::latest).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> history.save(1, checkpoint(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(history::clear).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theProviderIsFoundAndReadsItsOption() throws Exception {
        List<CheckpointStoreProvider> found = new ArrayList<>();
        ServiceLoader.load(CheckpointStoreProvider.class).forEach(found::add);
        CheckpointStoreProvider provider =
                found.stream().filter(p -> p.type().equals("local")).findFirst().orElseThrow();
        ConnectorConfig config = ConnectorConfig.builder("local", ConnectorConfig.Kind.SINK)
                .option("retain", 2)
                .build();
        try (CheckpointStore store = provider.create(config, state);
                CheckpointHistory history = store.open(PIPELINE, "the test")) {
            for (long number = 0; number < 5; number++) {
                history.save(number, checkpoint(number));
            }
            assertThat(names(state)).hasSize(2);
            assertThat(store.identity()).isEqualTo(state.toAbsolutePath().toString());
        }
    }

    @Test
    void theProviderRetainsFiveUnlessToldAndRefusesNone() throws Exception {
        LocalCheckpointStoreProvider provider = new LocalCheckpointStoreProvider();
        ConnectorConfig unset =
                ConnectorConfig.builder("local", ConnectorConfig.Kind.SINK).build();
        try (CheckpointHistory history = provider.create(unset, state).open(PIPELINE, "the test")) {
            for (long number = 0; number < 8; number++) {
                history.save(number, checkpoint(number));
            }
            assertThat(names(state)).hasSize(5);
        }
        ConnectorConfig none = ConnectorConfig.builder("local", ConnectorConfig.Kind.SINK)
                .option("retain", 0)
                .build();
        assertThat(OptionProblem.of(none, provider.options(), Set.of())).hasSize(1);
    }
}
