package ai.fluxion.core.formats;

import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.engine.formats.RecordWriter;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.io.OutputStream;

/** Writes each record as a line, with the payload that an encoder makes; it makes none that holds a line feed. */
record LineWriter(PayloadEncoder encoder) implements RecordWriter {
    @Override
    public void write(Document record, OutputStream out) throws IOException {
        Bytes line = encoder.encode(record);
        line.writeTo(out);
        out.write('\n');
    }
}
