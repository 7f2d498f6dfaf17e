package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.checkpoint.Checkpoint;
import ai.fluxion.core.checkpoint.Checkpoint.SinkState;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.model.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Takes the epochs of one attempt through the protocol: prepare, make durable, commit, acknowledge; never in another order. The
 * commit of one ends before the prepare of the next begins. All of it is the one thread that runs the attempt.
 */
final class Coordinator {
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final Attempt attempt;
    private final PipelineStats stats;
    private final List<Lane> lanes;
    private final Home home;
    private final Sinks sinks;
    private final Optional<Discovery> discovery;
    private final PipelineControl control;
    private Checkpoint current;
    private boolean committed;
    private long lastNumber = -1;

    Coordinator(
            Attempt attempt,
            List<Lane> lanes,
            Home home,
            Sinks sinks,
            Optional<Discovery> discovery,
            PipelineControl control) {
        this.attempt = attempt;
        this.stats = attempt.stats();
        this.lanes = lanes;
        this.home = home;
        this.sinks = sinks;
        this.discovery = discovery;
        this.control = control;
        this.current = attempt.start();
    }

    /** Whether anything was committed in this attempt: then failures before it do not count any more. */
    boolean hasCommitted() {
        return committed;
    }

    /** Runs epochs until the source has ended, or a stop. @return true if the source has ended */
    boolean run(Duration interval, Optional<Duration> untilIdle) throws Exception {
        long next = System.nanoTime() + interval.toNanos();
        while (true) {
            attempt.check();
            stats.watch();
            boolean ended = hasEnded();
            if (ended || control.stopRequested() || isIdle(untilIdle)) {
                finish(ended);
                return ended;
            }
            long wait = next - System.nanoTime();
            if (wait <= 0 || attempt.epochRequestedAfter(lastNumber)) {
                runEpoch();
                next = System.nanoTime() + interval.toNanos();
            } else {
                attempt.exchange().await(Math.min(wait, TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS)));
            }
        }
    }

    private boolean hasEnded() {
        // asked first: splits found before it said so are with the readers already
        boolean complete = discovery.isEmpty() || discovery.get().isComplete();
        return complete && lanes.stream().allMatch(lane -> lane.reader().hasEnded());
    }

    private boolean isIdle(Optional<Duration> untilIdle) {
        if (untilIdle.isEmpty()) {
            return false;
        }
        long now = System.nanoTime();
        for (Lane lane : lanes) {
            Optional<Long> since = lane.reader().idleSince();
            if (since.isEmpty() || now - since.get() < untilIdle.get().toNanos()) {
                return false;
            }
        }
        return true;
    }

    /** The last epoch: nothing is polled any more, and what was polled is committed. */
    private void finish(boolean ended) throws Exception {
        control.draining();
        lanes.forEach(lane -> lane.reader().drain());
        runEpoch();
        Checkpoint last = current.withoutCommittables().withFinished(ended);
        if (!last.equals(attempt.start())) {
            save(last);
        }
        attempt.endsCleanly();
    }

    private void save(Checkpoint checkpoint) throws Exception {
        Checkpoint numbered = checkpoint.nextSequence();
        stats.store.begins();
        try {
            home.save(numbered, lanes.size());
        } finally {
            stats.store.ends();
        }
        current = numbered;
    }

    private void runEpoch() throws Exception {
        long number = Math.max(current.epoch().epoch(), lastNumber) + 1;
        lastNumber = number;
        Optional<Document> enumerator = discovery.isPresent() ? discovery.get().state() : Optional.empty();
        attempt.epochBegins(number);
        stats.epoch.begins();
        stats.prepare.begins();
        lanes.forEach(lane -> lane.reader().requestBarrier(number));
        Map<Integer, LaneWriter.PreparedLane> prepared = awaitPrepared();
        stats.prepare.ends();
        boolean idle = prepared.values().stream().noneMatch(lane -> lane.wrote() || hasMoved(lane))
                && enumerator.equals(current.enumerator());
        if (idle) {
            if (home.commitsInLanes()) {
                orderLanes(Map.of());
            }
        } else if (home.commitsInLanes()) {
            commitInLanes(attempt.epoch(number), prepared, enumerator);
        } else {
            commitAtStore(attempt.epoch(number), prepared, enumerator);
        }
        committed |= !idle;
        prepared.values().forEach(lane -> attempt.convictions().forget(lane.withoutConvicted()));
        count(prepared, idle);
        acknowledge(number, prepared);
        stats.epochEnds(number, idle);
    }

    private static boolean hasMoved(LaneWriter.PreparedLane lane) {
        return !lane.barrier().moved().isEmpty();
    }

    private Map<Integer, LaneWriter.PreparedLane> awaitPrepared() throws Exception {
        while (true) {
            Map<Integer, LaneWriter.PreparedLane> prepared =
                    attempt.exchange().awaitPrepared(lanes.size(), LOOK_AGAIN_MILLIS);
            attempt.check();
            stats.watch();
            if (prepared != null) {
                return new TreeMap<>(prepared);
            }
            control.checkDeadline();
        }
    }

    // ---- the home is a store

    private void commitAtStore(
            EpochId epoch, Map<Integer, LaneWriter.PreparedLane> prepared, Optional<Document> enumerator)
            throws Exception {
        Map<String, List<Document>> committables = new TreeMap<>();
        for (LaneWriter.PreparedLane lane : prepared.values()) {
            collect(lane, committables);
        }
        Map<String, SinkState> states = sinks.combine(epoch, committables);
        Checkpoint next = current;
        for (LaneWriter.PreparedLane lane : prepared.values()) {
            next = next.withoutCommittables().mergeLane(laneCheckpoint(epoch, lane, enumerator, Map.of()));
        }
        next = next.withSinks(states);
        attempt.observer().reached(ProtocolStep.BEFORE_STORE);
        save(next);
        attempt.observer().reached(ProtocolStep.AFTER_STORE);
        attempt.observer().reached(ProtocolStep.BEFORE_COMMIT);
        commit(states);
        attempt.observer().reached(ProtocolStep.AFTER_COMMIT);
    }

    /** A commit that fails for good stops the pipeline: what was prepared stays, and so does the word of it at the home. */
    private void commit(Map<String, SinkState> states) throws Exception {
        try {
            attempt.retrying("commit", () -> {
                stats.commit.begins();
                try {
                    sinks.commit(states);
                } catch (Exception failed) {
                    throw control.isLate()
                            ? Failure.of(failed).as(Failure.Kind.FATAL).exception()
                            : failed;
                } finally {
                    stats.commit.ends();
                }
                return null;
            });
        } catch (FluxionException failed) {
            Failure why = failed.failure();
            throw why.as(Failure.Kind.FATAL)
                    .remedy((why.remedy() + " What was prepared is kept: `fluxion run --drain` commits it again, "
                                    + "`fluxion checkpoint reset` gives it up.")
                            .strip())
                    .exception();
        }
    }

    private static void collect(LaneWriter.PreparedLane lane, Map<String, List<Document>> committables) {
        committables
                .computeIfAbsent(Checkpoint.SINK, role -> new ArrayList<>())
                .addAll(lane.sink().committables());
        committables
                .computeIfAbsent(Checkpoint.DEAD_LETTERS, role -> new ArrayList<>())
                .addAll(lane.deadLetters().committables());
    }

    private Checkpoint laneCheckpoint(
            EpochId epoch, LaneWriter.PreparedLane lane, Optional<Document> enumerator, Map<String, SinkState> states) {
        return new Checkpoint(
                epoch,
                current.sequence(),
                current.sourceType(),
                lane.barrier().position(),
                enumerator,
                lane.barrier().stages(),
                states,
                false);
    }

    // ---- the home is the sink

    /**
     * Each lane commits its part in its own transaction. With dead letters to place they go one after the other, so that each
     * commits what is placed behind the one before; without, all at once.
     */
    private void commitInLanes(
            EpochId epoch, Map<Integer, LaneWriter.PreparedLane> prepared, Optional<Document> enumerator)
            throws Exception {
        boolean letters = prepared.values().stream()
                .anyMatch(lane -> !lane.deadLetters().committables().isEmpty());
        Map<Integer, LaneWriter.CommitOrder> orders = new TreeMap<>();
        List<Map<String, SinkState>> toCommit = new ArrayList<>();
        boolean untold = !enumerator.equals(current.enumerator());
        for (LaneWriter.PreparedLane lane : prepared.values()) {
            if (!lane.wrote() && !hasMoved(lane) && !untold) {
                continue;
            }
            untold = false;
            Map<String, List<Document>> committables = new TreeMap<>();
            collect(lane, committables);
            Map<String, SinkState> states = sinks.combine(epoch, committables);
            toCommit.add(states);
            Checkpoint part = laneCheckpoint(epoch, lane, enumerator, states);
            orders.put(
                    lane.lane(),
                    new LaneWriter.CommitOrder(
                            epoch, home.write(part, lane.lane()), lane.barrier().position()));
            current = current.mergeLane(part);
        }
        if (letters) {
            orderOneByOne(orders);
        } else {
            orderLanes(orders);
        }
        for (Map<String, SinkState> states : toCommit) {
            commit(states);
        }
        current = current.withoutCommittables();
    }

    private void orderLanes(Map<Integer, LaneWriter.CommitOrder> orders) throws Exception {
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).writer().order(orders.getOrDefault(i, LaneWriter.CommitOrder.NONE));
        }
        awaitCommitted(lanes.size());
    }

    private void orderOneByOne(Map<Integer, LaneWriter.CommitOrder> orders) throws Exception {
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).writer().order(orders.getOrDefault(i, LaneWriter.CommitOrder.NONE));
            awaitCommitted(1);
        }
    }

    private void awaitCommitted(int count) throws Exception {
        while (!attempt.exchange().awaitCommitted(count, LOOK_AGAIN_MILLIS)) {
            attempt.check();
            stats.watch();
            control.checkDeadline();
        }
        attempt.check();
    }

    // ---- after the commit

    private void acknowledge(long number, Map<Integer, LaneWriter.PreparedLane> prepared) {
        Position all = Position.empty();
        for (LaneWriter.PreparedLane lane : prepared.values()) {
            Position moved = lane.barrier().moved();
            all = all.merge(moved);
            lanes.get(lane.lane()).reader().acknowledge(number, moved);
        }
        if (discovery.isPresent() && !all.isEmpty()) {
            discovery.get().acknowledge(all, attempt::fail);
        }
    }

    private void count(Map<Integer, LaneWriter.PreparedLane> prepared, boolean idle) {
        Counters counters = attempt.counters();
        if (!idle) {
            counters.checkpoints.incrementAndGet();
        }
        for (LaneWriter.PreparedLane lane : prepared.values()) {
            counters.recordsIn.addAndGet(lane.counts().in());
            counters.recordsOut.addAndGet(lane.counts().out());
            counters.deadLetters.addAndGet(lane.counts().deadLetters());
            counters.skipped.addAndGet(lane.counts().skipped());
        }
    }

    /** The deadline of a stop has passed before everything was committed. */
    static Failure late(Duration timeout) {
        return Failure.fatal("FLX-SHUTDOWN-TIMEOUT", "could not drain within " + timeout.toMillis() + " ms")
                .at("shutdown.timeout")
                .remedy("The last epoch is aborted and will be read again.");
    }
}
