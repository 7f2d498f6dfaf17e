package ai.fluxion.core.buffer;

import ai.fluxion.core.checkpoint.DurableFiles;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.model.Document;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only log of batches in a folder of its own. Records are numbered from 0; segments that are not needed any more are removed.
 *
 * <p>One thread appends, another reads and releases. A third, the log's own, syncs: all that was appended meanwhile in one go. A record
 * can be read once it is durable. Files are written and read by streams, which an interrupt does not close.
 */
final class BufferLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BufferLog.class);

    private final Path folder;
    private final BufferSettings settings;
    private final UUID id;
    private final Frame frame = new Frame(); // of the appending thread
    private final Thread syncing;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final NavigableMap<Long, Segment> segments; // guarded by the lock, as all below
    private long closedBytes; // of all segments but the last
    private FileOutputStream out;
    private long lastBytes;
    private long end;
    private long durable;
    private long released;
    private IOException failure;
    private boolean closed;

    private BufferLog(
            Path folder, BufferSettings settings, UUID id, NavigableMap<Long, Segment> segments, Segment.Extent last)
            throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.id = id;
        this.segments = segments;
        this.end = last.end();
        this.durable = last.end();
        this.released = segments.firstKey();
        this.lastBytes = last.bytes();
        for (Segment segment : segments.headMap(segments.lastKey()).values()) {
            closedBytes += segment.size();
        }
        this.out = new FileOutputStream(segments.lastEntry().getValue().file().toFile(), true);
        this.syncing = new Thread(this::syncAll, "fluxion-buffer-sync");
        syncing.setDaemon(true);
        syncing.start();
    }

    /**
     * Opens the log of a folder, or begins one. What was not synced when the process ended may be torn: the last segment is cut off
     * before it.
     *
     * @throws FluxionException fatal, if a segment is damaged
     */
    static BufferLog open(Path folder, BufferSettings settings) throws IOException {
        DurableFiles.createDirectories(folder);
        NavigableMap<Long, Segment> segments = BufferFolder.segments(folder);
        if (segments.isEmpty()) {
            Segment first = BufferFolder.create(folder, UUID.randomUUID(), 0);
            segments.put(first.first(), first);
        }
        Segment last = segments.lastEntry().getValue();
        Segment.Extent whole = last.extent();
        if (whole.bytes() < last.size()) {
            LOG.warn(
                    "event=buffer-torn file={} bytes={}: what was not synced when the process ended is cut off",
                    last.file(),
                    last.size() - whole.bytes());
            BufferFolder.cut(last, whole.bytes());
        }
        return new BufferLog(folder, settings, last.buffer(), segments, whole);
    }

    /** What tells this log from another in the same place. */
    UUID id() {
        return id;
    }

    /** The number of the first record that is still there. */
    long first() {
        lock.lock();
        try {
            return segments.firstKey();
        } finally {
            lock.unlock();
        }
    }

    /** The number after the last record that is durable. */
    long durable() {
        lock.lock();
        try {
            return durable;
        } finally {
            lock.unlock();
        }
    }

    /** The number that the next record gets. */
    long end() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is room for a batch, if there is none. */
    boolean awaitRoom(long millis) throws InterruptedException, IOException {
        return await(millis, () -> closedBytes + lastBytes < settings.maxBytes());
    }

    /** Waits until a number is below {@link #durable()}. */
    boolean awaitDurable(long number, long millis) throws InterruptedException, IOException {
        return await(millis, () -> durable > number);
    }

    private boolean await(long millis, BooleanSupplier condition) throws InterruptedException, IOException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lockInterruptibly();
        try {
            while (!condition.getAsBoolean()) {
                rethrow();
                if (nanos <= 0 || closed) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** @return the number after its last record */
    long append(StreamId stream, List<Document> documents) throws IOException {
        frame.encode(stream, documents, end(), durable());
        lock.lock();
        try {
            rethrow();
            if (lastBytes > Segment.HEAD && lastBytes + frame.size() > settings.segmentBytes()) {
                roll();
            }
            frame.writeTo(out);
            lastBytes += frame.size();
            end += documents.size();
            changed.signalAll();
            return end;
        } catch (IOException failed) {
            failure = failed; // the tail may be torn: nothing more is appended to it
            throw failed;
        } finally {
            lock.unlock();
        }
    }

    /** With the lock. */
    private void roll() throws IOException {
        try {
            out.getFD().sync();
            durable = end;
            out.close();
            closedBytes += lastBytes;
            lastBytes = 0;
            Segment next = BufferFolder.create(folder, id, end);
            segments.put(end, next);
            out = new FileOutputStream(next.file().toFile(), true);
            lastBytes = Segment.HEAD;
        } catch (IOException failed) {
            failure = failed; // there is nothing to append to any more
            throw failed;
        } finally {
            changed.signalAll();
        }
    }

    /** Records before a number are not read again; whole segments of such are removed. */
    void release(long number) throws IOException {
        lock.lock();
        try {
            rethrow();
            released = Math.max(released, number);
            if (released >= end && closedBytes + lastBytes >= settings.maxBytes() && lastBytes > Segment.HEAD) {
                roll();
            }
            while (segments.size() > 1 && segments.higherKey(segments.firstKey()) <= released) {
                Segment done = segments.pollFirstEntry().getValue();
                closedBytes -= done.size();
                Files.delete(done.file());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The segment that holds a record, or will. */
    Segment segmentOf(long number) {
        lock.lock();
        try {
            return segments.floorEntry(number).getValue();
        } finally {
            lock.unlock();
        }
    }

    private void syncAll() {
        try {
            while (true) {
                syncOnce();
            }
        } catch (InterruptedException stopped) {
            // closed
        }
    }

    private void syncOnce() throws InterruptedException {
        FileOutputStream file;
        long target;
        lock.lockInterruptibly();
        try {
            while (durable == end) {
                changed.await();
            }
            file = out;
            target = end;
        } finally {
            lock.unlock();
        }
        IOException failed = null;
        try {
            file.getFD().sync();
        } catch (IOException thrown) {
            failed = thrown;
        }
        lock.lockInterruptibly();
        try {
            if (failed == null) {
                durable = Math.max(durable, target);
            } else if (durable < target) { // else the file was closed meanwhile, and synced before
                failure = failed;
            }
            changed.signalAll();
            while (failure != null) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void rethrow() throws IOException {
        if (failure != null) {
            throw Failure.fatal("FLX-BUFFER-WRITE", "the buffer can't be written: " + failure.getMessage())
                    .at(folder.toString())
                    .remedy("Make room, or make the folder writable. What was acknowledged is in the buffer.")
                    .cause(failure)
                    .exception();
        }
    }

    /** Syncs what was appended, if it can. */
    @Override
    public void close() throws IOException {
        syncing.interrupt();
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            changed.signalAll();
            try (FileOutputStream last = out) {
                if (failure == null) {
                    last.getFD().sync();
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
