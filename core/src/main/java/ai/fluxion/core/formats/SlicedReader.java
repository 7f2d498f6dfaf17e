package ai.fluxion.core.formats;

import ai.fluxion.core.engine.formats.RecordReader;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.model.RecordMetadata;
import java.io.IOException;
import java.util.function.Predicate;

/** Hands out what a slicer cuts, with a decoder that is the same for all records of the file. */
final class SlicedReader implements RecordReader {
    private final Slicer slicer;
    private final PayloadDecoder decoder;
    private final Predicate<Bytes> ignored;
    private final PayloadDecoder tooLarge;

    /** @param ignored which slices are no records, such as blank lines */
    SlicedReader(Slicer slicer, PayloadDecoder decoder, Predicate<Bytes> ignored) {
        this.slicer = slicer;
        this.decoder = decoder;
        this.ignored = ignored;
        this.tooLarge = new TooLarge(slicer.largest());
    }

    @Override
    public Document next(boolean complete, RecordMetadata.Builder metadata) throws IOException {
        Bytes slice;
        do {
            slice = slicer.next(complete);
            if (slice == null) {
                return null;
            }
        } while (ignored.test(slice));
        RecordMetadata known = metadata.offset(slicer.start()).build();
        return Document.encoded(slice, slicer.tooLarge() ? tooLarge : decoder, known);
    }

    @Override
    public long offset() {
        return slicer.offset();
    }

    @Override
    public void close() throws IOException {
        slicer.close();
    }
}
