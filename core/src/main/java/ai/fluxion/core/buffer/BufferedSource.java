package ai.fluxion.core.buffer;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Health;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SeekableSource;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.model.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A buffer's log as a source: records come once they are durable; what is acknowledged is removed. */
final class BufferedSource implements StreamingSource, SeekableSource {
    private static final long WAITS_MILLIS = 500;

    private final DurableBuffer buffer;
    private final SourceConnectorContext context;
    private BufferCursor cursor;

    BufferedSource(DurableBuffer buffer, SourceConnectorContext context) {
        this.buffer = buffer;
        this.context = context;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.REPLAYABLE;
    }

    @Override
    public void open(Position position) throws Exception {
        cursor = buffer.open(position, context);
    }

    @Override
    public Batch next() throws Exception {
        boolean ended = buffer.filler().hasEnded(); // before the log is looked at: all of it is in there then
        boolean failed = buffer.filler().hasFailed(); // likewise
        Optional<BufferedBatch> batch = cursor.read();
        if (batch.isPresent()) {
            return records(batch.get());
        }
        if (failed) {
            buffer.filler().rethrow();
        }
        if (ended) {
            return null;
        }
        boolean came = buffer.log().awaitDurable(cursor.next(), WAITS_MILLIS);
        return new Batch.Progress(Position.empty(), !came && buffer.filler().isCaughtUp());
    }

    private Batch records(BufferedBatch batch) {
        List<Document> documents = new ArrayList<>(batch.documents().size());
        long number = batch.first();
        for (Document document : batch.documents()) {
            documents.add(document.withMetadata(document.metadata().toBuilder()
                    .partition(DurableBuffer.PARTITION)
                    .offset(number++)
                    .build()));
        }
        return new Batch.Records(batch.stream(), Optional.empty(), documents, buffer.position(number), true);
    }

    @Override
    public void acknowledge(Position position) throws Exception {
        Optional<Offset> offset = position.offset(DurableBuffer.PARTITION);
        if (offset.isPresent()) {
            buffer.log().release(offset.get().number());
        }
    }

    @Override
    public Position seek(Optional<Instant> time) throws Exception {
        if (time.isPresent()) {
            throw Failure.fatal("FLX-BUFFER-TIME", "a buffer does not know the time of its records")
                    .remedy("Set the position by its number, or to the beginning.")
                    .exception();
        }
        return buffer.beginning();
    }

    @Override
    public Health health() {
        return buffer.filler() == null ? Health.ok() : buffer.filler().health();
    }

    /** The log goes on being filled: the buffer is closed with the pipeline. */
    @Override
    public void close() throws Exception {
        if (cursor != null) {
            cursor.close();
        }
    }
}
