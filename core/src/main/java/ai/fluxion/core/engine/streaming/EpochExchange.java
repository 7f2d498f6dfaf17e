package ai.fluxion.core.engine.streaming;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where lanes leave what they have done for the running epoch, and the coordinator waits for it. */
final class EpochExchange {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<Integer, LaneWriter.PreparedLane> prepared = new HashMap<>();
    private final Set<Integer> committed = new HashSet<>();
    private boolean woken;

    void prepared(LaneWriter.PreparedLane lane) {
        change(() -> prepared.put(lane.lane(), lane));
    }

    void committed(int lane) {
        change(() -> committed.add(lane));
    }

    void wake() {
        change(() -> woken = true);
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something happened, but no longer. */
    void await(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!woken && left > 0) {
                left = news.awaitNanos(left);
            }
            woken = false;
        } finally {
            lock.unlock();
        }
    }

    /** What all of so many lanes prepared; null if they have not by then, or something else woke the coordinator. */
    Map<Integer, LaneWriter.PreparedLane> awaitPrepared(int lanes, long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            await(() -> prepared.size() == lanes, millis);
            if (prepared.size() < lanes) {
                return null;
            }
            Map<Integer, LaneWriter.PreparedLane> all = Map.copyOf(prepared);
            prepared.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Whether so many lanes have committed by then. */
    boolean awaitCommitted(int lanes, long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            await(() -> committed.size() == lanes, millis);
            if (committed.size() < lanes) {
                return false;
            }
            committed.clear();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void await(java.util.function.BooleanSupplier done, long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        while (!done.getAsBoolean() && !woken && left > 0) {
            left = news.awaitNanos(left);
        }
        woken = false;
    }
}
