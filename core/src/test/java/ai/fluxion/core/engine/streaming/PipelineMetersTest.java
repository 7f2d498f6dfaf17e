package ai.fluxion.core.engine.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Lag;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.stages.StageCompiler;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves in a registry adds up. */
class PipelineMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path state;

    private Specs specs(int lanes) {
        Specs specs = new Specs(state);
        specs.source = () -> new NumbersSource(3, 500, 20);
        specs.config = specs.config.withLanes(lanes).withMeters(registry);
        return specs;
    }

    private long count(String name, String... tags) {
        return (long) registry.get(name).tags(tags).functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    @Test
    void whatCameInWentOutOrBecameADeadLetterOrWasSkipped() {
        Ledger target = new Ledger();
        target.refuses = record -> record.getLong("number") % 100 == 7;
        Ledger letters = new Ledger("letters");
        Specs specs = specs(2);
        specs.sink = target::twoPhase;
        specs.stages = stages("{$set: {checked: {$divide: [1, {$subtract: ['$number', 11]}]}}}");
        specs.config = specs.config.withErrors(
                StreamingErrorPolicy.standard().retry(Specs.QUICK).deadLetterInvalid(letters.twoPhase(), "ledger"));

        StreamingResult result = specs.run();

        assertThat(result.failure()).isEmpty();
        assertThat(count("fluxion.records.in")).isEqualTo(1500);
        assertThat(count("fluxion.records.dead.letters"))
                .isEqualTo(letters.visible().size())
                .isEqualTo(18); // five and one of each partition
        assertThat(count("fluxion.records.out"))
                .isEqualTo(target.visible().size())
                .isEqualTo(1482);
        assertThat(count("fluxion.records.skipped")).isZero();
        assertThat(count("fluxion.records.rejected", "step", "$set")).isGreaterThanOrEqualTo(3);
        assertThat(count("fluxion.records.rejected", "step", "sink")).isGreaterThanOrEqualTo(15);
        assertThat(count("fluxion.source.records")).isGreaterThanOrEqualTo(1500);
        assertThat(count("fluxion.source.records", "lane", "1")).isPositive();
        assertThat(count("fluxion.source.batches") * 20).isEqualTo(count("fluxion.source.records"));
        assertThat(count("fluxion.checkpoints")).isEqualTo(result.metrics().checkpoints());
        assertThat(count("fluxion.retries")).isEqualTo(result.metrics().retries());
        assertThat((long) registry.get("fluxion.checkpoint.duration")
                        .tag("step", "all")
                        .functionTimer()
                        .count())
                .isGreaterThanOrEqualTo(result.metrics().checkpoints());
        assertThat(registry.get("fluxion.sink.write").functionTimers())
                .hasSize(2)
                .extracting(FunctionTimer::count)
                .allMatch(calls -> calls > 0);
    }

    @Test
    void aReplayCountsWhatItReadsAgainAndCommitsNothingTwice() {
        Ledger target = new Ledger();
        AtomicInteger prepares = new AtomicInteger();
        Specs specs = specs(1);
        specs.sink = target::twoPhase;
        specs.observer = step -> {
            if (step == ProtocolStep.BEFORE_STORE && prepares.incrementAndGet() == 3) {
                throw Failure.retryable("FLX-TEST", "once").exception();
            }
        };

        StreamingResult result = specs.run();

        assertThat(result.failure()).isEmpty();
        assertThat(count("fluxion.records.in")).isEqualTo(1500);
        assertThat(count("fluxion.records.out")).isEqualTo(1500);
        assertThat(count("fluxion.pipeline.attempts")).isEqualTo(2);
        assertThat(count("fluxion.source.records")).isGreaterThan(1500);
        assertThat(registry.get("fluxion.queue.records").gauge().value()).isZero();
    }

    @Test
    void whatWasReadWhileTheSinkConnectedIsInTheQueue() throws InterruptedException {
        CountDownLatch handedOut = new CountDownLatch(4);
        CountDownLatch goOn = new CountDownLatch(1);
        Specs specs = specs(1);
        specs.source = () -> new Four(handedOut);
        specs.sink = () -> new StreamingSink() {
            @Override
            public void open(SinkContext context) throws InterruptedException {
                handedOut.await();
            }

            @Override
            public void write(List<Document> batch) throws InterruptedException {
                goOn.await();
            }
        };
        specs.config = specs.config.withDelivery(Delivery.AT_LEAST_ONCE);
        PipelineHandle handle = specs.start();
        try {
            await().until(() -> {
                Gauge waiting = registry.find("fluxion.queue.records").gauge();
                return waiting != null && waiting.value() == 3; // and one is with the sink
            });
        } finally {
            goOn.countDown();
            handle.stop();
            handle.await();
        }
    }

    /** Gives four records, each a batch, and nothing after. */
    private static final class Four implements StreamingSource {
        private final CountDownLatch left;

        Four(CountDownLatch left) {
            this.left = left;
        }

        @Override
        public void open(Position position) {}

        @Override
        public Batch next() {
            if (left.getCount() == 0) {
                return Batch.idle();
            }
            left.countDown();
            return Batch.of(List.of(Document.of("number", left.getCount())), Position.empty());
        }

        @Override
        public void close() {}
    }

    @Test
    void eachMeasureIsRegisteredUnderItsNameWithItsLabelsAndNothingElseIs() throws InterruptedException {
        Specs specs = specs(1);
        specs.source = () -> new Counted(Lag.Unit.RECORDS);
        specs.sink = () -> new Ledger().twoPhase();
        specs.stages = stages("{$set: {a: 1}}");
        PipelineHandle handle = specs.start();
        await().until(() -> registry.find("fluxion.source.lag.records").gauge() != null);
        handle.stop();
        handle.await();

        Map<String, Meter.Id> registered = registry.getMeters().stream()
                .map(Meter::getId)
                .collect(Collectors.toMap(Meter.Id::getName, id -> id, (one, other) -> one));
        List<Measure> expected = new ArrayList<>(Arrays.asList(Measure.values()));
        expected.remove(Measure.SOURCE_LAG_BYTES);
        assertThat(registered.keySet())
                .containsOnlyOnceElementsOf(
                        expected.stream().map(Measure::meter).toList())
                .filteredOn(name -> !name.startsWith("fluxion.connector."))
                .hasSize(expected.size());
        for (Measure measure : expected) {
            List<String> labels = new ArrayList<>(measure.labels());
            labels.add("pipeline");
            Meter.Id id = registered.get(measure.meter());
            assertThat(id.getTags())
                    .as(measure.meter())
                    .extracting(tag -> tag.getKey())
                    .containsExactlyInAnyOrderElementsOf(labels);
            assertThat(id.getDescription()).isEqualTo(measure.doc());
        }
    }

    @Test
    void theLagOfAPartitionIsThereWhileTheSourceKnowsIt() throws InterruptedException {
        Specs specs = specs(1);
        Counted source = new Counted(Lag.Unit.BYTES);
        specs.source = () -> source;
        specs.sink = () -> new Ledger().twoPhase();
        source.left = Map.of("a", 17L, "b", 4L);
        PipelineHandle handle = specs.start();
        try {
            await().until(() ->
                    registry.find("fluxion.source.lag.bytes").gauges().size() == 2);
            assertThat(registry.get("fluxion.source.lag.bytes")
                            .tags("partition", "a", "role", "source", "connector", "numbers", "pipeline", "test")
                            .gauge()
                            .value())
                    .isEqualTo(17);
            source.left = Map.of("b", 3L);
            await().until(() ->
                    registry.find("fluxion.source.lag.bytes").gauges().size() == 1);
        } finally {
            handle.stop();
            handle.await();
        }
    }

    @Test
    void anotherRunOfTheSamePipelineTakesThePlaceOfTheEarlier() {
        Specs specs = specs(1);
        specs.sink = () -> new Ledger().twoPhase();
        specs.run();
        specs.id = Optional.of("other");
        specs.run();
        int meters = registry.getMeters().size();
        specs.id = Optional.of("test");

        StreamingResult nothing = specs.run();

        assertThat(nothing.nothingToDo()).isTrue();
        assertThat(count("fluxion.records.in", "pipeline", "test")).isZero();
        assertThat(count("fluxion.records.in", "pipeline", "other")).isEqualTo(1500);
        assertThat(registry.getMeters()).hasSizeLessThan(meters);
    }

    @Test
    void whatConnectorsOfferIsNamedAfterThemAndAddedUpOverLanes() throws InterruptedException {
        Specs specs = specs(1);
        specs.source = () -> new Counted(Lag.Unit.RECORDS);
        Ledger target = new Ledger();
        specs.sink = () -> new OfferingSink(target);
        PipelineHandle handle = specs.start();
        try {
            await().until(() -> registry.find("fluxion.connector.offering.open").gauge() != null);
            assertThat(registry.get("fluxion.connector.offering.open")
                            .tags("connector", "ledger", "role", "sink", "pipeline", "test")
                            .gauge()
                            .value())
                    .isEqualTo(3);
        } finally {
            handle.stop();
            handle.await();
        }
        assertThat(count("fluxion.connector.offering.written"))
                .isEqualTo(target.visible().size());
        FunctionTimer timer = registry.get("fluxion.connector.offering.work").functionTimer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(java.util.concurrent.TimeUnit.NANOSECONDS)).isEqualTo(7);
        assertThat(registry.get("fluxion.connector.offering.open").gauge().value())
                .as("the sink is closed")
                .isNaN();
    }

    @Test
    void aPipelineWithinAProgramIsMeteredToo() {
        List<Document> written = new ArrayList<>();
        new StreamingPipelineExecutor(StreamingRuntimeConfig.standard().withMeters(registry))
                .processStream(
                        new NumbersSource(1, 40, 10),
                        List.of(),
                        written::addAll,
                        new StreamingContext().pipelineId("embedded").stateDirectory(state));

        assertThat(written).hasSize(40);
        assertThat(count("fluxion.records.out", "pipeline", "embedded")).isEqualTo(40);
    }

    private static List<Stage> stages(String... definitions) {
        List<Object> parsed = new ArrayList<>();
        for (String definition : definitions) {
            parsed.add(new org.snakeyaml.engine.v2.api.Load(
                            org.snakeyaml.engine.v2.api.LoadSettings.builder().build())
                    .loadFromString(definition));
        }
        return StageCompiler.compile(parsed, new ArrayList<>());
    }

    /** Never ends, and knows how much is left. */
    static final class Counted implements StreamingSource {
        private final Lag.Unit unit;
        volatile Map<String, Long> left = Map.of("a", 5L);

        Counted(Lag.Unit unit) {
            this.unit = unit;
        }

        @Override
        public void open(Position position) {}

        @Override
        public Batch next() {
            Thread.onSpinWait();
            return Batch.idle();
        }

        @Override
        public Lag lag() {
            return new Lag(unit, left);
        }

        @Override
        public void close() {}
    }

    /** A sink that offers one number of each kind. */
    record OfferingSink(Ledger target) implements ai.fluxion.core.engine.connectors.StreamingSink {
        @Override
        public void open(ai.fluxion.core.engine.connectors.SinkContext context) {
            var metrics = context.services().metrics();
            metrics.gauge("offering.open", "Half", () -> 1);
            metrics.gauge("offering.open", "Half", () -> 2);
            metrics.counter("offering.written", "Written").accept(0);
            metrics.timer("offering.work", "Work").accept(7);
        }

        @Override
        public void write(List<Document> batch) {}
    }

    @Test
    void aNameThatIsNoneOrStandsForSomethingElseIsRefused() {
        ConnectorMeasures measures = new ConnectorMeasures();
        measures.counter("a.b", "");
        measures.counter("a.b", "again").accept(2);

        assertThat(((ConnectorMeasures.Counter) measures.entries().get("a.b"))
                        .sum()
                        .sum())
                .isEqualTo(2);
        for (String name : List.of("", "A", "a..b", "a-b", "a.b.", "1a")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> measures.timer(name, ""))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> measures.gauge("a.b", "", () -> 1))
                .hasMessage("the metric a.b is a Counter already");
    }

    @Test
    void timesAreThoseOfCallsThatHaveEndedAndOfTheOneUnderWay() {
        CallClock clock = new CallClock();
        assertThat(clock.underWayNanos()).isZero();
        clock.begins();
        await().atMost(Duration.ofSeconds(5)).until(() -> clock.underWayNanos() > 0);
        assertThat(clock.calls()).isZero();
        clock.ends();
        assertThat(clock.underWayNanos()).isZero();
        assertThat(clock.calls()).isEqualTo(1);
        assertThat(clock.nanos()).isEqualTo(clock.lastNanos()).isPositive();
    }
}
