package ai.fluxion.core.engine.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.checkpoint.Checkpoint;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.PartitionedSource;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SeekableSource;
import ai.fluxion.core.engine.connectors.SplitEnumerator;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.engine.stages.StatefulStage;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HistoryRulesTest {
    @TempDir
    Path state;

    private final Ledger ledger = new Ledger();

    private Specs specs(boolean transactional) {
        Specs specs = new Specs(state);
        specs.source = () -> new NumbersSource(3, 1_000, 5);
        specs.sink = () -> transactional ? ledger.transactional() : ledger.twoPhase();
        return specs;
    }

    /** Counts the records of each partition, and writes the count into them. */
    private static final class Counting implements StatefulStage {
        private final String id;
        private final int size;
        private final Map<String, Long> counts = new HashMap<>();

        Counting(String id) {
            this(id, 1);
        }

        /** @param size how many bytes of state a partition has, at least */
        Counting(String id, int size) {
            this.id = id;
            this.size = size;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public StatefulStage fresh() {
            return new Counting(id, size);
        }

        @Override
        public void process(Document record, Consumer<Document> out) {
            long count = counts.merge(record.getString("partition"), 1L, Long::sum);
            out.accept(record.with("count", count));
        }

        @Override
        public Map<String, Bytes> snapshot() {
            Map<String, Bytes> states = new HashMap<>();
            counts.forEach((partition, count) -> states.put(partition, Bytes.utf8(" ".repeat(size) + count)));
            return states;
        }

        @Override
        public void restore(String partition, Bytes kept) {
            counts.put(partition, Long.parseLong(kept.utf8().strip()));
        }
    }

    /** Runs until the n-th time of a step, and ends there as if killed. */
    private static void killAt(Specs specs, ProtocolStep step, int nth) {
        AtomicInteger left = new AtomicInteger(nth);
        specs.observer = reached -> {
            if (reached == step && left.decrementAndGet() == 0) {
                throw new AssertionError("killed");
            }
        };
        assertThat(specs.run().status()).isEqualTo(PipelineStatus.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"false,1", "true,1", "false,100000", "true,100000"})
    void theStateOfStagesIsAsOldAsThePositionWhateverTheNumberOfLanes(boolean transactional, int size) {
        for (int run = 0; run < 3; run++) {
            Specs specs = specs(transactional);
            specs.stages = List.of(new Counting("count", size));
            specs.config = specs.config.withLanes(1 + run % 3);
            killAt(specs, ProtocolStep.AFTER_COMMIT, 2);
        }
        Specs last = specs(transactional);
        last.stages = List.of(new Counting("count", size));
        assertThat(last.run().failure()).isEmpty();

        assertThat(Files.isDirectory(state.resolve("test").resolve("state"))).isEqualTo(size > 1);
        assertThat(ledger.visible())
                .hasSize(3_000)
                .allSatisfy(record -> assertThat(record.getLong("count")).isEqualTo(record.getLong("number") + 1));
    }

    @Test
    void stateThatNoCheckpointRefersToIsRemovedWhileThePipelineRuns() {
        AtomicInteger most = new AtomicInteger();
        Specs specs = specs(true);
        specs.source = () -> new NumbersSource(1, 6_000, 50);
        specs.stages = List.of(new Counting("count", 200_000));
        specs.observer = step -> {
            if (step == ProtocolStep.AFTER_COMMIT) {
                String[] files = state.resolve("test").resolve("state").toFile().list();
                most.accumulateAndGet(files.length, Math::max);
            }
        };

        StreamingResult result = specs.run();

        assertThat(result.failure()).isEmpty();
        assertThat(result.metrics().checkpoints()).isGreaterThan(30);
        assertThat(most.get()).isBetween(1, 20);
    }

    @Test
    void theStateOfAStageThatIsGoneIsDroppedOnlyWhenToldTo() {
        Specs before = specs(false);
        before.stages = List.of(new Counting("count"));
        killAt(before, ProtocolStep.AFTER_COMMIT, 2);

        StreamingResult refused = specs(false).run();
        assertThat(refused.failure().orElseThrow().code()).isEqualTo("FLX-STATE-CHANGED");

        Specs told = specs(false);
        told.discardState = true;
        assertThat(told.run().failure()).isEmpty();
    }

    @Test
    void anotherTypeOfSourceIsRefused() {
        killAt(specs(false), ProtocolStep.AFTER_COMMIT, 1);
        Specs other = specs(false);
        other.sourceType = "letters";

        Failure failure = other.run().failure().orElseThrow();

        assertThat(failure.code()).isEqualTo("FLX-SOURCE-CHANGED");
        assertThat(failure.remedy()).contains("checkpoint reset");
    }

    @Test
    void aHomeElsewhereIsRefusedInBothDirections() {
        killAt(specs(true), ProtocolStep.AFTER_COMMIT, 2);
        assertThat(specs(false).run().failure().orElseThrow().code()).isEqualTo("FLX-HOME-MOVED");
        assertThat(specs(true).run().failure()).isEmpty();
    }

    @Test
    void aLocalHistoryIsNotForgottenForAHomeAtTheSink() {
        killAt(specs(false), ProtocolStep.AFTER_COMMIT, 2);
        assertThat(specs(true).run().failure().orElseThrow().code()).isEqualTo("FLX-HOME-MOVED");
    }

    @Test
    void drainCommitsWhatWasPreparedAndReadsNothing() {
        Specs killed = specs(false);
        killAt(killed, ProtocolStep.AFTER_STORE, 2);
        assertThat(ledger.stagedCount()).isEqualTo(1);
        int before = ledger.visible().size();

        Specs drain = specs(false);
        drain.drain = true;
        StreamingResult result = drain.run();

        assertThat(result.status()).isEqualTo(PipelineStatus.STOPPED);
        assertThat(result.metrics().recordsIn()).isZero();
        assertThat(ledger.stagedCount()).isZero();
        assertThat(ledger.visible().size()).isGreaterThan(before);
        assertThat(specs(false).run().failure()).isEmpty();
        assertThat(ledger.visible()).hasSize(3_000).doesNotHaveDuplicates();
    }

    @Test
    void theHomeAtTheSinkSurvivesTheLossOfTheLocalState(@TempDir Path other) {
        killAt(specs(true), ProtocolStep.AFTER_COMMIT, 3);
        Specs elsewhere = new Specs(other);
        elsewhere.source = () -> new NumbersSource(3, 1_000, 5);
        elsewhere.sink = () -> ledger.transactional();

        assertThat(elsewhere.run().failure()).isEmpty();
        assertThat(ledger.visible()).hasSize(3_000).doesNotHaveDuplicates();
    }

    @Test
    void aCheckpointCanBeShownAndItsHistoryBegunAnew() throws Exception {
        killAt(specs(false), ProtocolStep.AFTER_COMMIT, 3);
        EpochId first;
        try (CheckpointEditor editor = CheckpointEditor.open(specs(false).build())) {
            Checkpoint shown = editor.show().orElseThrow();
            first = shown.epoch();
            assertThat(shown.position().offsets()).containsOnlyKeys("p0", "p1", "p2");
            assertThat(CheckpointEditor.json(shown))
                    .contains("\"pipeline\":\"test\"", "\"p0\":{\"value\":{\"offset\":");
            editor.reset();
            assertThat(editor.show().filter(left -> left.epoch().incarnation().equals(first.incarnation())))
                    .isEmpty();
        }
        assertThat(specs(false).run().failure()).isEmpty();
        assertThat(ledger.visible().size()).isGreaterThan(3_000);
    }

    @Test
    void aPartitionThatTheCheckpointDoesNotKnowCantBeSet() throws Exception {
        Specs specs = specs(false);
        specs.source = () -> new SeekableNumbers();
        killAt(specs, ProtocolStep.AFTER_COMMIT, 1);
        try (CheckpointEditor editor = CheckpointEditor.open(specs.build())) {
            assertThatThrownBy(() -> editor.set(Map.of("p9", "3"))).hasMessageContaining("FLX-PARTITION-UNKNOWN");
            Checkpoint set = editor.set(Map.of("p1", "3"));
            assertThat(set.position().offset("p1").orElseThrow().number()).isEqualTo(3);
        }
    }

    /** Numbers that can be set to a place. */
    private static final class SeekableNumbers implements PartitionedSource, SeekableSource {
        private final NumbersSource numbers = new NumbersSource(3, 1_000, 5);

        @Override
        public SplitEnumerator createEnumerator() {
            return numbers.createEnumerator();
        }

        @Override
        public SplitReader createReader(int lane) {
            return numbers.createReader(lane);
        }

        @Override
        public Position seek(Optional<Instant> time) {
            return Position.empty();
        }
    }

    @Test
    void anEditorIsRefusedWhileThePipelineRuns() throws Exception {
        Specs running = specs(false);
        running.source = () -> new NumbersSource(1, 10, 5, true);
        PipelineHandle handle = running.start();
        Awaitility.await().until(() -> handle.metrics().checkpoints() > 0);

        assertThatThrownBy(() -> CheckpointEditor.open(specs(false).build()))
                .hasMessageContaining("FLX-PIPELINE-RUNNING");
        handle.stop();
        handle.await();
    }
}
