package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.EpochControl;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The first step of a lane: polls the source, and puts a barrier where an epoch is to be cut. Its thread is the only one
 * that calls the source; others leave it messages.
 */
final class LaneReader implements EpochControl {
    private static final long WAITS_MILLIS = 500;

    private final Attempt attempt;
    private final LaneStats stats;
    private final int lane;
    private final LaneQueue out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition message = lock.newCondition();

    // messages, guarded by the lock
    private final List<Split> newSplits = new ArrayList<>();
    private long barrierRequested = -1;
    private Position committed = Position.empty();
    private long committedEpoch = -1;
    private boolean paused;
    private boolean draining;
    private boolean closing;

    // of the reader's own thread
    private SplitReader reader;
    private Position position = Position.empty();
    private Position moved = Position.empty();
    private boolean mayCut = true;
    private boolean hasSplits;
    private int failedPolls;
    private long askedAt = System.nanoTime();
    private long pollAgainAt; // while polls fail

    private volatile boolean ended;
    private volatile long idleSince; // nanoseconds; 0 while it is not idle

    LaneReader(Attempt attempt, int lane, LaneQueue out, boolean partitioned) {
        this.attempt = attempt;
        this.stats = attempt.stats().lane(lane);
        this.lane = lane;
        this.out = out;
        this.hasSplits = !partitioned;
        this.ended = partitioned;
    }

    // ---- messages

    void add(List<Split> splits) {
        send(() -> {
            newSplits.addAll(splits);
            ended = false;
            idleSince = 0;
        });
    }

    void requestBarrier(long epoch) {
        send(() -> barrierRequested = epoch);
    }

    void acknowledge(long epoch, Position what) {
        send(() -> {
            committed = committed.merge(what);
            committedEpoch = epoch;
        });
    }

    void pause(boolean whether) {
        send(() -> paused = whether);
    }

    /** Nothing more is polled, as soon as a checkpoint may follow. */
    void drain() {
        send(() -> draining = true);
    }

    void close() {
        send(() -> closing = true);
    }

