package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Lag;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meters of one pipeline in one registry. They read what the engine counts anyway, when somebody looks. Meters whose labels are
 * not known at the start (lanes, partitions, those of connectors) are added as they are found.
 */
final class PipelineMeters {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineMeters.class);
    private static final String CONNECTOR_PREFIX = "fluxion.connector.";
    private static final int MOST_PARTITIONS = 1_000;

    private final PipelineStats stats;
    private final MeterRegistry registry;
    private final Tags pipeline;
    private final Map<String, Meter> lags = new HashMap<>();
    private final Set<String> offered = new HashSet<>();
    private int lanes;

    private PipelineMeters(PipelineStats stats, MeterRegistry registry) {
        this.stats = stats;
        this.registry = registry;
        this.pipeline = Tags.of("pipeline", stats.spec().label());
    }

    /** Registers them, in place of those of an earlier run. */
    static PipelineMeters bind(PipelineStats stats, MeterRegistry registry) {
        PipelineMeters meters = new PipelineMeters(stats, registry);
        meters.removeEarlier();
        meters.bindPipeline();
        meters.bindCheckpoints();
        return meters;
    }

    private void removeEarlier() {
        for (Meter meter : registry.getMeters()) {
            if (meter.getId().getName().startsWith("fluxion.")
                    && stats.spec().label().equals(meter.getId().getTag("pipeline"))) {
                registry.remove(meter);
            }
        }
    }

    private void bindPipeline() {
        for (PipelineStatus status : PipelineStatus.values()) {
            Tags tags = Tags.of("status", status.name().toLowerCase(Locale.ROOT));
            gauge(Measure.STATUS, tags, run -> run.status() == status ? 1 : 0);
        }
        gauge(Measure.LIVE, Tags.empty(), run -> HealthRules.of(run).live() ? 1 : 0);
        gauge(Measure.READY, Tags.empty(), run -> HealthRules.of(run).ready() ? 1 : 0);
        counter(Measure.ATTEMPTS, Tags.empty(), run -> run.attempts.get());
        counter(Measure.RETRIES, Tags.empty(), run -> run.counters().retries.get());
        counter(
                Measure.RECORDS_IN,
                Tags.empty(),
                run -> run.counters().recordsIn.get());
        counter(
                Measure.RECORDS_OUT,
                Tags.empty(),
                run -> run.counters().recordsOut.get());
        counter(
                Measure.DEAD_LETTERS,
                Tags.empty(),
                run -> run.counters().deadLetters.get());
        counter(Measure.SKIPPED, Tags.empty(), run -> run.counters().skipped.get());
        stats.rejected().forEach((step, count) -> counter(Measure.REJECTED, Tags.of("step", step), run -> count.sum()));
    }

    private void bindCheckpoints() {
        counter(
                Measure.CHECKPOINTS,
                Tags.empty(),
                run -> run.counters().checkpoints.get());
        timer(Measure.CHECKPOINT_DURATION, Tags.of("step", "all"), stats.epoch);
        timer(Measure.CHECKPOINT_DURATION, Tags.of("step", "prepare"), stats.prepare);
        timer(Measure.CHECKPOINT_DURATION, Tags.of("step", "store"), stats.store);
        timer(Measure.CHECKPOINT_DURATION, Tags.of("step", "commit"), stats.commit);
        gauge(Measure.CHECKPOINT_LAST, Tags.empty(), run -> run.epoch.lastNanos() / 1e9);
        gauge(Measure.CHECKPOINT_AGE, Tags.empty(), run -> run.sinceEpochNanos() / 1e9);
        gauge(
                Measure.CHECKPOINT_INTERVAL,
                Tags.empty(),
                run -> run.spec().config().checkpointInterval().toNanos() / 1e9);
        gauge(Measure.CHECKPOINT_EPOCH, Tags.empty(), PipelineStats::lastEpoch);
    }

    /** Adds what was found since; called by one thread. */
    void refresh() {
        for (; lanes < stats.lanes().size(); lanes++) {
            bindLane(stats.lane(lanes));
        }
        bindLag(Measure.SOURCE_LAG_RECORDS, Lag.Unit.RECORDS);
        bindLag(Measure.SOURCE_LAG_BYTES, Lag.Unit.BYTES);
        for (ConnectorRole role : ConnectorRole.values()) {
            stats.connector(role).entries().forEach((name, entry) -> {
                if (offered.add(role + " " + name)) {
                    bindOffered(name, entry, connector(role));
                }
            });
        }
    }

    /** The run has ended: counters keep what they have come to, also when all else of the run is gone. */
    void settle() {
        for (Meter meter : registry.getMeters()) {
            if (stats.spec().label().equals(meter.getId().getTag("pipeline"))) {
                meter.measure().forEach(measurement -> measurement.getValue());
            }
        }
    }

    private void bindLane(LaneStats lane) {
        Tags number = Tags.of("lane", Integer.toString(lane.lane()));
        Tags source = connector(ConnectorRole.SOURCE).and(number);
        counter(Measure.SOURCE_RECORDS, source, run -> lane.recordsRead.get());
        counter(Measure.SOURCE_BYTES, source, run -> lane.bytesRead.get());
        counter(Measure.SOURCE_BATCHES, source, run -> lane.batchesRead.get());
        gauge(Measure.SOURCE_BATCH_RECORDS, source, run -> lane.lastBatchRead.get());
        timer(Measure.SOURCE_POLL, source, lane.poll);
        timer(Measure.SOURCE_BLOCKED, source, lane.waitForRoom);
        Tags sink = connector(ConnectorRole.SINK).and(number);
        counter(Measure.SINK_RECORDS, sink, run -> lane.recordsWritten.get());
        counter(Measure.SINK_BATCHES, sink, run -> lane.batchesWritten.get());
        gauge(Measure.SINK_BATCH_RECORDS, sink, run -> lane.lastBatchWritten.get());
        timer(Measure.SINK_WRITE, sink, lane.write);
        timer(Measure.SINK_PREPARE, sink, lane.prepare);
        boolean transforms = stats.transforms();
        bindQueue(number.and("queue", "read"), run -> lane.recordsInReadQueue(transforms), run -> lane.readQueue());
        if (transforms) {
            timer(Measure.STAGES_DURATION, number, lane.transform);
            counter(Measure.STAGES_RECORDS, number, run -> lane.recordsMade.get());
            bindQueue(
                    number.and("queue", "transformed"),
                    run -> lane.recordsInTransformedQueue(),
                    run -> lane.transformedQueue());
        }
    }

    private interface Filled {
        LaneQueue.Fill of(PipelineStats run);
    }

    private void bindQueue(Tags tags, ToDoubleFunction<PipelineStats> records, Filled fill) {
        gauge(Measure.QUEUE_RECORDS, tags, records);
        gauge(Measure.QUEUE_BATCHES, tags, run -> fill.of(run).batches());
        gauge(Measure.QUEUE_BYTES, tags, run -> fill.of(run).bytes());
        gauge(Measure.QUEUE_CAPACITY_BATCHES, tags, run -> fill.of(run).mostBatches());
        gauge(Measure.QUEUE_CAPACITY_BYTES, tags, run -> fill.of(run).mostBytes());
    }

    // ---- lag

    private void bindLag(Measure measure, Lag.Unit unit) {
        Set<String> partitions = stats.lag(unit).keySet();
        String prefix = unit + " ";
        for (Iterator<Map.Entry<String, Meter>> known = lags.entrySet().iterator(); known.hasNext(); ) {
            Map.Entry<String, Meter> each = known.next();
            if (each.getKey().startsWith(prefix)
                    && !partitions.contains(each.getKey().substring(prefix.length()))) {
                registry.remove(each.getValue());
                known.remove();
            }
        }
        for (String partition : partitions) {
            if (lags.size() < MOST_PARTITIONS && !lags.containsKey(prefix + partition)) {
                Tags tags = connector(ConnectorRole.SOURCE).and("partition", partition);
                lags.put(prefix + partition, gauge(measure, tags, run -> lag(run, unit, partition)));
            }
        }
    }

    private static double lag(PipelineStats run, Lag.Unit unit, String partition) {
        Long left = run.lag(unit).get(partition);
        return left == null ? Double.NaN : left;
    }

    // ---- what connectors offer

    private Tags connector(ConnectorRole role) {
        PipelineSpec spec = stats.spec();
        String type = switch (role) {
            case SOURCE -> spec.sourceType();
            case SINK -> spec.sinkType();
            case DEAD_LETTERS -> spec.config().errors().deadLetterType();
        };
        return Tags.of("connector", type, "role", role.word());
    }

    private void bindOffered(String name, ConnectorMeasures.Entry entry, Tags connector) {
        String meter = CONNECTOR_PREFIX + name;
        Tags tags = pipeline.and(connector);
        try {
            if (entry instanceof ConnectorMeasures.Counter counter) {
                FunctionCounter.builder(meter, counter.sum(), sum -> sum.sum())
                        .description(entry.doc())
                        .tags(tags)
                        .register(registry);
            } else if (entry instanceof ConnectorMeasures.Timer timer) {
                FunctionTimer.builder(
                                meter,
                                timer,
                                kept -> kept.calls().sum(),
                                kept -> kept.nanos().sum(),
                                TimeUnit.NANOSECONDS)
                        .description(entry.doc())
                        .tags(tags)
                        .register(registry);
            } else if (entry instanceof ConnectorMeasures.Gauge gauge) {
                Gauge.builder(meter, gauge, kept -> kept.value())
                        .description(entry.doc())
                        .tags(tags)
                        .register(registry);
            }
        } catch (IllegalArgumentException anotherKind) {
            LOG.warn("the metric {} of a connector is left out: {}", meter, anotherKind.getMessage());
        }
    }

    // ---- the engine's own

    private void counter(Measure measure, Tags tags, ToDoubleFunction<PipelineStats> value) {
        FunctionCounter.Builder<PipelineStats> counter = FunctionCounter.builder(measure.meter(), stats, value)
                .description(measure.doc())
                .tags(pipeline.and(tags));
        if (!measure.kind().unit().isEmpty()) {
            counter.baseUnit(measure.kind().unit());
        }
        counter.register(registry);
    }

    private Meter gauge(Measure measure, Tags tags, ToDoubleFunction<PipelineStats> value) {
        Gauge.Builder<PipelineStats> gauge = Gauge.builder(measure.meter(), stats, value)
                .description(measure.doc())
                .tags(pipeline.and(tags));
        if (!measure.kind().unit().isEmpty()) {
            gauge.baseUnit(measure.kind().unit());
        }
        return gauge.register(registry);
    }

    private void timer(Measure measure, Tags tags, CallClock clock) {
        FunctionTimer.builder(measure.meter(), clock, CallClock::calls, CallClock::nanos, TimeUnit.NANOSECONDS)
                .description(measure.doc())
                .tags(pipeline.and(tags))
                .register(registry);
    }
}
