package ai.fluxion.core.engine.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LifecycleTest {
    @TempDir
    Path state;

    private final List<Document> written = Collections.synchronizedList(new ArrayList<>());
    private final Ledger ledger = new Ledger();

    private Specs endless() {
        Specs specs = new Specs(state);
        specs.source = () -> new NumbersSource(2, 1_000, 10, true);
        specs.sink = () -> ledger.twoPhase();
        return specs;
    }

    private StreamingRuntimeConfig quick() {
        return StreamingRuntimeConfig.standard()
                .withCheckpointInterval(Duration.ofMillis(5))
                .withErrors(StreamingErrorPolicy.standard().retry(Specs.QUICK));
    }

    /** A source of the numbers from 0 in batches, without positions. */
    private static StreamingSource numbers(int batches, int size) {
        return new StreamingSource() {
            private int next;

            @Override
            public void open(Position position) {}

            @Override
            public Batch next() {
                if (next == batches) {
                    return null;
                }
                int first = next++ * size;
                return Batch.of(
                        IntStream.range(first, first + size)
                                .mapToObj(number -> Document.of("number", number))
                                .toList(),
                        Position.empty());
            }

            @Override
            public void close() {}
        };
    }

    private List<Integer> numbersWritten() {
        return written.stream().map(record -> record.getInt("number")).toList();
    }

    @Test
    void aStopDrainsCommitsAndTheNextRunGoesOnBehindIt() throws InterruptedException {
        PipelineHandle handle = endless().start();
        Awaitility.await().until(() -> ledger.visible().size() > 50);
        handle.stop();
        StreamingResult result = handle.await();

        assertThat(result.status()).isEqualTo(PipelineStatus.STOPPED);
        assertThat(result.metrics().recordsOut()).isEqualTo(ledger.visible().size());
        assertThat(ledger.stagedCount()).isZero();

        Specs again = endless();
        again.untilIdle = java.util.Optional.of(Duration.ofMillis(50));
        assertThat(again.run().status()).isEqualTo(PipelineStatus.STOPPED);
        assertThat(ledger.visible()).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void aPauseStopsThePollAndAResumeGoesOn() throws InterruptedException {
        AtomicInteger polls = new AtomicInteger();
        Specs specs = endless();
        specs.observer = step -> {
            if (step == ProtocolStep.BEFORE_POLL) {
                polls.incrementAndGet();
            }
        };
        PipelineHandle handle = specs.start();
        Awaitility.await().until(() -> handle.metrics().checkpoints() > 0);
        handle.pause();
        Awaitility.await().until(() -> handle.status() == PipelineStatus.PAUSED);
        Awaitility.await().during(Duration.ofMillis(100)).until(() -> polls.get(), count -> true);
        int paused = polls.get();
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> polls.get() <= paused + 1);
        handle.resume();
        Awaitility.await().until(() -> polls.get() > paused + 10);
        handle.stop();
        assertThat(handle.await().status()).isEqualTo(PipelineStatus.STOPPED);
    }

    @Test
    void aSecondInstanceIsRefusedWithWhoHoldsTheId() throws InterruptedException {
        PipelineHandle first = endless().start();
        Awaitility.await().until(() -> first.metrics().checkpoints() > 0);

        StreamingResult second = endless().run();

        assertThat(second.status()).isEqualTo(PipelineStatus.FAILED);
        assertThat(second.failure().orElseThrow().code()).isEqualTo("FLX-PIPELINE-RUNNING");
        assertThat(second.failure().orElseThrow().toString())
                .contains(Long.toString(ProcessHandle.current().pid()));
        first.stop();
        first.await();
    }

    @Test
    void aLambdaIsASinkAndAPipelineWithoutIdRunsToItsEnd() {
        StreamingResult result = new StreamingPipelineExecutor(quick())
                .processStream(numbers(100, 10), List.of(), written::addAll, new StreamingContext());

        assertThat(result.status()).isEqualTo(PipelineStatus.FINISHED);
        assertThat(numbersWritten()).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void aWriteThatFailsRetryableIsTriedAgainAndNothingIsLost() {
        AtomicInteger calls = new AtomicInteger();
        StreamingSink flaky = batch -> {
            if (calls.incrementAndGet() % 3 == 0) {
                throw new IOException("reset by peer");
            }
            written.addAll(batch);
        };

        StreamingResult result = new StreamingPipelineExecutor(quick())
                .processStream(numbers(50, 4), List.of(), flaky, new StreamingContext());

        assertThat(result.metrics().retries()).isPositive();
        assertThat(numbersWritten()).isEqualTo(IntStream.range(0, 200).boxed().toList());
    }

    @Test
    void aWriteThatKeepsFailingEndsThePipelineAfterTheAttemptsThatThePolicyAllows() {
        AtomicInteger calls = new AtomicInteger();
        StreamingSink dead = batch -> {
            calls.incrementAndGet();
            throw new IOException("no route");
        };

        assertThatThrownBy(() -> new StreamingPipelineExecutor(quick())
                        .processStream(numbers(5, 1), List.of(), dead, new StreamingContext()))
                .isInstanceOfSatisfying(FluxionException.class, thrown -> {
                    assertThat(thrown.failure().code()).isEqualTo("FLX-IO");
                    assertThat(thrown.failure().toString()).contains("no route", "5 attempts");
                });
        assertThat(calls).hasValue(5);
    }

    @Test
    void aSimpleSinkThatRefusesABatchIsAskedRecordByRecord() {
        StreamingSink picky = batch -> {
            if (batch.stream().anyMatch(record -> record.getInt("number") == 7)) {
                throw Failure.invalidRecord("FLX-TEST", "not seven").exception();
            }
            written.addAll(batch);
        };

        StreamingResult result = new StreamingPipelineExecutor(
                        quick().withErrors(StreamingErrorPolicy.standard().skipInvalid()))
                .processStream(numbers(3, 5), List.of(), picky, new StreamingContext());

        assertThat(result.metrics().skipped()).isEqualTo(1);
        assertThat(result.metrics().recordsOut()).isEqualTo(14);
        assertThat(numbersWritten())
                .isEqualTo(IntStream.range(0, 15)
                        .filter(number -> number != 7)
                        .boxed()
                        .toList());
    }

    @Test
    void aPollThatFailsRetryableIsTriedAgainOnTheSameSource() {
        StreamingSource inner = numbers(20, 3);
        AtomicInteger calls = new AtomicInteger();
        StreamingSource flaky = new StreamingSource() {
            @Override
            public void open(Position position) throws Exception {
                inner.open(position);
            }

            @Override
            public Batch next() throws Exception {
                if (calls.incrementAndGet() % 4 == 0) {
                    throw new IOException("timed out");
                }
                return inner.next();
            }

            @Override
            public void close() {}
        };

        new StreamingPipelineExecutor(quick()).processStream(flaky, List.of(), written::addAll, new StreamingContext());

        assertThat(numbersWritten()).isEqualTo(IntStream.range(0, 60).boxed().toList());
    }

    @Test
    void aSlowSinkStopsThePoll() throws InterruptedException {
        AtomicInteger polled = new AtomicInteger();
        CountDownLatch release = new CountDownLatch(1);
        StreamingSource endless = new StreamingSource() {
            @Override
            public void open(Position position) {}

            @Override
            public Batch next() {
                return Batch.of(List.of(Document.of("number", polled.getAndIncrement())), Position.empty());
            }

            @Override
            public void close() {}
        };
        Specs specs = new Specs(state);
        specs.id = java.util.Optional.empty();
        specs.source = () -> endless;
        specs.sink = () -> batch -> release.await();
        specs.config = quick().withQueue(4, 1 << 20);
        PipelineHandle handle = specs.start();

        Awaitility.await().until(() -> polled.get() >= 5);
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> polled.get() <= 6);

        release.countDown();
        handle.stop();
        assertThat(handle.await().status()).isEqualTo(PipelineStatus.STOPPED);
    }

    @Test
    void aStopThatCantDrainInTimeAbortsTheEpochAndSaysSo() throws InterruptedException {
        Specs specs = endless();
        CountDownLatch never = new CountDownLatch(1);
        specs.sink = () -> batch -> never.await();
        specs.config = quick().withShutdownTimeout(Duration.ofMillis(100));
        PipelineHandle handle = specs.start();
        Awaitility.await().until(() -> handle.status() == PipelineStatus.RUNNING);
        handle.stop();

        StreamingResult result = handle.await();

        assertThat(result.status()).isEqualTo(PipelineStatus.FAILED);
        assertThat(result.failure().orElseThrow().code()).isEqualTo("FLX-SHUTDOWN-TIMEOUT");
    }

    @Test
    void anAcknowledgingSourceIsAcknowledgedOnlyAfterTheFlush() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        StreamingSource source = new StreamingSource() {
            private int next;

            @Override
            public SourceKind kind() {
                return SourceKind.ACKNOWLEDGING;
            }

            @Override
            public void open(Position position) {}

            @Override
            public Batch next() {
                if (next == 3) {
                    return null;
                }
                return Batch.of(List.of(Document.of("number", next)), Position.of("tokens", next++));
            }

            @Override
            public void acknowledge(Position position) {
                order.add("ack " + position.offset("tokens").orElseThrow().number());
            }

            @Override
            public void close() {}
        };
        StreamingSink sink = new StreamingSink() {
            @Override
            public void write(List<Document> batch) {
                batch.forEach(record -> order.add("write " + record.getInt("number")));
            }

            @Override
            public void flush() {
                order.add("flush");
            }
        };

        new StreamingPipelineExecutor(quick()).processStream(source, List.of(), sink, new StreamingContext());

        assertThat(order).contains("ack 2");
        for (int number = 0; number < 3; number++) {
            int ack = order.indexOf("ack " + number);
            if (ack >= 0) {
                List<String> before = order.subList(0, ack);
                assertThat(before.lastIndexOf("flush")).isGreaterThan(before.indexOf("write " + number));
            }
        }
    }

    @Test
    void connectorsAreClosedOnceWhateverHappens() {
        AtomicInteger closed = new AtomicInteger();
        StreamingSink sink = new StreamingSink() {
            @Override
            public void open(SinkContext context) throws IOException {
                throw new IOException("refused");
            }

            @Override
            public void write(List<Document> batch) {}

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };

        assertThatThrownBy(() -> new StreamingPipelineExecutor(quick())
                        .processStream(numbers(1, 1), List.of(), sink, new StreamingContext()))
                .hasMessageContaining("refused");
        assertThat(closed).hasValue(1);
    }

    @Test
    void aSourceThatCantBeOpenedIsClosedAndMadeAnew() {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        Specs specs = new Specs(state);
        specs.sink = () -> written::addAll;
        specs.config = quick();
        specs.source = () -> {
            boolean refuses = made.incrementAndGet() < 3;
            StreamingSource inner = numbers(2, 5);
            return new StreamingSource() {
                @Override
                public void open(Position position) throws IOException {
                    if (refuses) {
                        throw new IOException("refused");
                    }
                }

                @Override
                public Batch next() throws Exception {
                    return inner.next();
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        };

        assertThat(specs.run().failure()).isEmpty();
        assertThat(made).hasValue(3);
        assertThat(closed).hasValue(3);
        assertThat(written).hasSize(10);
    }

    @Test
    void aStopIsNotHeldUpByASourceThatKeepsFailing() throws InterruptedException {
        Specs specs = new Specs(state);
        specs.sink = () -> written::addAll;
        specs.config = quick().withErrors(StreamingErrorPolicy.standard()
                .retry(new RetryPolicy(100, Duration.ofMinutes(1), Duration.ofMinutes(1), 1, 0)));
        CountDownLatch failed = new CountDownLatch(1);
        specs.source = () -> new StreamingSource() {
            @Override
            public void open(Position position) {}

            @Override
            public Batch next() throws IOException {
                failed.countDown();
                throw new IOException("down");
            }

            @Override
            public void close() {}
        };
        PipelineHandle handle = specs.start();
        failed.await();
        handle.stop();

        assertThat(handle.await(Duration.ofSeconds(20)).orElseThrow().status()).isEqualTo(PipelineStatus.STOPPED);
    }

    @Test
    void anInterruptOfTheCallerEndsProcessStream() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            try {
                new StreamingPipelineExecutor(quick())
                        .processStream(
                                new NumbersSource(1, 10, 5, true),
                                List.of(),
                                batch -> started.countDown(),
                                new StreamingContext());
            } catch (FluxionException interrupted) {
                written.add(Document.of("code", interrupted.failure().code()));
            }
        });
        caller.start();
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        caller.join(30_000);

        assertThat(caller.isAlive()).isFalse();
        assertThat(written).containsExactly(Document.of("code", "FLX-INTERRUPTED"));
    }
}
