package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.formats.ByteSource;
import ai.fluxion.core.engine.formats.RecordReader;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.model.RecordMetadata;
import java.io.IOException;

/**
 * Reads a CSV file. Its header is read first, wherever reading begins. A blank line is passed over, unless there is a
 * single column, which is null there.
 */
final class CsvReader implements RecordReader {
    private final CsvDialect dialect;
    private final Slicer slicer;
    private final PayloadDecoder tooLarge;
    private CsvDecoder decoder; // null until the header was read

    CsvReader(CsvDialect dialect, ByteSource source, long offset, int largest) throws IOException {
        this.dialect = dialect;
        this.tooLarge = new TooLarge(largest);
        if (!dialect.headerInFile()) {
            decoder = new CsvDecoder(dialect, dialect.columns(), false);
        } else if (offset > 0) {
            try (Slicer beginning = new Slicer(source, 0, new CsvCutter(dialect), largest)) {
                readHeader(beginning, true);
            }
            if (decoder == null) {
                throw header("the file has none").exception();
            }
        }
        this.slicer = new Slicer(source, offset, new CsvCutter(dialect), largest);
    }

    private static Failure header(String message) {
        return Failure.fatal("FLX-FORMAT-CSV-HEADER", message).at("header");
    }

    private void readHeader(Slicer from, boolean complete) throws IOException {
        Bytes line;
        do {
            line = from.next(complete);
            if (line == null) {
                return;
            }
        } while (line.isEmpty());
        if (from.tooLarge()) {
            throw header("it has more than " + from.largest() + " bytes").exception();
        }
        try {
            String text = Utf8.decode(from.withoutMark(line), CsvRecord.CODE);
            CsvRecord names = CsvRecord.parse(text, 0, dialect);
            decoder = new CsvDecoder(dialect, CsvDecoder.names(names, dialect.columns()), false);
        } catch (FluxionException malformed) {
            throw malformed.failure().as(Failure.Kind.FATAL).exception();
        }
    }

    @Override
    public Document next(boolean complete, RecordMetadata.Builder metadata) throws IOException {
        if (decoder == null) {
            readHeader(slicer, complete);
            if (decoder == null) {
                return null;
            }
        }
        Bytes line;
        do {
            line = slicer.next(complete);
            if (line == null) {
                return null;
            }
        } while (line.isEmpty() && decoder.columns().size() > 1);
        RecordMetadata known = metadata.offset(slicer.start()).build();
        return Document.encoded(slicer.withoutMark(line), slicer.tooLarge() ? tooLarge : decoder, known);
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
