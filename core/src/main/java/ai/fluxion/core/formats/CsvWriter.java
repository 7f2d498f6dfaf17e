package ai.fluxion.core.formats;

import ai.fluxion.core.engine.formats.RecordWriter;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Writes a CSV file, with the columns that the manifest names, or those of the first record. */
final class CsvWriter implements RecordWriter {
    private static final String COLUMNS = "columns";

    private final boolean header;
    private final CsvRows rows;
    private List<String> columns;
    private boolean begun;

    /** @param state what {@link #state()} gave when the file so far was written */
    CsvWriter(CsvDialect dialect, Optional<Document> state) {
        this.header = dialect.headerInFile();
        this.rows = new CsvRows(dialect);
        this.begun = state.isPresent();
        this.columns = state.map(CsvWriter::columns).orElse(dialect.columns());
    }

    /** The columns of a file that exists. */
    static List<String> columns(Document state) {
        return state.getList(COLUMNS).stream().map(String.class::cast).toList();
    }

    @Override
    public void write(Document record, OutputStream out) throws IOException {
        List<String> names = columns.isEmpty() ? record.names() : columns;
        Bytes line = rows.record(record, names);
        if (!begun && header) {
            rows.header(names).writeTo(out);
            out.write('\n');
        }
        columns = names;
        begun = true;
        line.writeTo(out);
        out.write('\n');
    }

    @Override
    public Optional<Document> state() {
        return begun ? Optional.of(Document.of(COLUMNS, columns)) : Optional.empty();
    }
}
