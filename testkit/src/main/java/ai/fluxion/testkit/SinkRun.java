package ai.fluxion.testkit;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.transactions.Committable;
import ai.fluxion.core.engine.transactions.Committer;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.engine.transactions.TwoPhaseSink;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.engine.transactions.WriterSink;
import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Drives a sink of any kind in one lane as an engine does: records, then their end. */
interface SinkRun extends AutoCloseable {
    /** Writes one batch. */
    void write(List<Document> batch) throws Exception;

    /** Ends an epoch: makes durable, and visible, what was written. */
    void finish() throws Exception;

    /** Whether the sink names the records that it rejects; else it throws. */
    default boolean rejectsByOrdinal() {
        return true;
    }

    /** What was rejected, by ordinal. */
    Map<Integer, Failure> rejected();

    @Override
    void close() throws Exception;

    static SinkRun open(StreamingSink sink, SinkContext context, EpochId first) throws Exception {
        if (sink instanceof TwoPhaseSink twoPhase) {
            Committer committer = twoPhase.createCommitter(context, Optional.empty());
            committer.abortOthers(first);
            return new OfWriter(twoPhase.createWriter(new WriterContext(context, 0, first)), committer, first);
        }
        if (sink instanceof WriterSink writers) {
            return new OfWriter(writers.createWriter(new WriterContext(context, 0, first)), null, first);
        }
        sink.open(context);
        return new Simple(sink);
    }

    /** A sink without writers. */
    record Simple(StreamingSink sink) implements SinkRun {
        @Override
        public void write(List<Document> batch) throws Exception {
            sink.write(batch);
        }

        @Override
        public void finish() throws Exception {
            sink.flush();
        }

        @Override
        public boolean rejectsByOrdinal() {
            return false;
        }

        @Override
        public Map<Integer, Failure> rejected() {
            return Map.of();
        }

        @Override
        public void close() throws Exception {
            sink.close();
        }
    }

    /** A writer, and the committer of what it prepares if there is one. */
    final class OfWriter implements SinkRun {
        private final SinkWriter writer;
        private final Committer committer;
        private final Map<Integer, Failure> rejected = new ConcurrentSkipListMap<>();
        private EpochId epoch;

        private OfWriter(SinkWriter writer, Committer committer, EpochId first) {
            this.writer = writer;
            this.committer = committer;
            this.epoch = first;
        }

        @Override
        public void write(List<Document> batch) throws Exception {
            writer.write(Batch.of(batch, Position.empty()), rejected::put);
        }

        @Override
        public void finish() throws Exception {
            List<Document> prepared = writer.prepare(epoch).committables();
            if (committer != null) {
                EpochId of = epoch;
                committer.commit(committer.combine(of, prepared).committables().stream()
                        .map(content -> new Committable(of, Stored.document(content)))
                        .toList());
            }
            epoch = new EpochId(epoch.pipeline(), epoch.incarnation(), epoch.epoch() + 1, epoch.attempt());
        }

        @Override
        public Map<Integer, Failure> rejected() {
            return rejected;
        }

        @Override
        public void close() throws Exception {
            try (committer;
                    writer) {
                rejected.clear();
            }
        }
    }
}
