package ai.fluxion.core.engine.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.model.Document;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTest {
    private static final int NUMBERS = 1_000;

    @TempDir
    Path state;

    private final Ledger ledger = new Ledger();

    /** As if the process ended there: an error, which nothing retries. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private Specs specs(boolean transactional, int lanes) {
        Specs specs = new Specs(state);
        specs.source = () -> new NumbersSource(3, NUMBERS, 5);
        specs.sink = () -> sink(transactional);
        specs.config = specs.config.withLanes(lanes);
        return specs;
    }

    private StreamingSink sink(boolean transactional) {
        return transactional ? ledger.transactional() : ledger.twoPhase();
    }

    private void assertEachOnceInOrder() {
        Map<String, List<Long>> expected = new TreeMap<>();
        for (int i = 0; i < 3; i++) {
            expected.put("p" + i, LongStream.range(0, NUMBERS).boxed().toList());
        }
        assertThat(ledger.numbersByPartition()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"false,1", "false,2", "true,1", "true,3"})
    void aBoundedSourceIsReadOnceAndARunAfterItHasNothingToDo(boolean transactional, int lanes) {
        StreamingResult result = specs(transactional, lanes).run();

        assertThat(result.failure()).isEmpty();
        assertThat(result.status()).isEqualTo(PipelineStatus.FINISHED);
        assertThat(result.metrics().recordsIn()).isEqualTo(3 * NUMBERS);
        assertThat(result.metrics().recordsOut()).isEqualTo(3 * NUMBERS);
        assertEachOnceInOrder();

        StreamingResult again = specs(transactional, lanes).run();
        assertThat(again.nothingToDo()).isTrue();
        assertEachOnceInOrder();
    }

    @ParameterizedTest
    @EnumSource(ProtocolStep.class)
    void aRecordIsSeenOnceAfterDeathAtEachStepWithTwoPhases(ProtocolStep step) {
        dieAndGoOn(false, step);
    }

    @ParameterizedTest
    @EnumSource(ProtocolStep.class)
    void aRecordIsSeenOnceAfterDeathAtEachStepWithATransaction(ProtocolStep step) {
        dieAndGoOn(true, step);
    }

    private void dieAndGoOn(boolean transactional, ProtocolStep step) {
        Random random = new Random(step.name().hashCode());
        StreamingResult result = null;
        int deaths = 0;
        for (int run = 0; run < 12; run++) {
            Specs specs = specs(transactional, 1 + random.nextInt(3));
            AtomicInteger left = new AtomicInteger(run == 0 ? 1 : 1 + random.nextInt(4));
            specs.observer = reached -> {
                if (reached == step && left.decrementAndGet() == 0) {
                    throw new Killed();
                }
            };
            result = specs.run();
            if (result.failure().isEmpty()) {
                break;
            }
            assertThat(result.failure().get().cause()).get().isInstanceOf(Killed.class);
            deaths++;
        }
        boolean neverTaken = transactional && (step == ProtocolStep.BEFORE_STORE || step == ProtocolStep.AFTER_STORE);
        assertThat(deaths > 0).isEqualTo(!neverTaken);
        if (result.failure().isPresent()) {
            assertThat(specs(transactional, 2).run().failure()).isEmpty();
        }
        assertEachOnceInOrder();
        assertThat(ledger.stagedCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"false,1", "false,3", "true,1", "true,3"})
    void anEpochThatFailsIsAbortedAndReadAgainInTheLivingProcess(boolean transactional, int lanes) {
        Specs specs = specs(transactional, lanes);
        Random random = new Random(7);
        AtomicInteger failures = new AtomicInteger();
        specs.config = specs.config.withErrors(StreamingErrorPolicy.standard()
                .retry(new RetryPolicy(1_000, Specs.QUICK.firstBackoff(), Specs.QUICK.maxBackoff(), 1, 0)));
        specs.observer = step -> {
            boolean inTheEpoch = step == ProtocolStep.BEFORE_WRITE
                    || step == ProtocolStep.BEFORE_PREPARE
                    || step == ProtocolStep.AFTER_PREPARE
                    || step == ProtocolStep.AFTER_COMMIT;
            if (inTheEpoch && failures.get() < 25 && random.nextInt(8) == 0) {
                failures.incrementAndGet();
                throw Failure.retryable("FLX-TEST", "lost the connection").exception();
            }
        };

        StreamingResult result = specs.run();

        assertThat(result.failure()).isEmpty();
        assertThat(failures.get()).isGreaterThan(3);
        assertThat(result.metrics().retries()).isGreaterThanOrEqualTo(1);
        assertEachOnceInOrder();
    }

    @Test
    void aRecordThatDoomsATransactionIsSkippedInTheReplayAndTheRestIsWritten() {
        ledger.refuses = record -> record.getLong("number") == 123;
        Specs specs = specs(true, 2);
        specs.config = specs.config.withErrors(
                StreamingErrorPolicy.standard().retry(Specs.QUICK).skipInvalid());

        StreamingResult result = specs.run();

        assertThat(result.failure()).isEmpty();
        assertThat(result.metrics().skipped()).isEqualTo(3);
        assertThat(result.metrics().retries()).isGreaterThanOrEqualTo(1);
        assertThat(ledger.visible()).hasSize(3 * NUMBERS - 3);
        assertThat(ledger.visible().stream().map(record -> record.getLong("number")))
                .doesNotContain(123L);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void deadLettersAreCommittedWithTheirEpochAndSurviveDeathOnce(boolean transactional) {
        Ledger letters = new Ledger("letters");
        Random random = new Random(3);
        StreamingResult result = null;
        for (int run = 0; run < 30 && (result == null || result.failure().isPresent()); run++) {
            Specs specs = specs(transactional, 1 + run % 3);
            specs.stages = List.of((record, out) -> {
                if (record.getLong("number") % 100 == 50) {
                    throw Failure.invalidRecord("FLX-TEST", "not this one").exception();
                }
                out.accept(record);
            });
            specs.config = specs.config.withErrors(
                    StreamingErrorPolicy.standard().retry(Specs.QUICK).deadLetterInvalid(letters.twoPhase(), "ledger"));
            AtomicInteger left = new AtomicInteger(run < 8 ? 20 + random.nextInt(100) : Integer.MAX_VALUE);
            specs.observer = step -> {
                if (left.decrementAndGet() == 0) {
                    throw new Killed();
                }
            };
            result = specs.run();
        }

        assertThat(result.failure()).isEmpty();
        assertThat(ledger.visible()).hasSize(3 * (NUMBERS - 10));
        List<String> origins = new ArrayList<>();
        for (Document letter : letters.visible()) {
            assertThat(letter.getString("code")).isEqualTo("FLX-TEST");
            Document source = letter.getDocument("source");
            origins.add(source.getString("partition") + "@" + source.get("offset"));
        }
        assertThat(origins).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void anInvalidRecordFailsThePipelineUnlessSomebodyAskedOtherwise() {
        Specs specs = specs(false, 1);
        specs.stages = List.of((record, out) -> {
            if (record.getLong("number") == 200) {
                throw Failure.invalidRecord("FLX-TEST", "not this one").exception();
            }
            out.accept(record);
        });

        StreamingResult result = specs.run();

        assertThat(result.status()).isEqualTo(PipelineStatus.FAILED);
        assertThat(result.failure()).get().satisfies(failure -> {
            assertThat(failure.code()).isEqualTo("FLX-TEST");
            assertThat(failure.place()).contains("@200");
            assertThat(failure.remedy()).contains("errors.onInvalid");
        });
        assertThat(ledger.visible().stream().map(record -> record.getLong("number")))
                .allMatch(number -> number < 200);
    }

    @Test
    void theSourceIsAcknowledgedNoFurtherThanWhatIsCommitted() {
        NumbersSource source = new NumbersSource(1, NUMBERS, 10);
        Specs specs = specs(false, 1);
        specs.source = () -> source;
        specs.observer = step -> {
            if (step == ProtocolStep.AFTER_ACKNOWLEDGE) {
                long committed = ledger.visible().size();
                assertThat(source.acknowledged.get("p0")).isLessThanOrEqualTo(committed);
            }
        };

        assertThat(specs.run().failure()).isEmpty();
        assertThat(source.acknowledged).containsEntry("p0", (long) NUMBERS);
    }
}
