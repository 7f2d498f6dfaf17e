package ai.fluxion.core.formats;

import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A record as one line of CSV, without its end, and with a header before it where the dialect says so. */
final class CsvEncoder implements PayloadEncoder {
    private final CsvDialect dialect;
    private final CsvRows rows;

    CsvEncoder(CsvDialect dialect) {
        this.dialect = dialect;
        this.rows = new CsvRows(dialect);
    }

    @Override
    public String format() {
        return CsvFormat.NAME;
    }

    @Override
    public Bytes encode(Document record) {
        List<String> columns = dialect.columns().isEmpty() ? record.names() : dialect.columns();
        Bytes line = rows.record(record, columns);
        return dialect.headerInMessage() ? joined(rows.header(columns), line) : line;
    }

    private static Bytes joined(Bytes header, Bytes line) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(header.length() + 1 + line.length());
        try {
            header.writeTo(both);
            both.write('\n');
            line.writeTo(both);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return Bytes.wrap(both.toByteArray());
    }
}
