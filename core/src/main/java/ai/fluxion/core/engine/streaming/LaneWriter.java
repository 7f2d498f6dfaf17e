package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Outcomes;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.Prepared;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.engine.transactions.TransactionalWriter;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The last step of a lane: writes batches, and prepares an epoch at its barrier. If the sink is the checkpoint's home, it
 * waits there until it is told to commit.
 */
final class LaneWriter {
    /** The step after the stages. */
    static final String SINK_STAGE = "sink";

    /**
     * What an epoch has come to in this lane.
     *
     * @param wrote whether there was anything to write
     * @param withoutConvicted the origins of convicted records that it left out
     */
    record PreparedLane(
            int lane,
            LaneItem.Barrier barrier,
            Prepared sink,
            Prepared deadLetters,
            Counts counts,
            boolean wrote,
            List<String> withoutConvicted) {}

    /** Records of one epoch and lane. */
    record Counts(long in, long out, long deadLetters, long skipped) {}

    /** What the lane commits in its own transaction. */
    record CommitOrder(EpochId epoch, Bytes checkpoint, Position position) {
        /** Nothing to commit in this epoch. */
        static final CommitOrder NONE = new CommitOrder(null, Bytes.empty(), Position.empty());
    }

    private final Attempt attempt;
    private final LaneStats stats;
    private final int lane;
    private final LaneQueue in;
    private final SinkKind kind;
    private final SinkWriter sink;
    private final Optional<SinkWriter> deadLetters;
    private final boolean commitsHere;
    private final ArrayBlockingQueue<CommitOrder> orders = new ArrayBlockingQueue<>(1);
    private final Queue<RejectedRecord> late = new ConcurrentLinkedQueue<>();
    private final List<String> leftOut = new ArrayList<>();

    private long epoch;
    private long recordsIn;
    private long recordsOut;
    private long lettersOut;
    private long skipped;
    private boolean wrote;

    LaneWriter(
            Attempt attempt,
            int lane,
            LaneQueue in,
            SinkKind kind,
            SinkWriter sink,
            Optional<SinkWriter> deadLetters,
            boolean commitsHere) {
        this.attempt = attempt;
        this.stats = attempt.stats().lane(lane);
        this.lane = lane;
        this.in = in;
        this.kind = kind;
        this.sink = sink;
        this.deadLetters = deadLetters;
        this.commitsHere = commitsHere;
        this.epoch = attempt.firstEpoch().epoch();
        stats.writers(sink, deadLetters);
    }

    void run() throws Exception {
        try {
            while (true) {
                LaneItem item = in.take();
                if (item instanceof LaneItem.Barrier barrier) {
                    prepare(barrier);
                } else {
                    write((LaneItem.Data) item);
                }
            }
        } catch (Exception failed) {
            convictLate();
            throw failed;
        }
    }

    /** Tells the lane, which waits at its barrier, what to commit. */
    void order(CommitOrder order) throws InterruptedException {
        orders.put(order);
    }

    private void write(LaneItem.Data data) throws Exception {
        recordsIn += data.recordsIn();
        stats.recordsTaken.add(data.recordsIn());
        wrote |= data.recordsIn() > 0;
        if (data.batch() instanceof Batch.Records records) {
            Batch.Records rest = attempt.convictions().isEmpty() ? records : withoutConvicted(records);
            if (!rest.documents().isEmpty()) {
                attempt.observer().reached(ProtocolStep.BEFORE_WRITE);
                writeRecords(rest);
                attempt.observer().reached(ProtocolStep.AFTER_WRITE);
                recordsOut += rest.documents().size();
                stats.written(rest.documents().size());
                attempt.counters().written();
            }
        } else {
            wrote = true;
            sink.event(data.batch());
        }
        for (RejectedRecord record : data.rejected()) {
            dispose(record);
        }
        if (!takesAllOrNothing()) {
            drainLate();
        }
    }

    /** Whether one record can spoil the epoch: then it is known only at its end what became of the rejected ones. */
    private boolean takesAllOrNothing() {
        return kind == SinkKind.TWO_PHASE || commitsHere;
    }

    private Batch.Records withoutConvicted(Batch.Records records) throws Exception {
        List<Document> rest = new ArrayList<>(records.documents().size());
        for (Document record : records.documents()) {
            String origin = RejectedRecord.origin(record.metadata());
            Failure failure = attempt.convictions().get(origin);
            if (failure == null) {
                rest.add(record);
            } else {
                dispose(new RejectedRecord(record, failure, SINK_STAGE));
                leftOut.add(origin);
            }
        }
        return with(records, rest);
    }

    private static Batch.Records with(Batch.Records batch, List<Document> documents) {
        return new Batch.Records(
                batch.stream(), batch.schema(), documents, batch.position(), batch.checkpointAllowed());
    }

    /** A sink that may be written again is, record by record if need be; any other failure ends the epoch. */
    private void writeRecords(Batch.Records batch) throws Exception {
        if (takesAllOrNothing()) {
            call(batch, new Rejections(batch));
            return;
        }
        try {
            attempt.retrying("write", () -> {
                write(batch);
                return null;
            });
        } catch (FluxionException failed) {
            if (failed.failure().kind() != Failure.Kind.INVALID_RECORD) {
                throw failed;
            }
            if (batch.documents().size() == 1) {
                new Rejections(batch).reject(0, failed.failure());
                return;
            }
            for (Document record : batch.documents()) {
                writeRecords(with(batch, List.of(record)));
            }
        }
    }

