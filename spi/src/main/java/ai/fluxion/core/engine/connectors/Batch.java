package ai.fluxion.core.engine.connectors;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What moves through a pipeline at once: records, or an event that has its place in their order.
 *
 * <p>Each carries the position after its last record. A checkpoint is cut after a batch, if {@link
 * #checkpointAllowed()}; a source that must not be cut within a transaction says no to all batches of it but the last.
 */
public sealed interface Batch {
    /** Whose records these are. */
    StreamId stream();

    /** Where the partitions stand that this batch moved; empty if the source has no positions. */
    Position position();

    /** Whether a checkpoint may follow. */
    boolean checkpointAllowed();

    /**
     * Records of one stream, in order.
     *
     * @param stream whose
     * @param schema what they look like, the same object for all batches until it changes; empty if nobody knows
     * @param documents one or more
     * @param position after the last
     * @param checkpointAllowed whether a checkpoint may follow
     */
    record Records(
            StreamId stream,
            Optional<Schema> schema,
            List<Document> documents,
            Position position,
            boolean checkpointAllowed)
            implements Batch {
        public Records {
            Objects.requireNonNull(stream, "stream");
            Objects.requireNonNull(schema, "schema");
            Objects.requireNonNull(documents, "documents");
            Objects.requireNonNull(position, "position");
        }
    }

    /**
     * The stream looks different from here on.
     *
     * @param before what it looked like, if known
     * @param after what it looks like now
     */
    record SchemaChange(
            StreamId stream, Optional<Schema> before, Schema after, Position position, boolean checkpointAllowed)
            implements Batch {
        public SchemaChange {
            Objects.requireNonNull(stream, "stream");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(position, "position");
        }
    }

    /** All rows of the stream are gone. */
    record Truncate(StreamId stream, Position position, boolean checkpointAllowed) implements Batch {
        public Truncate {
            Objects.requireNonNull(stream, "stream");
            Objects.requireNonNull(position, "position");
        }
    }

    /**
     * No records now; perhaps the position moved all the same.
     *
     * @param position where the partitions stand; empty if none moved
     * @param caughtUp whether the source holds its partitions and has read them to their ends: what {@code --until-idle}
     *     counts as idle
     */
    record Progress(Position position, boolean caughtUp) implements Batch {
        public Progress {
            Objects.requireNonNull(position, "position");
        }

        @Override
        public StreamId stream() {
            return StreamId.UNNAMED;
        }

        @Override
        public boolean checkpointAllowed() {
            return true;
        }
    }

    /** Records of a source with one stream and no schema, after which a checkpoint may follow. */
    static Records of(List<Document> documents, Position position) {
        return new Records(StreamId.UNNAMED, Optional.empty(), documents, position, true);
    }

    /** No records now, and all have been read. */
    static Progress idle() {
        return new Progress(Position.empty(), true);
    }
}
