package ai.fluxion.core.engine.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.checkpoint.LocalCheckpointStore;
import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Outcomes;
import ai.fluxion.core.engine.connectors.PartitionedSource;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitEnumerator;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.transactions.CheckpointHistory;
import ai.fluxion.core.engine.transactions.CheckpointHome;
import ai.fluxion.core.engine.transactions.Committable;
import ai.fluxion.core.engine.transactions.Committer;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.Prepared;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.engine.transactions.TransactionalSink;
import ai.fluxion.core.engine.transactions.TransactionalWriter;
import ai.fluxion.core.engine.transactions.TwoPhaseSink;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.engine.transactions.WriterSink;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What must hold where an attempt ends, or where two of its threads meet. */
@Timeout(40)
class AttemptRulesTest {
    @TempDir
    Path state;

    private final Ledger ledger = new Ledger();

    private Specs specs() {
        Specs specs = new Specs(state);
        specs.source = () -> new NumbersSource(2, 100, 10);
        specs.sink = ledger::twoPhase;
        return specs;
    }

    /** The splits of a source of numbers, found as a test says. */
    private record Finding(NumbersSource numbers, SplitEnumerator enumerator) implements PartitionedSource {
        @Override
        public SourceKind kind() {
            return SourceKind.REPLAYABLE;
        }

        @Override
        public SplitEnumerator createEnumerator() {
            return enumerator;
        }

        @Override
        public SplitReader createReader(int lane) {
            return numbers.createReader(lane);
        }
    }

    private static Split split(String name) {
        return new Split(name, Optional.of(Offset.of(0)), Document.empty());
    }

    /** Its close says who holds the pipeline's lock then. */
    private static final class Kept implements SourceSupply {
        private final Path state;
        private String refusal = "none";

        Kept(Path state) {
            this.state = state;
        }

        @Override
        public StreamingSource make(SourceConnectorContext context) {
            return new NumbersSource(1, 10, 10);
        }

        @Override
        public void close() throws Exception {
            try (CheckpointHistory taken = new LocalCheckpointStore(state, 1).open("test", "another")) {
                refusal = "none, it was free to take: " + taken;
            } catch (FluxionException held) {
                refusal = held.failure().code();
            }
        }
    }

    @Test
    void whatASourceKeepsIsClosedBeforeAnotherInstanceMayTakeThePipeline() {
        Kept kept = new Kept(state);
        Specs specs = specs();
        specs.supply = kept;

        assertThat(specs.run().status()).isEqualTo(PipelineStatus.FINISHED);
        assertThat(kept.refusal).isEqualTo("FLX-PIPELINE-RUNNING");
    }

    @Test
    void aCommitThatNeverSucceedsEndsThePipelineAfterTheAttemptsThatThePolicyAllows() throws InterruptedException {
        AtomicInteger commits = new AtomicInteger();
        Specs specs = specs();
        specs.sink = () -> failingCommit(ledger.transactional(), commits);

        PipelineHandle handle = specs.start();
        Optional<StreamingResult> result = handle.await(Duration.ofSeconds(10));
        handle.stop();

        assertThat(result).isPresent();
        assertThat(result.get().status()).isEqualTo(PipelineStatus.FAILED);
        assertThat(commits).hasValue(Specs.QUICK.maxAttempts());
    }

    private static TransactionalSink failingCommit(TransactionalSink sink, AtomicInteger commits) {
        return new TransactionalSink() {
            @Override
            public TransactionalWriter createTransactionalWriter(WriterContext context) throws Exception {
                TransactionalWriter writer = sink.createTransactionalWriter(context);
                return new TransactionalWriter() {
                    @Override
                    public void write(Batch.Records batch, Outcomes outcomes) throws Exception {
                        writer.write(batch, outcomes);
                    }

                    @Override
                    public Prepared prepare(EpochId epoch) throws Exception {
                        return writer.prepare(epoch);
                    }

                    @Override
                    public void commit(EpochId epoch, Bytes checkpoint, Position position) {
                        commits.incrementAndGet();
                        throw Failure.retryable("FLX-TEST-COMMIT", "no answer").exception();
                    }

                    @Override
                    public void close() throws Exception {
                        writer.close();
                    }
                };
            }

            @Override
            public SinkWriter createWriter(WriterContext context) {
                throw new UnsupportedOperationException("exactly-once only");
            }

            @Override
            public Document identity() {
                return sink.identity();
            }

            @Override
            public CheckpointHome createHome(SinkContext context) throws Exception {
                return sink.createHome(context);
            }
        };
    }