    /** One attempt; what it said of single records does not count if it failed. */
    private void write(Batch.Records batch) throws Exception {
        Rejections rejections = new Rejections(batch);
        try {
            call(batch, rejections);
        } catch (Exception failed) {
            rejections.forget();
            throw failed;
        }
    }

    private void call(Batch.Records batch, Rejections rejections) throws Exception {
        stats.write.begins();
        try {
            sink.write(batch, rejections);
        } finally {
            stats.write.ends();
        }
    }

    /**
     * The records of a batch that one attempt to write it rejects. A sink holds on to it until it knows of all of them; it
     * keeps the records alive only if they may become dead letters, else just what names them.
     */
    private final class Rejections implements Outcomes {
        private final List<Document> records; // null if they are not kept
        private final RecordMetadata[] names; // null if the records are kept
        private final Set<RejectedRecord> mine = Collections.newSetFromMap(new IdentityHashMap<>());
        private boolean forgotten;

        Rejections(Batch.Records batch) {
            if (deadLetters.isPresent()) {
                this.records = batch.documents();
                this.names = null;
            } else {
                this.records = null;
                this.names = new RecordMetadata[batch.documents().size()];
                for (int i = 0; i < names.length; i++) {
                    names[i] = batch.documents().get(i).metadata();
                }
            }
        }

        private Document record(int ordinal) {
            return records == null ? Document.empty().withMetadata(names[ordinal]) : records.get(ordinal);
        }

        @Override
        public synchronized void reject(int ordinal, Failure failure) {
            if (!forgotten) {
                RejectedRecord rejected = new RejectedRecord(record(ordinal), failure, SINK_STAGE);
                mine.add(rejected);
                late.add(rejected);
            }
        }

        synchronized void forget() {
            forgotten = true;
            late.removeIf(mine::contains);
        }
    }

    private void drainLate() throws Exception {
        for (RejectedRecord record = late.poll(); record != null; record = late.poll()) {
            if (record.failure().kind() != Failure.Kind.INVALID_RECORD) {
                throw record.placed().exception();
            }
            recordsOut--;
            dispose(record);
        }
    }

    /** Does with an invalid record what the policy says. */
    private void dispose(RejectedRecord record) throws Exception {
        attempt.stats().rejected(record.stage());
        switch (attempt.errors().onInvalid()) {
            case FAIL ->
                throw record.placed()
                        .as(Failure.Kind.FATAL)
                        .remedy("Mend the record, or set `errors.onInvalid` to deadLetter or skip.")
                        .exception();
            case SKIP -> skipped++;
            case DEAD_LETTER -> {
                Document letter = DeadLetter.of(record, attempt.firstEpoch().pipeline(), epoch);
                Batch.Records batch =
                        new Batch.Records(StreamId.UNNAMED, Optional.empty(), List.of(letter), Position.empty(), true);
                deadLetters
                        .orElseThrow()
                        .write(
                                batch,
                                (ordinal, failure) -> attempt.fail(failure.at("errors.onInvalid.deadLetter")
                                        .as(Failure.Kind.FATAL)
                                        .exception()));
                lettersOut++;
                wrote = true;
            }
        }
    }

    private void prepare(LaneItem.Barrier barrier) throws Exception {
        EpochId id = attempt.epoch(barrier.epoch());
        attempt.observer().reached(ProtocolStep.BEFORE_PREPARE);
        Prepared prepared = prepare(sink, id);
        drainLate();
        Prepared letters = deadLetters.isPresent() ? prepare(deadLetters.get(), id) : Prepared.NOTHING;
        attempt.observer().reached(ProtocolStep.AFTER_PREPARE);
        Counts counts = new Counts(recordsIn, recordsOut, lettersOut, skipped);
        attempt.prepared(new PreparedLane(lane, barrier, prepared, letters, counts, wrote, List.copyOf(leftOut)));
        leftOut.clear();
        recordsIn = 0;
        recordsOut = 0;
        lettersOut = 0;
        skipped = 0;
        wrote = false;
        epoch = barrier.epoch() + 1;
        if (commitsHere) {
            commit(orders.take());
        }
    }

    private Prepared prepare(SinkWriter writer, EpochId id) throws Exception {
        stats.prepare.begins();
        try {
            return writer.prepare(id);
        } finally {
            stats.prepare.ends();
        }
    }

    /** The epoch has failed; what its records were rejected for is known when they come again. */
    private void convictLate() {
        for (RejectedRecord record = late.poll(); record != null; record = late.poll()) {
            String origin = RejectedRecord.origin(record.record().metadata());
            if (record.failure().kind() == Failure.Kind.INVALID_RECORD && !origin.isEmpty()) {
                attempt.convict(origin, record.failure());
            }
        }
    }

    private void commit(CommitOrder order) throws Exception {
        if (order.epoch() == null) {
            attempt.laneCommitted(lane);
            return;
        }
        attempt.observer().reached(ProtocolStep.BEFORE_COMMIT);
        stats.commit.begins();
        try {
            ((TransactionalWriter) sink).commit(order.epoch(), order.checkpoint(), order.position());
        } finally {
            stats.commit.ends();
        }
        attempt.observer().reached(ProtocolStep.AFTER_COMMIT);
        attempt.laneCommitted(lane);
    }

    /** Ends the lane: what is not committed is given up. */
    void close(boolean clean) throws Exception {
        try {
            if (!clean) {
                try {
                    sink.abort();
                } finally {
                    if (deadLetters.isPresent()) {
                        deadLetters.get().abort();
                    }
                }
            }
        } finally {
            try {
                sink.close();
            } finally {
                if (deadLetters.isPresent()) {
                    deadLetters.get().close();
                }
            }
        }
    }
}
