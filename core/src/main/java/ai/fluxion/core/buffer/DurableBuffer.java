package ai.fluxion.core.buffer;

import ai.fluxion.core.engine.connectors.EpochControl;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.streaming.SourceSupply;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A source that can't be read again, made replayable: a log stands between it and the pipeline, for as long as the pipeline runs, so that
 * the feed goes on while an epoch is replayed.
 *
 * <p>What was handed out and not yet synced when the process ends is what the source itself makes of it: sent again, or gone.
 */
public final class DurableBuffer implements SourceSupply {
    static final String PARTITION = "buffer";
    private static final String ID = "buffer";

    private final Path folder;
    private final BufferSettings settings;
    private final SourceSupply source;
    private final Function<String, PayloadDecoder> decoders;
    private BufferLog log;
    private volatile Filler filler; // asked for its health by any thread

    /**
     * A buffer; nothing is touched before a source that it makes is opened.
     *
     * @param folder where it is kept; of this pipeline alone
     * @param source makes the source before it
     * @param decoders gives the decoder of a format by its name, or null if there is none
     */
    public DurableBuffer(
            Path folder, BufferSettings settings, SourceSupply source, Function<String, PayloadDecoder> decoders) {
        this.folder = folder;
        this.settings = settings;
        this.source = source;
        this.decoders = decoders;
    }

    /** The log as a source; one is open at a time. */
    @Override
    public StreamingSource make(SourceConnectorContext context) {
        return new BufferedSource(this, context.withEpochs(EpochControl.NONE));
    }

    /** Opens the log, and starts to fill it, if that was not done before; then goes to a position in it. */
    BufferCursor open(Position position, SourceConnectorContext context) throws IOException {
        if (log == null) {
            log = BufferLog.open(folder, settings);
        }
        long start = start(position);
        log.release(start); // it is durable, and whoever was to acknowledge it may be gone
        BufferCursor cursor = new BufferCursor(log, start, decoders);
        if (filler == null) {
            filler = new Filler(log, settings.whenFull(), () -> source.make(context));
            filler.start();
        }
        return cursor;
    }

    BufferLog log() {
        return log;
    }

    Filler filler() {
        return filler;
    }

    Position position(long number) {
        return Position.of(PARTITION, Offset.of(number, origin(log.id())));
    }

    /** Where the first record stands that is kept, by the files alone; the log need not be open. */
    Position beginning() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Position.empty();
        }
        Map.Entry<Long, Segment> first = BufferFolder.segments(folder).firstEntry();
        return first == null
                ? Position.empty()
                : Position.of(
                        PARTITION,
                        Offset.of(first.getKey(), origin(first.getValue().buffer())));
    }

    private static Document origin(UUID id) {
        return Document.of(ID, id.toString());
    }

    private long start(Position position) {
        if (position.isEmpty()) {
            return log.first();
        }
        Offset offset = position.offset(PARTITION)
                .orElseThrow(() -> mismatch("the checkpoint holds " + position + ", and none of a buffer"));
        if (!offset.origin().equals(origin(log.id()))) {
            throw mismatch("the checkpoint is of another buffer than the one that is there");
        }
        if (offset.number() < log.first() || offset.number() > log.durable()) {
            throw mismatch("the checkpoint is at record " + offset.number() + ", and the buffer holds " + log.first()
                    + " to " + log.durable());
        }
        return offset.number();
    }

    private FluxionException mismatch(String how) {
        return Failure.fatal("FLX-BUFFER-POSITION", how)
                .at(folder.toString())
                .remedy(
                        "Restore the buffer that goes with the checkpoint; or go on with what the buffer holds, by `fluxion"
                                + " checkpoint reset`.")
                .exception();
    }

    /** Ends the source and closes the log. */
    @Override
    public void close() throws Exception {
        try {
            if (filler != null) {
                filler.close();
            }
        } finally {
            if (log != null) {
                log.close();
            }
        }
    }
}