    @Test
    void aSplitThatIsFoundTogetherWithTheWordThatItIsTheLastIsRead() {
        CountDownLatch toldComplete = new CountDownLatch(1);
        Specs specs = specs();
        specs.source = () -> new Finding(new NumbersSource(2, 100, 10), new SplitEnumerator() {
            private int looks;

            @Override
            public void open(Position position, Optional<Document> remembered) {}

            @Override
            public List<Split> discover() {
                looks++;
                return looks == 1 ? List.of(split("p0")) : looks == 2 ? slow(split("p1"), toldComplete) : List.of();
            }

            @Override
            public boolean isComplete() {
                if (looks >= 2) {
                    toldComplete.countDown();
                }
                return looks >= 2;
            }

            @Override
            public void close() {}
        });

        assertThat(specs.run().failure()).isEmpty();
        assertThat(ledger.numbersByPartition()).containsOnlyKeys("p0", "p1");
    }

    /** A list that is looked into only some time after it was known to be the last. */
    private static List<Split> slow(Split only, CountDownLatch told) {
        return new AbstractList<>() {
            @Override
            public Split get(int index) {
                return only;
            }

            @Override
            public int size() {
                try {
                    if (told.await(100, TimeUnit.MILLISECONDS)) {
                        new CountDownLatch(1).await(400, TimeUnit.MILLISECONDS);
                    }
                } catch (InterruptedException closing) {
                    Thread.currentThread().interrupt();
                }
                return 1;
            }
        };
    }

    @Test
    void whatTheEnumeratorRemembersIsDurableBeforeTheFirstPoll() {
        List<Optional<Document>> opened = Collections.synchronizedList(new ArrayList<>());
        Specs killed = specs();
        killed.source = () -> remembering(opened);
        killed.observer = step -> {
            if (step == ProtocolStep.BEFORE_POLL) {
                throw new AssertionError("killed");
            }
        };
        assertThat(killed.run().status()).isEqualTo(PipelineStatus.FAILED);
        Specs again = specs();
        again.source = () -> remembering(opened);
        assertThat(again.run().failure()).isEmpty();

        assertThat(opened).containsExactly(Optional.empty(), Optional.of(Document.of("looks", 1)));
    }

    private static StreamingSource remembering(List<Optional<Document>> opened) {
        return new Finding(new NumbersSource(1, 100, 10), new SplitEnumerator() {
            private int looks;

            @Override
            public void open(Position position, Optional<Document> remembered) {
                opened.add(remembered);
            }

            @Override
            public List<Split> discover() {
                return looks++ == 0 ? List.of(split("p0")) : List.of();
            }

            @Override
            public boolean isComplete() {
                return true;
            }

            @Override
            public Optional<Document> state() {
                return Optional.of(Document.of("looks", looks));
            }

            @Override
            public void close() {}
        });
    }

