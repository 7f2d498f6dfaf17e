package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Lag;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is known of one run of a pipeline: what metrics and health are made from. It costs a lane a few plain writes a batch,
 * whether or not anybody watches.
 */
final class PipelineStats {
    private static final long WATCH_EVERY = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LAG_HOLDS = TimeUnit.MILLISECONDS.toNanos(200);

    /** One look at all readers serves the gauges of all partitions. */
    private record Lags(long at, Map<String, Long> records, Map<String, Long> bytes) {}

    private final PipelineSpec spec;
    private final PipelineControl control;
    private final Counters counters = new Counters();
    private final List<LaneStats> lanes = new CopyOnWriteArrayList<>();
    private final Map<ConnectorRole, ConnectorMeasures> connectors = new EnumMap<>(ConnectorRole.class);
    private final Map<String, LongAdder> rejected = new TreeMap<>();
    private final Map<Thread, Failure> troubles = new ConcurrentHashMap<>();

    // of the thread that runs the pipeline
    final Tally attempts = new Tally();
    final CallClock epoch = new CallClock();
    final CallClock prepare = new CallClock();
    final CallClock store = new CallClock();
    final CallClock commit = new CallClock();
    private final Tally lastEpoch = new Tally();
    private volatile long lastEpochAt = System.nanoTime();
    private volatile long runningSince;
    private volatile Failure lastFailure; // null once an epoch got through after it
    private volatile Lags lags = new Lags(System.nanoTime() - 2 * LAG_HOLDS, Map.of(), Map.of());
    private Runnable watcher = () -> {};
    private long watchedAt = System.nanoTime();

    PipelineStats(PipelineSpec spec, PipelineControl control) {
        this.spec = spec;
        this.control = control;
        for (ConnectorRole role : ConnectorRole.values()) {
            connectors.put(role, new ConnectorMeasures());
        }
        rejected.put(LaneTransformer.DECODE, new LongAdder());
        spec.stages().forEach(stage -> rejected.put(stage.name(), new LongAdder()));
        rejected.put(LaneWriter.SINK_STAGE, new LongAdder());
    }

    PipelineSpec spec() {
        return spec;
    }

    PipelineStatus status() {
        return control.status();
    }

    Counters counters() {
        return counters;
    }

    // ---- what the run tells

    /** How many lanes the next attempt has. */
    void lanes(int count) {
        while (lanes.size() < count) {
            lanes.add(new LaneStats(lanes.size()));
        }
    }

    /** The lanes of an attempt have started; whoever sees it run sees their numbers. */
    void runs() {
        watchNow();
        runningSince = System.nanoTime();
        lastEpochAt = runningSince;
    }

    void epochEnds(long number, boolean idle) {
        epoch.ends();
        if (!idle) {
            lastEpoch.set(number);
        }
        lastEpochAt = System.nanoTime();
        lastFailure = null;
    }

    /** An attempt has failed, or the pipeline. */
    void failed(Failure why) {
        lastFailure = why;
    }

    /** Its connectors are closed. */
    void attemptEnds() {
        lanes.forEach(LaneStats::ended);
        connectors.values().forEach(ConnectorMeasures::forgetGauges);
        troubles.clear();
    }

    /** Something has failed that the calling thread will try again. */
    void troubled(Failure why) {
        troubles.put(Thread.currentThread(), why);
    }

    /** What the calling thread tried again has succeeded. */
    void recovered() {
        troubles.remove(Thread.currentThread());
    }

    /** @param step the name of a stage, or what comes before or after them */
    void rejected(String step) {
        LongAdder count = rejected.get(step);
        if (count != null) {
            count.increment();
        }
    }

    /** What to call about twice a second, and whenever the run has got further. */
    void watchedBy(Runnable action) {
        watcher = action;
        watchNow();
    }

    /** Called again and again by the thread that runs the pipeline. */
    void watch() {
        if (System.nanoTime() - watchedAt >= WATCH_EVERY) {
            watchNow();
        }
    }

    void watchNow() {
        watchedAt = System.nanoTime();
        watcher.run();
    }

    // ---- what connectors get

    ConnectorServices services(ConnectorRole role) {
        return new MeasuredServices(spec.services(), connectors.get(role));
    }

    // ---- what those ask who watch

    LaneStats lane(int number) {
        return lanes.get(number);
    }

    List<LaneStats> lanes() {
        return lanes;
    }

    ConnectorMeasures connector(ConnectorRole role) {
        return connectors.get(role);
    }

    /** Rejected records by step. */
    Map<String, LongAdder> rejected() {
        return rejected;
    }

    /** The last epoch that held anything; 0 before the first. */
    long lastEpoch() {
        return lastEpoch.get();
    }

    /** How long ago the last epoch got through, or the lanes started. */
    long sinceEpochNanos() {
        return Math.max(0, System.nanoTime() - lastEpochAt);
    }

    long sinceStartNanos() {
        return Math.max(0, System.nanoTime() - runningSince);
    }

    /** What failed an attempt, until an epoch gets through; then empty. */
    Optional<Failure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    /** What is being tried again now. */
    List<Failure> troubles() {
        return List.copyOf(troubles.values());
    }

    /** What is left to read, by partition, in one unit; as it was a moment ago. */
    Map<String, Long> lag(Lag.Unit unit) {
        Lags known = lags;
        if (System.nanoTime() - known.at() > LAG_HOLDS) {
            known = new Lags(System.nanoTime(), lagNow(Lag.Unit.RECORDS), lagNow(Lag.Unit.BYTES));
            lags = known;
        }
        return unit == Lag.Unit.BYTES ? known.bytes() : known.records();
    }

    private Map<String, Long> lagNow(Lag.Unit unit) {
        Map<String, Long> all = new TreeMap<>();
        for (LaneStats lane : lanes) {
            Lag lag = lane.lag();
            if (lag.unit() == unit) {
                all.putAll(lag.partitions());
            }
        }
        return all;
    }

    boolean transforms() {
        return !spec.stages().isEmpty() || spec.config().validate();
    }
}
