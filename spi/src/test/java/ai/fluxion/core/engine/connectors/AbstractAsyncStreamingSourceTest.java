package ai.fluxion.core.engine.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AbstractAsyncStreamingSourceTest {
    /** One thing that a poll does. */
    private interface Step {
        List<Document> run() throws Exception;
    }

    private static class Scripted extends AbstractAsyncStreamingSource {
        final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
        final AtomicInteger polls = new AtomicInteger();
        final AtomicInteger disconnects = new AtomicInteger();
        final CountDownLatch disconnected = new CountDownLatch(1);
        volatile Position start;
        volatile Exception connectFails;
        volatile Exception disconnectFails;
        volatile boolean disconnectedInterrupted;

        Scripted(int queueCapacity) {
            super(queueCapacity);
        }

        Scripted then(Step step) {
            steps.add(step);
            return this;
        }

        Scripted thenRecords(int... numbers) {
            List<Document> records = new ArrayList<>();
            for (int number : numbers) {
                records.add(Document.of("n", number));
            }
            return then(() -> records);
        }

        Scripted thenEnd() {
            return then(() -> null);
        }

        @Override
        protected void connect(Position position) throws Exception {
            start = position;
            if (connectFails != null) {
                throw connectFails;
            }
        }

        /** Does the next step, and waits if there is none: a client that blocks. */
        @Override
        protected List<Document> poll() throws Exception {
            polls.incrementAndGet();
            return steps.take().run();
        }

        @Override
        protected void disconnect() throws Exception {
            disconnectedInterrupted = Thread.currentThread().isInterrupted();
            disconnects.incrementAndGet();
            disconnected.countDown();
            if (disconnectFails != null) {
                throw disconnectFails;
            }
        }
    }

    private static final class Positioned extends Scripted {
        private long offset;

        Positioned() {
            super(4);
        }

        @Override
        protected void connect(Position position) {
            offset = position.offset("all").map(Offset::number).orElse(0L);
        }

        @Override
        protected List<Document> poll() throws Exception {
            List<Document> records = super.poll();
            offset += records == null ? 0 : records.size();
            return records;
        }

        @Override
        public Position position() {
            return Position.of("all", offset);
        }
    }

    private final Scripted source = new Scripted(4);

    @AfterEach
    void closeSource() throws Exception {
        source.close();
    }

    private static List<Integer> numbers(Batch batch) {
        return ((Batch.Records) batch)
                .documents().stream().map(record -> record.getInt("n")).toList();
    }

    /** The next batch that is no progress. */
    private static Batch next(StreamingSource source) throws Exception {
        Batch batch = source.next();
        while (batch instanceof Batch.Progress) {
            batch = source.next();
        }
        return batch;
    }

    @Test
    void batchesComeInTheOrderInWhichTheyWerePolledUntilTheEnd() throws Exception {
        source.thenRecords(1, 2).thenRecords(3).thenRecords().thenRecords(4, 5).thenEnd();
        source.open(Position.empty());
        assertThat(numbers(next(source))).containsExactly(1, 2);
        assertThat(numbers(next(source))).containsExactly(3);
        assertThat(numbers(next(source))).containsExactly(4, 5);
        assertThat(next(source)).isNull();
        assertThat(source.next()).isNull();
        source.disconnected.await();
    }

    @Test
    void theStartPositionReachesConnect() throws Exception {
        source.thenEnd().open(Position.of("a", 7));
        assertThat(next(source)).isNull();
        assertThat(source.start).isEqualTo(Position.of("a", 7));
    }

    @Test
    void eachBatchCarriesThePositionAfterIt() throws Exception {
        Positioned positioned = new Positioned();
        positioned.thenRecords(1, 2).thenRecords(3).thenEnd();
        positioned.open(Position.of("all", 10));
        assertThat(next(positioned).position()).isEqualTo(Position.of("all", 12));
        assertThat(next(positioned).position()).isEqualTo(Position.of("all", 13));
        positioned.close();
    }

    @Test
    void onlyOneWithPositionsIsReplayable() throws Exception {
        assertThat(source.kind()).isEqualTo(SourceKind.TRANSIENT);
        assertThat(new Positioned().kind()).isEqualTo(SourceKind.REPLAYABLE);
        Positioned inherited = new Positioned();
        assertThat(inherited.kind()).isEqualTo(SourceKind.REPLAYABLE);
    }

    @Test
    void aPollThatBlocksIsNotIdle() throws Exception {
        source.open(Position.empty());
        assertThat(source.next()).isEqualTo(new Batch.Progress(Position.empty(), false));
    }

    @Test
    void itIsIdleOnceAPollFoundNothingAndNotAfterOneThatFoundSomething() throws Exception {
        source.thenRecords();
        source.open(Position.empty());
        Batch.Progress progress = (Batch.Progress) source.next();
        assertThat(progress.caughtUp()).isTrue();
        source.thenRecords(1);
        assertThat(numbers(next(source))).containsExactly(1);
        assertThat(((Batch.Progress) source.next()).caughtUp()).isFalse();
    }

    @Test
    void aFailureComesInItsPlaceAndPollingGoesOnAfterIt() throws Exception {
        IOException failure = new IOException("for a while");
        source.thenRecords(1)
                .then(() -> {
                    throw failure;
                })
                .thenRecords(2)
                .thenEnd();
        source.open(Position.empty());
        assertThat(numbers(next(source))).containsExactly(1);
        assertThatThrownBy(() -> next(source)).isSameAs(failure);
        assertThat(source.steps)
                .as("polled no further before the engine asks again")
                .hasSize(2);
        assertThat(numbers(next(source))).containsExactly(2);
        assertThat(next(source)).isNull();
    }

    @Test
    void manyFailuresComeOneByOne() throws Exception {
        for (int i = 0; i < 10; i++) {
            String message = "failure " + i;
            source.then(() -> {
                throw Failure.retryable("FLX-TEST", message).exception();
            });
        }
        source.thenRecords(1).open(Position.empty());
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> next(source)).hasMessageContaining("failure " + i);
        }
        assertThat(numbers(next(source))).containsExactly(1);
    }

    @Test
    void aFailureToConnectIsToldAndTriedAgainWhenTheEngineAsksAgain() throws Exception {
        source.thenRecords(1);
        source.connectFails = new IOException("nobody answers");
        source.open(Position.of("a", 7));
        for (int i = 1; i <= 3; i++) {
            assertThatThrownBy(() -> next(source)).isSameAs(source.connectFails);
            assertThat(source.disconnects).as("each attempt is cleaned up").hasValue(i);
        }
        source.connectFails = null;
        assertThat(numbers(next(source))).containsExactly(1);
        assertThat(source.start).isEqualTo(Position.of("a", 7));
        source.close();
        assertThat(source.disconnects).hasValue(4);
    }

    @Test
    void closingAfterAFailureToConnectDisconnectsOnce() throws Exception {
        source.connectFails = new IOException("nobody answers");
        source.open(Position.empty());
        assertThatThrownBy(() -> next(source)).isSameAs(source.connectFails);
        source.close();
        assertThat(source.disconnects).hasValue(1);
        assertThat(source.polls).hasValue(0);
    }

    @Test
    void anErrorIsToldEachTimeAndNothingIsPolledAfterIt() throws Exception {
        source.then(() -> {
                    throw new AssertionError("a bug");
                })
                .thenRecords(1);
        source.open(Position.empty());
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> next(source)).isInstanceOf(AssertionError.class);
        }
        assertThat(source.polls).hasValue(1);
    }

    @Test
    void anInterruptThatIsNotCloseIsAFailureAndNoSilence() throws Exception {
        source.then(() -> {
            throw new InterruptedException("by a client");
        });
        source.open(Position.empty());
        assertThatThrownBy(() -> next(source))
                .isInstanceOf(FluxionException.class)
                .hasMessageContaining("FLX-SOURCE-INTERRUPTED");
    }

    @Test
    void closingEndsAPollThatBlocksAndDisconnectsInPeace() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        source.then(() -> {
            blocked.countDown();
            new CountDownLatch(1).await();
            return null;
        });
        source.open(Position.empty());
        blocked.await();
        source.close();
        assertThat(source.disconnected.getCount()).isZero();
        assertThat(source.disconnectedInterrupted).isFalse();
    }

    @Test
    void closingEndsAWaitForRoomInTheQueue() throws Exception {
        for (int i = 0; i < 20; i++) {
            source.thenRecords(i);
        }
        source.open(Position.empty());
        assertThat(numbers(next(source))).containsExactly(0);
        source.close();
        assertThat(source.disconnected.getCount()).isZero();
    }

    @Test
    void closingEndsTheWaitAfterAFailure() throws Exception {
        source.then(() -> {
            throw new IOException("once");
        });
        source.disconnectFails = new IOException("too late to matter");
        source.open(Position.empty());
        assertThatThrownBy(() -> next(source)).hasMessage("once");
        source.close();
        assertThat(source.disconnected.getCount()).isZero();
    }

    @Test
    void closingWithoutOpenIsFineAndOpeningAfterwardsIsNot() throws Exception {
        source.close();
        source.close();
        assertThatThrownBy(() -> source.open(Position.empty())).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void noMoreIsFetchedAheadThanTheCapacity(int capacity) throws Exception {
        int batches = 40;
        AtomicInteger fetched = new AtomicInteger();
        Scripted bounded = new Scripted(capacity);
        for (int i = 0; i < batches; i++) {
            int number = i;
            bounded.then(() -> {
                fetched.incrementAndGet();
                return List.of(Document.of("n", number));
            });
        }
        bounded.thenEnd().open(Position.empty());
        for (int taken = 1; taken <= batches; taken++) {
            assertThat(numbers(next(bounded))).containsExactly(taken - 1);
            int ahead = fetched.get() - taken;
            assertThat(ahead).isLessThanOrEqualTo(capacity);
        }
        assertThat(next(bounded)).isNull();
        bounded.close();
    }

    @Test
    void asMuchIsFetchedAheadAsTheCapacity() throws Exception {
        CountDownLatch fetched = new CountDownLatch(3);
        Scripted bounded = new Scripted(3);
        for (int i = 0; i < 10; i++) {
            bounded.then(() -> {
                fetched.countDown();
                return List.of(Document.of("n", 0));
            });
        }
        bounded.open(Position.empty());
        assertThat(fetched.await(20, TimeUnit.SECONDS)).isTrue();
        bounded.close();
    }

    @Test
    void aCapacityIsOneOrMore() {
        assertThatThrownBy(() -> new Scripted(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