    private void send(Runnable change) {
        lock.lock();
        try {
            change.run();
            message.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** True if all that was given is read to its end. */
    boolean hasEnded() {
        return ended;
    }

    /** Since when nothing came, by {@code System.nanoTime()}; empty if it is busy, or not connected. */
    Optional<Long> idleSince() {
        long since = idleSince;
        return since == 0 ? Optional.empty() : Optional.of(since);
    }

    // ---- the thread

    void run(SplitReader made) throws Exception {
        this.reader = made;
        stats.reader(made);
        try {
            while (!handleMessages()) {
                if (hasToWait()) {
                    awaitMessage();
                    keepMembership();
                } else if (hasRoom()) {
                    poll();
                } else {
                    idleSince = 0;
                    reader.idle();
                }
            }
        } finally {
            reader.close();
        }
    }

    private boolean hasRoom() throws InterruptedException {
        stats.waitForRoom.begins();
        try {
            return out.awaitRoom(WAITS_MILLIS);
        } finally {
            stats.waitForRoom.ends();
        }
    }

    /** @return whether to close */
    private boolean handleMessages() throws Exception {
        List<Split> splits = List.of();
        Position toAcknowledge = Position.empty();
        boolean acknowledge;
        long barrier;
        boolean close;
        lock.lock();
        try {
            if (!newSplits.isEmpty()) {
                splits = List.copyOf(newSplits);
                newSplits.clear();
            }
            acknowledge = committedEpoch >= 0;
            if (acknowledge) {
                toAcknowledge = committed;
                committed = Position.empty();
                committedEpoch = -1;
            }
            barrier = barrierRequested;
            close = closing;
        } finally {
            lock.unlock();
        }
        if (acknowledge && !toAcknowledge.isEmpty()) {
            attempt.observer().reached(ProtocolStep.BEFORE_ACKNOWLEDGE);
            acknowledge(toAcknowledge);
            attempt.observer().reached(ProtocolStep.AFTER_ACKNOWLEDGE);
        }
        if (!splits.isEmpty()) {
            reader.add(splits);
            hasSplits = true;
        }
        if (barrier >= 0 && mayCut) {
            putBarrier(barrier);
        }
        return close;
    }

    private void acknowledge(Position what) throws Exception {
        stats.acknowledge.begins();
        try {
            reader.acknowledge(what);
        } finally {
            stats.acknowledge.ends();
        }
    }

    private void putBarrier(long epoch) {
        lock.lock();
        try {
            if (barrierRequested == epoch) {
                barrierRequested = -1;
            }
        } finally {
            lock.unlock();
        }
        out.put(new LaneItem.Barrier(epoch, position, moved, Map.of()));
        moved = Position.empty();
    }

    private boolean hasToWait() {
        lock.lock();
        try {
            return ended || !hasSplits || (mayCut && (paused || draining)) || backoffNanos() > 0;
        } finally {
            lock.unlock();
        }
    }

    private void awaitMessage() throws InterruptedException {
        if (failedPolls == 0) {
            stats.reads();
        }
        if (ended && idleSince == 0) {
            idleSince = now();
        }
        lock.lockInterruptibly();
        try {
            long backoff = backoffNanos();
            long most = TimeUnit.MILLISECONDS.toNanos(WAITS_MILLIS);
            long left = backoff > 0 ? Math.min(backoff, most) : most;
            while (left > 0 && !hasMessage()) {
                left = message.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** While the pipeline is paused, however many messages come. */
    private void keepMembership() throws Exception {
        long now = System.nanoTime();
        if (!ended && hasSplits && failedPolls == 0 && now - askedAt >= TimeUnit.MILLISECONDS.toNanos(WAITS_MILLIS)) {
            askedAt = now;
            reader.idle();
        }
    }

    /** How long to wait after a poll that failed; messages are handled meanwhile. */
    private long backoffNanos() {
        return failedPolls == 0 ? 0 : pollAgainAt - System.nanoTime();
    }

    private boolean hasMessage() {
        return !newSplits.isEmpty() || committedEpoch >= 0 || (barrierRequested >= 0 && mayCut) || closing;
    }

    private void poll() throws Exception {
        attempt.observer().reached(ProtocolStep.BEFORE_POLL);
        Batch batch;
        try {
            batch = next();
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception thrown) {
            idleSince = 0;
            pollAgainAt = System.nanoTime()
                    + attempt.backoff("poll", thrown, ++failedPolls).toNanos();
            return;
        }
        stats.reads();
        if (failedPolls > 0) {
            failedPolls = 0;
            attempt.recovered();
        }
        attempt.observer().reached(ProtocolStep.AFTER_POLL);
        if (batch == null) {
            end();
            return;
        }
        moved = moved.merge(batch.position());
        position = position.merge(batch.position());
        if (!(batch instanceof Batch.Progress) || !batch.position().isEmpty()) {
            mayCut = batch.checkpointAllowed(); // "nothing now" ends no transaction
        }
        if (batch instanceof Batch.Progress progress) {
            if (!progress.caughtUp()) {
                idleSince = 0;
            } else if (idleSince == 0) {
                idleSince = now();
            }
            return;
        }
        idleSince = 0;
        int records = batch instanceof Batch.Records all ? all.documents().size() : 0;
        long bytes = BatchSize.of(batch);
        stats.read(records, bytes - BatchSize.RECORD_OVERHEAD * records);
        out.put(new LaneItem.Data(batch, List.of(), records, bytes));
    }

    private Batch next() throws Exception {
        stats.poll.begins();
        try {
            return reader.next();
        } finally {
            stats.poll.ends();
        }
    }

    private void end() {
        mayCut = true;
        lock.lock();
        try {
            ended = newSplits.isEmpty();
        } finally {
            lock.unlock();
        }
        if (ended) {
            attempt.wake();
        }
    }

    private static long now() {
        long now = System.nanoTime();
        return now == 0 ? 1 : now;
    }

    // ---- for a source that loses its partitions, within its next()

    @Override
    public void seal() throws InterruptedException {
        long sealed = attempt.requestEpoch();
        while (true) {
            Position toAcknowledge;
            long barrier;
            boolean done;
            lock.lockInterruptibly();
            try {
                while (barrierRequested < 0 && committedEpoch < 0 && !hasEndedCleanly()) {
                    message.await();
                }
                barrier = barrierRequested;
                done = committedEpoch >= sealed || hasEndedCleanly();
                toAcknowledge = committed;
                committed = Position.empty();
                committedEpoch = -1;
            } finally {
                lock.unlock();
            }
            if (!toAcknowledge.isEmpty()) {
                acknowledgeNow(toAcknowledge);
            }
            if (done) {
                return;
            }
            if (barrier >= 0) {
                putBarrier(barrier);
            }
        }
    }

    /** Then what was handed out is committed, but for what nobody will commit any more. */
    private boolean hasEndedCleanly() {
        return closing && attempt.endedCleanly();
    }

    private void acknowledgeNow(Position what) throws InterruptedException {
        try {
            acknowledge(what);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failed) {
            throw Failure.of(failed).exception();
        }
    }

    @Override
    public void abort(Failure reason) {
        attempt.fail(reason.exception());
    }

    @Override
    public String toString() {
        return "lane " + lane;
    }
}
