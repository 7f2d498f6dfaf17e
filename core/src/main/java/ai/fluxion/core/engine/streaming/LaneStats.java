package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Health;
import ai.fluxion.core.engine.connectors.Lag;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.engine.transactions.SinkWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one lane has done in this run, over all attempts, and what it does now. Each number has one thread that writes it, once a
 * batch; any thread reads.
 */
final class LaneStats {
    // of the reader
    final Tally recordsRead = new Tally();
    final Tally bytesRead = new Tally();
    final Tally batchesRead = new Tally();
    final Tally lastBatchRead = new Tally();
    final CallClock poll = new CallClock();
    final CallClock acknowledge = new CallClock();
    final CallClock waitForRoom = new CallClock();

    // of the transformer
    final Tally recordsTransformed = new Tally();
    final Tally recordsMade = new Tally();
    final CallClock transform = new CallClock();

    // of the writer
    final Tally recordsTaken = new Tally();
    final Tally recordsWritten = new Tally();
    final Tally batchesWritten = new Tally();
    final Tally lastBatchWritten = new Tally();
    final CallClock write = new CallClock();
    final CallClock prepare = new CallClock();
    final CallClock commit = new CallClock();

    private final int lane;
    private volatile LaneQueue read;
    private volatile LaneQueue transformed;
    private volatile SplitReader reader;
    private volatile SinkWriter sink;
    private volatile SinkWriter deadLetters;
    private volatile boolean reads;
    private volatile long takenBefore; // what earlier attempts read and never took from the queues counts as taken
    private volatile long transformedBefore;

    LaneStats(int lane) {
        this.lane = lane;
    }

    int lane() {
        return lane;
    }

    // ---- what an attempt's lane tells

    /** Nothing is read yet. */
    void begins(LaneQueue before) {
        transformedBefore = recordsRead.get() - recordsTransformed.get();
        takenBefore = recordsRead.get() - recordsTaken.get();
        reads = false;
        read = before;
    }

    /** @param after what stands before the writer; the same queue as behind the reader if nothing is transformed */
    void writesFrom(LaneQueue after) {
        transformed = after.equals(read) ? null : after;
    }

    void reader(SplitReader made) {
        reader = made;
    }

    void writers(SinkWriter made, Optional<SinkWriter> letters) {
        sink = made;
        deadLetters = letters.orElse(null);
    }

    /** A poll has succeeded, or there is nothing to poll. */
    void reads() {
        if (!reads) {
            reads = true;
        }
    }

    void read(int records, long bytes) {
        recordsRead.add(records);
        bytesRead.add(bytes);
        batchesRead.add(1);
        lastBatchRead.set(records);
    }

    void transformed(int records, int made) {
        recordsTransformed.add(records);
        recordsMade.add(made);
    }

    void written(int records) {
        recordsWritten.add(records);
        batchesWritten.add(1);
        lastBatchWritten.set(records);
    }

    /** The attempt has ended: nothing of it is asked any more, and nothing of it held. */
    void ended() {
        read = null;
        transformed = null;
        reader = null;
        sink = null;
        deadLetters = null;
        reads = false;
    }

    // ---- what those ask who watch

    /** Whether its part of the source is connected. */
    boolean isReading() {
        return reads;
    }

    LaneQueue.Fill readQueue() {
        return fill(read);
    }

    LaneQueue.Fill transformedQueue() {
        return fill(transformed);
    }

    private static LaneQueue.Fill fill(LaneQueue queue) {
        return queue == null ? LaneQueue.Fill.NONE : queue.fill();
    }

    /** Records that were read, and that neither the transformer nor the writer has taken; none between two attempts. */
    long recordsInReadQueue(boolean transforms) {
        long taken = transforms ? transformedBefore + recordsTransformed.get() : takenBefore + recordsTaken.get();
        return read == null ? 0 : Math.max(0, recordsRead.get() - taken);
    }

    /** Records as they were read, transformed by now and not taken by the writer. */
    long recordsInTransformedQueue() {
        long made = transformedBefore + recordsTransformed.get();
        return transformed == null ? 0 : Math.max(0, made - takenBefore - recordsTaken.get());
    }

    Lag lag() {
        SplitReader asked = reader;
        if (asked == null) {
            return Lag.UNKNOWN;
        }
        try (ContextLoader scope = ContextLoader.of(asked)) {
            return asked.lag();
        } catch (RuntimeException broken) { // it is closed just now, or has a defect that is no concern of who watches
            return Lag.UNKNOWN;
        }
    }

    /** How the connectors of this lane feel, by what they are. */
    Map<String, Health> connectors() {
        Map<String, Health> all = new LinkedHashMap<>();
        SplitReader source = reader;
        if (source != null) {
            try (ContextLoader scope = ContextLoader.of(source)) {
                all.put("source", source.health());
            } catch (RuntimeException broken) {
                all.put("source", Health.down(broken.toString()));
            }
        }
        put(all, "sink", sink);
        put(all, "errors.onInvalid.deadLetter", deadLetters);
        return all;
    }

    private static void put(Map<String, Health> all, String role, SinkWriter writer) {
        if (writer != null) {
            try (ContextLoader scope = ContextLoader.of(writer)) {
                all.put(role, writer.health());
            } catch (RuntimeException broken) {
                all.put(role, Health.down(broken.toString()));
            }
        }
    }

    /** The calls to connectors, by what they are, that a healthy one returns from within a bound. */
    Map<String, CallClock> calls() {
        return Map.of("poll", poll, "acknowledge", acknowledge, "write", write, "prepare", prepare, "commit", commit);
    }
}
