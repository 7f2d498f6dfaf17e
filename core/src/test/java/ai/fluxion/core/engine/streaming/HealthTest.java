package ai.fluxion.core.engine.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Health;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.model.Document;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a pipeline says that it is well, and what it says when it is not. */
class HealthTest {
    private static final RetryPolicy PATIENT =
            new RetryPolicy(1_000_000, Duration.ofMillis(1), Duration.ofMillis(5), 2, 0);

    @TempDir
    private Path state;

    private final Switched sink = new Switched();

    private Specs specs() {
        Specs specs = new Specs(state);
        specs.source = () -> new NumbersSource(2, Long.MAX_VALUE, 20);
        specs.sink = () -> sink;
        specs.config = specs.config
                .withDelivery(Delivery.AT_LEAST_ONCE)
                .withErrors(StreamingErrorPolicy.standard().retry(PATIENT));
        return specs;
    }

    private static List<String> codes(List<Failure> failures) {
        return failures.stream().map(Failure::code).toList();
    }

    @Test
    void whileASinkFailsThePipelineIsUnreadyWithTheReasonAndReadyOnceItRecovers() throws InterruptedException {
        PipelineHandle handle = specs().start();
        try {
            await().until(() -> handle.health().ready());
            assertThat(handle.health().live()).isTrue();

            sink.failure = Failure.retryable("FLX-TEST-AWAY", "nobody answers");
            await().until(() -> !handle.health().ready());
            PipelineHealth failing = handle.health();
            assertThat(failing.live()).isTrue();
            assertThat(codes(failing.troubles())).contains("FLX-TEST-AWAY");

            sink.failure = null;
            await().until(() -> handle.health().ready());
        } finally {
            handle.stop();
            handle.await();
        }
        assertThat(handle.health().ready()).isTrue();
        assertThat(handle.health().status()).isEqualTo(PipelineStatus.STOPPED);
    }

    @Test
    void aFailureThatIsFollowedByAnInvalidRecordIsOver() throws InterruptedException {
        Specs specs = specs();
        AtomicInteger calls = new AtomicInteger();
        specs.sink = () -> batch -> {
            int call = calls.incrementAndGet();
            if (call == 1) {
                throw Failure.retryable("FLX-TEST-AWAY", "nobody answers").exception();
            }
            if (call == 2) {
                throw Failure.invalidRecord("FLX-TEST-RECORD", "one of them is wrong")
                        .exception();
            }
        };
        PipelineHandle handle = specs.start();
        try {
            await().until(() -> calls.get() > 100 && handle.status() == PipelineStatus.RUNNING);
            assertThat(codes(handle.health().troubles())).doesNotContain("FLX-TEST-AWAY");
        } finally {
            handle.stop();
            handle.await();
        }
    }

    @Test
    void anAttemptThatFailedMakesUnreadyUntilAnEpochGotThrough() throws InterruptedException {
        Specs specs = specs();
        CountDownLatch goOn = new CountDownLatch(1);
        Ledger target = new Ledger();
        specs.sink = target::twoPhase;
        specs.observer = step -> {
            if (step == ProtocolStep.BEFORE_STORE && goOn.getCount() > 0) {
                throw Failure.retryable("FLX-TEST-AWAY", "nobody answers").exception();
            }
        };
        PipelineHandle handle = specs.start();
        try {
            await().until(() -> codes(handle.health().troubles()).contains("FLX-TEST-AWAY"));
            assertThat(handle.health().live()).isTrue();
            goOn.countDown();
            await().until(() -> handle.health().ready());
        } finally {
            handle.stop();
            handle.await();
        }
    }

    @Test
    void aConnectorThatIsDownMakesUnready() throws InterruptedException {
        PipelineHandle handle = specs().start();
        try {
            sink.health = Health.down("half of it is on fire");
            await().until(() -> codes(handle.health().troubles()).equals(List.of("FLX-HEALTH-CONNECTOR")));
            assertThat(handle.health().troubles().get(0).place()).isEqualTo("sink");
            assertThat(handle.health().troubles().get(0).message()).isEqualTo("half of it is on fire");
            sink.health = Health.ok();
            assertThat(handle.health().ready()).isTrue();
        } finally {
            handle.stop();
            handle.await();
        }
    }

    @Test
    void aCallThatDoesNotReturnIsDeadlyAndASlowRetryIsNot() throws InterruptedException {
        Specs specs = specs();
        specs.config = specs.config.withStuckAfter(Duration.ofMillis(100));
        sink.hangs = new CountDownLatch(1);
        PipelineHandle handle = specs.start();
        try {
            await().until(() -> codes(handle.health().deadly()).equals(List.of("FLX-HEALTH-STUCK")));
            Failure stuck = handle.health().deadly().get(0);
            assertThat(stuck.place()).isEqualTo("lane 0");
            assertThat(stuck.message()).contains("did not return from its write");
            assertThat(handle.health().ready()).isFalse();
        } finally {
            sink.hangs.countDown();
            handle.stop();
            handle.await();
        }
    }

    @Test
    void aPipelineThatFailedIsDeadWithItsFailure() throws InterruptedException {
        sink.failure = Failure.fatal("FLX-TEST-WRONG", "for good");

        PipelineHandle handle = specs().start();
        handle.await();

        assertThat(codes(handle.health().deadly())).containsExactly("FLX-TEST-WRONG");
        assertThat(handle.health().live()).isFalse();
        assertThat(handle.health().ready()).isFalse();
    }

    @Test
    void aPipelineThatIsPausedOrHasFinishedIsReady() throws InterruptedException {
        Specs specs = specs();
        specs.source = () -> new NumbersSource(1, 10, 10);
        PipelineHandle finished = specs.start();
        finished.await();
        assertThat(finished.health().status()).isEqualTo(PipelineStatus.FINISHED);
        assertThat(finished.health().ready()).isTrue();

        specs.id = java.util.Optional.of("paused");
        specs.source = () -> new NumbersSource(1, Long.MAX_VALUE, 10);
        PipelineHandle paused = specs.start();
        try {
            paused.pause();
            await().until(() ->
                    paused.status() == PipelineStatus.PAUSED && paused.health().ready());
        } finally {
            paused.stop();
            paused.await();
        }
    }

    @Test
    void aPipelineWhoseSourceDoesNotAnswerYetIsStarting() throws InterruptedException {
        Specs specs = specs();
        CountDownLatch answer = new CountDownLatch(1);
        specs.observer = step -> {
            if (step == ProtocolStep.BEFORE_POLL) {
                try {
                    answer.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        PipelineHandle handle = specs.start();
        try {
            await().until(() -> handle.status() == PipelineStatus.RUNNING);
            assertThat(codes(handle.health().troubles())).contains("FLX-HEALTH-STARTING");
            answer.countDown();
            await().until(() -> handle.health().ready());
        } finally {
            answer.countDown();
            handle.stop();
            handle.await();
        }
    }

    /** A sink that fails, hangs and feels as it is told. */
    private static final class Switched implements StreamingSink {
        volatile Failure failure;
        volatile Health health = Health.ok();
        volatile CountDownLatch hangs = new CountDownLatch(0);

        @Override
        public void write(List<Document> batch) throws InterruptedException {
            hangs.await();
            Failure now = failure;
            if (now != null) {
                throw now.exception();
            }
        }

        @Override
        public Health health() {
            return health;
        }
    }
}
