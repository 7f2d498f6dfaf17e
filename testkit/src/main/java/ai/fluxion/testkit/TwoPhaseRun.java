package ai.fluxion.testkit;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.transactions.Committable;
import ai.fluxion.core.engine.transactions.Committer;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.Prepared;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.engine.transactions.TwoPhaseSink;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One process's life of a two-phase sink: recovers from the last checkpoint, makes writers, and takes epochs through prepare
 * and commit. What is durable is handed to the next life.
 */
final class TwoPhaseRun implements AutoCloseable {
    /** What a checkpoint holds of the sink. */
    record Checkpoint(Optional<Document> state, List<Committable> committables, long epoch) {
        /** Of a history that begins. */
        static final Checkpoint NONE = new Checkpoint(Optional.empty(), List.of(), 0);
    }

    final Committer committer;
    private final List<SinkWriter> writers = new ArrayList<>();
    private EpochId epoch;

    /**
     * Starts.
     *
     * @param sink made for this process
     * @param identity the pipeline, incarnation and attempt
     * @param last the last checkpoint
     */
    TwoPhaseRun(TwoPhaseSink sink, SinkContext context, EpochId identity, int lanes, Checkpoint last) throws Exception {
        epoch = numbered(identity, last.epoch() + 1);
        committer = sink.createCommitter(context, last.state());
        committer.commit(last.committables());
        committer.abortOthers(epoch);
        for (int lane = 0; lane < lanes; lane++) {
            writers.add(sink.createWriter(new WriterContext(context, lane, epoch)));
        }
    }

    private static EpochId numbered(EpochId identity, long number) {
        return new EpochId(identity.pipeline(), identity.incarnation(), number, identity.attempt());
    }

    void write(int lane, List<Document> records) throws Exception {
        writers.get(lane).write(Batch.of(records, Position.empty()), (ordinal, why) -> {
            throw new AssertionError(ordinal + ": " + why);
        });
    }

    /** Ends an epoch in all lanes; what a checkpoint would hold, as it comes back from one. */
    Checkpoint prepare() throws Exception {
        List<Document> prepared = new ArrayList<>();
        for (SinkWriter writer : writers) {
            prepared.addAll(writer.prepare(epoch).committables());
        }
        Prepared combined = committer.combine(epoch, prepared);
        EpochId of = epoch;
        epoch = numbered(epoch, epoch.epoch() + 1);
        return new Checkpoint(
                combined.state().map(Stored::document),
                combined.committables().stream()
                        .map(content -> new Committable(of, Stored.document(content)))
                        .toList(),
                of.epoch());
    }

    /** An epoch with one batch in the first lane, from write to commit. */
    Checkpoint commit(List<Document> records) throws Exception {
        write(0, records);
        Checkpoint checkpoint = prepare();
        committer.commit(checkpoint.committables());
        return checkpoint;
    }

    void abort() throws Exception {
        for (SinkWriter writer : writers) {
            writer.abort();
        }
    }

    @Override
    public void close() throws Exception {
        for (SinkWriter writer : writers) {
            writer.close();
        }
        committer.close();
    }
}
