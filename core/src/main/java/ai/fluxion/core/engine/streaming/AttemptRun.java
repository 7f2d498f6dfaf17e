package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.checkpoint.Checkpoint;
import ai.fluxion.core.engine.connectors.EpochControl;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.PartitionedSource;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.stages.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one attempt from what is durable to its end: recovers, builds the lanes, runs epochs, ends the lanes. */
final class AttemptRun {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRun.class);
    private static final long STOP_WAITS_SECONDS = 15;

    /** How it ended, if it did not fail. */
    enum Outcome {
        ENDED,
        STOPPED,
        NOTHING_TO_DO
    }

    private final PipelineSpec spec;
    private final PipelineControl control;
    private final PipelineStats stats;
    private final Convictions convictions;
    private final Home home;
    private final StreamingSink sink;
    private Coordinator coordinator;

    AttemptRun(
            PipelineSpec spec,
            PipelineControl control,
            PipelineStats stats,
            Convictions convictions,
            Home home,
            StreamingSink sink) {
        this.spec = spec;
        this.control = control;
        this.stats = stats;
        this.convictions = convictions;
        this.home = home;
        this.sink = sink;
    }

    /** Whether it made an epoch durable: then it got further than the one before. */
    boolean hasCommitted() {
        return coordinator != null && coordinator.hasCommitted();
    }

    Outcome run() throws Exception {
        Checkpoint start = recover();
        if (start.finished()) {
            LOG.info("pipeline {} has finished in an earlier run; there is nothing to do", spec.label());
            return Outcome.NOTHING_TO_DO;
        }
        Optional<String> incarnation = Optional.of(start.epoch().incarnation());
        try (Sinks sinks = new Sinks(
                sink,
                spec.config().errors().deadLetters(),
                home.commitsInLanes(),
                role -> new SinkContext(spec.id(), incarnation, stats.services(role)))) {
            sinks.recover(start, Attempt.firstEpoch(start));
            Checkpoint committed = start.withoutCommittables();
            if (spec.drain()) {
                home.save(committed.nextSequence(), 1);
                return Outcome.STOPPED;
            }
            return runFrom(committed, sinks);
        }
    }

    private Checkpoint recover() throws Exception {
        Optional<Checkpoint> recovered;
        try (ContextLoader scope = ContextLoader.of(sink)) {
            recovered = home.recover();
        }
        if (recovered.isEmpty()) {
            String incarnation = UUID.randomUUID().toString().replace("-", "");
            return Checkpoint.first(spec.label(), incarnation, spec.sourceType())
                    .nextAttempt();
        }
        Checkpoint last = recovered.get();
        if (!last.sourceType().equals(spec.sourceType())) {
            throw Failure.fatal(
                            "FLX-SOURCE-CHANGED",
                            "the checkpoint is of a source of type " + last.sourceType() + ", the manifest names "
                                    + spec.sourceType())
                    .at("source")
                    .remedy("Begin anew with `fluxion checkpoint reset`, or give the pipeline another id.")
                    .exception();
        }
        return StageStates.keep(spec, last).nextAttempt();
    }

    private Outcome runFrom(Checkpoint committed, Sinks sinks) throws Exception {
        DeferredEpochControl epochs = new DeferredEpochControl();
        StreamingSource source = spec.newSource(stats.services(ConnectorRole.SOURCE), epochs);
        Optional<Discovery> discovery = Optional.empty();
        List<Lane> lanes = new ArrayList<>();
        Attempt attempt = null;
        try {
            Checkpoint begin = committed;
            List<Split> splits = List.of();
            if (source instanceof PartitionedSource partitioned) {
                discovery =
                        Optional.of(new Discovery(partitioned, spec.services().threads("discovery")));
                splits = discovery.get().first(begin.position(), begin.enumerator());
                warnOfMissing(begin.position(), splits);
                begin = begin.withPosition(begin.position().merge(starts(splits)))
                        .withEnumerator(discovery.get().state());
            }
            int count = discovery.isPresent() ? spec.config().lanes() : 1;
            stats.lanes(count);
            begin = begin.nextSequence();
            try (ContextLoader scope = ContextLoader.of(sink)) {
                home.save(begin, count);
            }
            attempt = new Attempt(spec, begin, stats, convictions);
            boolean partitioned = discovery.isPresent();
            for (int i = 0; i < count; i++) {
                LaneQueue read = queue();
                lanes.add(new Lane(attempt, i, read, new LaneReader(attempt, i, read, partitioned)));
            }
            epochs.is(lanes.get(0).reader());
            assign(splits, lanes);
            control.onChange(() -> applyPause(lanes));
            applyPause(lanes);
            for (Lane lane : lanes) {
                startReading(lane, begin, source);
            }
            for (Lane lane : lanes) {
                prepare(lane, attempt, source, sinks);
            }
            coordinator = new Coordinator(attempt, lanes, home, sinks, discovery, control);
            return coordinate(attempt, lanes, discovery);
        } finally {
            try {
                end(attempt, lanes, discovery);
            } finally {
                stats.attemptEnds();
            }
        }
    }

    /** Partitions that are gone stay in the checkpoint: they may come back. */
    private void warnOfMissing(Position position, List<Split> splits) {
        Set<String> missing = new TreeSet<>(position.offsets().keySet());
        splits.forEach(split -> missing.remove(split.partition()));
        if (!missing.isEmpty()) {
            LOG.warn(
                    "pipeline {}: the checkpoint names partitions that the source does not: {}", spec.label(), missing);
        }
    }

    private static Position starts(List<Split> splits) {
        Position starts = Position.empty();
        for (Split split : splits) {
            if (split.start().isPresent()) {
                starts = starts.merge(
                        Position.of(split.partition(), split.start().get()));
            }
        }
        return starts;
    }

    private void applyPause(List<Lane> lanes) {
        lanes.forEach(lane -> lane.reader().pause(control.isPaused()));
    }

    private static void startReading(Lane lane, Checkpoint begin, StreamingSource source) {
        Callable<SplitReader> input = source instanceof PartitionedSource splittable
                ? () -> splittable.createReader(lane.number())
                : () -> WholeSource.open(source, begin.position());
        lane.startReading(input, source.getClass().getClassLoader());
    }

    private void prepare(Lane lane, Attempt attempt, StreamingSource source, Sinks sinks) throws Exception {
        boolean transforms = !spec.stages().isEmpty() || spec.config().validate();
        LaneQueue transformed = transforms ? queue() : lane.read();
        Checkpoint begin = attempt.start();
        boolean partitioned = source instanceof PartitionedSource;
        List<Stage> stages = StageStates.forLane(
                spec.stages(),
                begin,
                partition -> !partitioned || lane.partitions().contains(partition));
        LaneWriter writer = sinks.laneWriter(attempt, lane.number(), transformed);
        lane.prepare(stages, transformed, writer, sinks.loader());
    }

    private LaneQueue queue() {
        return new LaneQueue(spec.config().queueBatches(), spec.config().queueBytes());
    }

    /** Gives each split to the lane that has the fewest; the same splits always go to the same lanes. */
    private static void assign(List<Split> splits, List<Lane> lanes) {
        List<Split> sorted = new ArrayList<>(splits);
        sorted.sort(Comparator.comparing(Split::partition));
        for (Split split : sorted) {
            lanes.stream()
                    .min(Comparator.comparingInt(lane -> lane.partitions().size()))
                    .orElseThrow()
                    .add(split);
        }
    }

    private Outcome coordinate(Attempt attempt, List<Lane> lanes, Optional<Discovery> discovery) throws Exception {
        control.onChange(() -> {
            applyPause(lanes);
            control.status(control.isPaused() ? PipelineStatus.PAUSED : PipelineStatus.RUNNING);
            attempt.wake();
        });
        lanes.forEach(Lane::start);
        control.status(control.isPaused() ? PipelineStatus.PAUSED : PipelineStatus.RUNNING);
        stats.runs();
        discovery.ifPresent(found -> found.start(splits -> assign(splits, lanes), attempt::fail));
        boolean ended = coordinator.run(spec.config().checkpointInterval(), spec.untilIdle());
        return ended ? Outcome.ENDED : Outcome.STOPPED;
    }

    private void end(Attempt attempt, List<Lane> lanes, Optional<Discovery> discovery) throws Exception {
        control.onChange(() -> {});
        if (discovery.isPresent()) {
            discovery.get().close();
        }
        boolean clean = attempt != null && attempt.endedCleanly();
        Exception unstopped = null;
        for (Lane lane : lanes) {
            try {
                lane.stop(clean);
            } catch (Exception failed) { // the others must be stopped all the same
                unstopped = failed;
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_WAITS_SECONDS);
        for (Lane lane : lanes) {
            if (!lane.join(deadline)) {
                throw Failure.fatal("FLX-STUCK", "a connector did not return within " + STOP_WAITS_SECONDS + " s")
                        .at(lane.toString())
                        .remedy("What is not committed is read again at the next start.")
                        .exception();
            }
        }
        if (clean) {
            attempt.check();
        }
        if (unstopped != null) {
            throw unstopped;
        }
    }

    /** For a source that is made before its lane. */
    private static final class DeferredEpochControl implements EpochControl {
        private volatile EpochControl control = EpochControl.NONE;

        void is(EpochControl real) {
            this.control = real;
        }

        @Override
        public void seal() throws InterruptedException {
            control.seal();
        }

        @Override
        public void abort(Failure reason) {
            control.abort(reason);
        }
    }
}
