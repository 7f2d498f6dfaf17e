package ai.fluxion.testkit;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.PartitionedSource;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitEnumerator;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.model.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drives a source as an engine with one lane does, and remembers what it said. A source with partitions is read by one
 * reader. For one thread.
 */
final class SourceRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * A place at which a checkpoint may be cut.
     *
     * @param position of all partitions
     * @param state of the enumerator
     * @param records how many were read before it
     */
    record Cut(Position position, Optional<Document> state, int records) {
        /** Before everything. */
        static final Cut START = new Cut(Position.empty(), Optional.empty(), 0);

        /** As a checkpoint gives it back. */
        Cut stored() {
            return new Cut(Stored.position(position), state.map(Stored::document), records);
        }
    }

    private final StreamingSource source;
    private final SplitEnumerator enumerator; // null: a source without partitions
    private final SplitReader reader;
    private final List<Document> records = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private Position position;
    private boolean caughtUp;
    private boolean ended;

    private SourceRun(StreamingSource source, Position from) {
        this.source = source;
        this.position = from;
        PartitionedSource partitioned = source instanceof PartitionedSource p ? p : null;
        this.enumerator = partitioned == null ? null : partitioned.createEnumerator();
        this.reader = partitioned == null ? null : partitioned.createReader(0);
    }

    /** Opens a new source; closes it if that fails. */
    static SourceRun open(StreamingSource source, Cut from) throws Exception {
        SourceRun run = new SourceRun(source, from.position());
        try {
            if (run.enumerator == null) {
                source.open(from.position());
            } else {
                run.enumerator.open(from.position(), from.state());
                run.discover();
            }
            return run;
        } catch (Exception failed) {
            run.close();
            throw failed;
        }
    }

    private void discover() throws Exception {
        List<Split> splits = enumerator.discover();
        if (!splits.isEmpty()) {
            reader.add(splits);
            for (Split split : splits) {
                split.start().ifPresent(at -> position = position.merge(Position.of(split.partition(), at)));
            }
        }
    }

    /** One call of {@code next}; null if it said that there is no more. */
    Batch next() throws Exception {
        Batch batch = enumerator == null ? source.next() : reader.next();
        caughtUp = batch instanceof Batch.Progress progress && progress.caughtUp();
        if (batch == null) {
            ended = enumerator == null || enumerator.isComplete();
            if (!ended) {
                discover();
            }
            return null;
        }
        position = position.merge(batch.position());
        if (batch instanceof Batch.Records some) {
            records.addAll(some.documents());
        }
        if (batch.checkpointAllowed()) {
            cuts.add(new Cut(position, enumerator == null ? Optional.empty() : enumerator.state(), records.size()));
        }
        return batch;
    }

    /** Reads until the source says that it has caught up, or has ended. */
    SourceRun readAll() throws Exception {
        long start = System.nanoTime();
        do {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("the source neither caught up nor ended within " + PATIENCE.toSeconds()
                        + " s; it gave " + records.size() + " records");
            }
            next();
        } while (!caughtUp && !ended);
        return this;
    }

    /** All records so far. */
    List<Document> records() {
        return List.copyOf(records);
    }

    /** The places so far at which a checkpoint may be cut. */
    List<Cut> cuts() {
        return List.copyOf(cuts);
    }

    /** Where all partitions stand now. */
    Position position() {
        return position;
    }

    /** Whether nothing will ever come any more. */
    boolean ended() {
        return ended;
    }

    @Override
    public void close() throws Exception {
        if (enumerator == null) {
            source.close();
            return;
        }
        try {
            reader.close();
        } finally {
            enumerator.close();
        }
    }
}
