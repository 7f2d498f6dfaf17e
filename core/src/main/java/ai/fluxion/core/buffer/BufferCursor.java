package ai.fluxion.core.buffer;

import ai.fluxion.core.model.PayloadDecoder;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** Reads a log from one record on. Of one thread. */
final class BufferCursor implements AutoCloseable {
    private final BufferLog log;
    private final Function<String, PayloadDecoder> decoders;
    private Segment segment;
    private FrameReader frames;
    private long next;

    /** @param next the number of the first record to read; between the first that is there and the end */
    BufferCursor(BufferLog log, long next, Function<String, PayloadDecoder> decoders) throws IOException {
        this.log = log;
        this.next = next;
        this.decoders = decoders;
        open(log.segmentOf(next));
    }

    private void open(Segment opened) throws IOException {
        frames = FrameReader.open(opened);
        segment = opened;
    }

    /** The number of the record that comes next. */
    long next() {
        return next;
    }

    /** What follows, as far as it is durable. */
    Optional<BufferedBatch> read() throws IOException {
        long durable = log.durable();
        while (next < durable) {
            if (frames.next(durable)) {
                if (frames.header().end() > next) {
                    return Optional.of(decode());
                }
            } else {
                goOn();
            }
        }
        return Optional.empty();
    }

    private BufferedBatch decode() {
        try {
            BufferedBatch batch =
                    Frame.decode(frames.header(), frames.payload(), decoders).from(next);
            next = batch.end();
            return batch;
        } catch (IllegalArgumentException wrong) {
            throw BufferFolder.damaged(segment.file(), "at byte " + frames.position() + ": " + wrong.getMessage());
        }
    }

    /** To the next segment: what is durable and not in this one must be there. */
    private void goOn() throws IOException {
        Segment following = log.segmentOf(frames.expected());
        if (following.first() != frames.expected() || following.equals(segment)) {
            throw BufferFolder.damaged(segment.file(), "what follows byte " + frames.position() + " is not whole");
        }
        frames.close();
        open(following);
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