    @Test
    void whatTheEnumeratorRemembersIsCommittedAtTheSinkAlsoWhereNoRecordCame() throws Exception {
        Specs specs = specs();
        specs.sink = ledger::transactional;
        specs.source = () -> new Finding(new NumbersSource(1, 0, 10, true), new SplitEnumerator() {
            private int looks;

            @Override
            public void open(Position position, Optional<Document> remembered) {}

            @Override
            public List<Split> discover() {
                return looks++ == 0 ? List.of(split("p0")) : List.of();
            }

            @Override
            public Optional<Document> state() {
                return Optional.of(Document.of("looks", Math.min(2, looks)));
            }

            @Override
            public void close() {}
        });
        PipelineHandle handle = specs.start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> ledger.transactional().createHome(null).read().stream()
                            .anyMatch(kept -> kept.checkpoint().utf8().contains("\"looks\":2")));
        } finally {
            handle.stop();
            handle.await();
        }
        assertThat(handle.metrics().checkpoints()).isLessThanOrEqualTo(2);
    }

    @Test
    void anInterruptedExceptionThatNobodyAskedForFailsThePipelineAndDoesNotHangIt() throws InterruptedException {
        Specs specs = specs();
        specs.sink = () -> documents -> {
            throw new InterruptedException("a connector's own");
        };
        specs.config = specs.config.withDelivery(Delivery.AT_LEAST_ONCE);

        PipelineHandle handle = specs.start();
        Optional<StreamingResult> result = handle.await(Duration.ofSeconds(10));
        handle.stop();

        assertThat(result).isPresent();
        assertThat(result.get().status()).isEqualTo(PipelineStatus.FAILED);
    }

    @Test
    void anErrorOfTheEnumeratorIsNotKeptQuiet() throws InterruptedException {
        Specs specs = specs();
        specs.source = () -> new Finding(new NumbersSource(1, 100, 10, true), new SplitEnumerator() {
            private int looks;

            @Override
            public void open(Position position, Optional<Document> remembered) {}

            @Override
            public List<Split> discover() {
                if (looks++ > 0) {
                    throw new NoClassDefFoundError("gone");
                }
                return List.of(split("p0"));
            }

            @Override
            public void close() {}
        });

        PipelineHandle handle = specs.start();
        Optional<StreamingResult> result = handle.await(Duration.ofSeconds(10));
        handle.stop();

        assertThat(result).isPresent();
        assertThat(result.get().status()).isEqualTo(PipelineStatus.FAILED);
    }

    /** A source in one piece whose next batch a test makes. */
    private static class Whole implements StreamingSource {
        @Override
        public SourceKind kind() {
            return SourceKind.REPLAYABLE;
        }

        @Override
        public void open(Position position) {}

        @Override
        public Batch next() throws Exception {
            Thread.onSpinWait();
            return Batch.idle();
        }

        @Override
        public void close() {}
    }

    private static PipelineSpec with(PipelineSpec spec, SourceSupply source) {
        return new PipelineSpec(
                spec.id(),
                spec.store(),
                spec.sourceType(),
                source,
                true,
                spec.stages(),
                spec.sinkType(),
                spec.sink(),
                spec.services(),
                spec.config(),
                spec.untilIdle(),
                false,
                false,
                spec.observer());
    }

    @Test
    void aSourceThatSealsWhileThePipelineEndsIsLetGo() throws InterruptedException {
        CountDownLatch polling = new CountDownLatch(1);
        CountDownLatch lastEpoch = new CountDownLatch(1);
        Specs specs = specs();
        specs.config = specs.config.withCheckpointInterval(Duration.ofHours(1));
        PipelineSpec spec = with(specs.build(), offered -> new Whole() {
            @Override
            public Batch next() throws Exception {
                polling.countDown();
                if (lastEpoch.await(10, TimeUnit.MILLISECONDS)) {
                    offered.epochs().seal();
                    offered.epochs().seal();
                }
                return Batch.idle();
            }
        });
        PipelineHandle handle = new StreamingPipelineOrchestrator().start(spec);
        polling.await();
        handle.stop();
        lastEpoch.countDown();

        Optional<StreamingResult> result = handle.await(Duration.ofSeconds(10));

        assertThat(result).isPresent();
        assertThat(result.get().failure()).isEmpty();
    }

    @Test
    void nothingNowIsNoPlaceToCutATransaction() throws InterruptedException {
        AtomicInteger idle = new AtomicInteger();
        Specs specs = specs();
        PipelineSpec spec = with(specs.build(), offered -> new Whole() {
            private int step;

            @Override
            public Batch next() {
                Thread.onSpinWait();
                if (step++ == 0) {
                    return new Batch.Records(
                            StreamId.UNNAMED,
                            Optional.empty(),
                            List.of(Document.of("partition", "p", "number", 0L)),
                            Position.of("p", 1),
                            false);
                }
                idle.incrementAndGet();
                return Batch.idle();
            }
        });
        PipelineHandle handle = new StreamingPipelineOrchestrator().start(spec);
        long begun = System.nanoTime();
        Awaitility.await().until(() -> idle.get() > 1_000 && System.nanoTime() - begun > 300_000_000L);
        long checkpoints = handle.metrics().checkpoints();
        List<Document> visible = ledger.visible();
        handle.stop();

        assertThat(checkpoints).isZero();
        assertThat(visible).isEmpty();
    }

    @Test
    void aSourceIsAskedToKeepItsMembershipWhileThePipelineIsPaused() throws InterruptedException {
        AtomicInteger idle = new AtomicInteger();
        PipelineSpec spec = with(specs().build(), offered -> new Whole() {
            @Override
            public void idle() {
                idle.incrementAndGet();
            }
        });
        PipelineHandle handle = new StreamingPipelineOrchestrator().start(spec);
        handle.pause();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> idle.get() > 1);
        } finally {
            handle.stop();
            handle.await();
        }
    }

    @Test
    void aStopIsNotHeldUpByACommitThatKeepsFailing() throws InterruptedException {
        CountDownLatch failing = new CountDownLatch(1);
        Specs specs = specs();
        RetryPolicy patient = new RetryPolicy(1_000_000, Duration.ofMillis(1), Duration.ofMillis(5), 1, 0);
        specs.config = specs.config
                .withErrors(StreamingErrorPolicy.standard().retry(patient))
                .withShutdownTimeout(Duration.ofMillis(100));
        TwoPhaseSink sink = ledger.twoPhase();
        specs.sink = () -> new TwoPhaseSink() {
            @Override
            public SinkWriter createWriter(WriterContext context) throws Exception {
                return sink.createWriter(context);
            }

            @Override
            public Document identity() {
                return sink.identity();
            }

            @Override
            public Committer createCommitter(SinkContext context, Optional<Document> remembered) {
                return new Committer() {
                    @Override
                    public void commit(List<Committable> committables) {
                        failing.countDown();
                        throw Failure.retryable("FLX-TEST-BUSY", "busy").exception();
                    }

                    @Override
                    public void abortOthers(EpochId current) {}

                    @Override
                    public void close() {}
                };
            }
        };
        PipelineHandle handle = specs.start();
        failing.await();
        handle.stop();

        Optional<StreamingResult> result = handle.await(Duration.ofSeconds(10));

        assertThat(result).isPresent();
        assertThat(result.get().failure().orElseThrow().remedy()).contains("What was prepared is kept");
    }

    @Test
    void aPauseWhileTheLanesAreBeingMadeHoldsForAllOfThem() throws InterruptedException {
        CompletableFuture<PipelineHandle> started = new CompletableFuture<>();
        AtomicInteger polls = new AtomicInteger();
        Specs specs = specs();
        specs.observer = step -> {
            if (step == ProtocolStep.BEFORE_POLL) {
                polls.incrementAndGet();
            }
        };
        specs.source = () -> new NumbersSource(2, 1_000, 10, true);
        specs.config = specs.config.withDelivery(Delivery.AT_LEAST_ONCE).withLanes(2);
        specs.sink = () -> writing(context -> {
            if (context.lane() == 1) {
                started.join().pause();
            }
            return (batch, outcomes) -> {};
        });
        PipelineHandle handle = specs.start();
        started.complete(handle);
        try {
            Awaitility.await().until(() -> handle.status() == PipelineStatus.PAUSED);
            Awaitility.await().during(Duration.ofMillis(100)).until(polls::get, count -> true);
            int paused = polls.get();
            Awaitility.await()
                    .during(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> polls.get() == paused);
        } finally {
            handle.stop();
            handle.await();
        }
    }

    /** What becomes of a batch at a plain sink with writers. */
    private interface Write {
        void to(Batch.Records batch, Outcomes outcomes);
    }

    private static WriterSink writing(Function<WriterContext, Write> writers) {
        return new WriterSink() {
            @Override
            public SinkWriter createWriter(WriterContext context) {
                Write write = writers.apply(context);
                return new SinkWriter() {
                    @Override
                    public void write(Batch.Records batch, Outcomes outcomes) {
                        write.to(batch, outcomes);
                    }

                    @Override
                    public Prepared prepare(EpochId epoch) {
                        return Prepared.NOTHING;
                    }

                    @Override
                    public void close() {}
                };
            }

            @Override
            public Document identity() {
                return Document.empty();
            }
        };
    }

    @Test
    void aRecordThatIsRefusedInEachOfSeveralAttemptsIsRefusedOnce() {
        AtomicInteger writes = new AtomicInteger();
        Specs specs = specs();
        specs.source = () -> new NumbersSource(1, 100, 10);
        specs.config = specs.config
                .withDelivery(Delivery.AT_LEAST_ONCE)
                .withErrors(StreamingErrorPolicy.standard().retry(Specs.QUICK).skipInvalid());
        specs.sink = () -> writing(context -> (batch, outcomes) -> {
            int attempt = writes.getAndIncrement();
            if (attempt < 2) {
                outcomes.reject(0, Failure.invalidRecord("FLX-TEST", "refused"));
            }
            if (attempt == 0) {
                throw Failure.retryable("FLX-TEST-BUSY", "busy").exception();
            }
        });

        StreamingResult result = specs.run();

        assertThat(result.failure()).isEmpty();
        assertThat(result.metrics().skipped()).isEqualTo(1);
        assertThat(result.metrics().recordsOut()).isEqualTo(99);
    }

    @Test
    void aResetHelpsWhereARemedyNamesIt() throws Exception {
        Specs atStore = specs();
        atStore.observer = step -> {
            if (step == ProtocolStep.AFTER_COMMIT) {
                throw new AssertionError("killed");
            }
        };
        assertThat(atStore.run().status()).isEqualTo(PipelineStatus.FAILED);
        Specs moved = specs();
        moved.sink = ledger::transactional;
        Failure refused = moved.run().failure().orElseThrow();
        assertThat(refused.code()).isEqualTo("FLX-HOME-MOVED");
        assertThat(refused.remedy()).contains("checkpoint reset");

        try (CheckpointEditor editor = CheckpointEditor.open(moved.build())) {
            editor.reset();
        }

        assertThat(moved.run().failure()).isEmpty();
    }
}
