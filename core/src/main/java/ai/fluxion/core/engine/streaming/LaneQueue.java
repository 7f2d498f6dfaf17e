package ai.fluxion.core.engine.streaming;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits between two steps of a lane, bounded in batches and in bytes. A batch larger than the bound passes alone.
 * Barriers do not count, so that a checkpoint never waits for room.
 */
final class LaneQueue {
    private record Entry(LaneItem item, long bytes) {}

    /** How full it is, and how full it may be. */
    record Fill(int batches, long bytes, int mostBatches, long mostBytes) {
        /** Of a queue that is not there. */
        static final Fill NONE = new Fill(0, 0, 0, 0);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition items = lock.newCondition();
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final int mostBatches;
    private final long mostBytes;
    private int batches;
    private long bytes;

    LaneQueue(int mostBatches, long mostBytes) {
        this.mostBatches = mostBatches;
        this.mostBytes = mostBytes;
    }

    /** Waits until a batch may be put. */
    boolean awaitRoom(long millis) throws InterruptedException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lockInterruptibly();
        try {
            while (batches >= mostBatches || bytes >= mostBytes) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = room.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Puts a batch; waits for room. */
    void put(LaneItem.Data data) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (batches >= mostBatches || bytes >= mostBytes) {
                room.await();
            }
            batches++;
            bytes += data.bytes();
            entries.add(new Entry(data, data.bytes()));
            items.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Puts a barrier, at once. */
    void put(LaneItem.Barrier barrier) {
        lock.lock();
        try {
            entries.add(new Entry(barrier, -1));
            items.signal();
        } finally {
            lock.unlock();
        }
    }

    Fill fill() {
        lock.lock();
        try {
            return new Fill(batches, bytes, mostBatches, mostBytes);
        } finally {
            lock.unlock();
        }
    }

    LaneItem take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (entries.isEmpty()) {
                items.await();
            }
            Entry entry = entries.remove();
            if (entry.bytes() >= 0) {
                batches--;
                bytes -= entry.bytes();
                room.signal();
            }
            return entry.item();
        } finally {
            lock.unlock();
        }
    }
}
