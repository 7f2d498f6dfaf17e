package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.JsonWriter;
import ai.fluxion.core.model.Unavailable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes records as lines of CSV, so that reading gives them again: quotes where a text would be taken for something else.
 * Documents and arrays become JSON, other values the text that they have there. For one thread.
 */
final class CsvRows {
    private final CsvDialect dialect;
    private final JsonWriter json = new JsonWriter();
    private final StringBuilder row = new StringBuilder();

    CsvRows(CsvDialect dialect) {
        this.dialect = dialect;
    }

    /** The names as a line, without its end. */
    Bytes header(List<String> columns) {
        row.setLength(0);
        for (int i = 0; i < columns.size(); i++) {
            delimit(i);
            text(columns.get(i), columns.get(i).isEmpty());
        }
        return Utf8.encode(row.toString(), "header", CsvRecord.CODE);
    }

    /**
     * A record as a line, without its end. What it has no value for is null.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException invalid record, if it has a field that is no column
     */
    Bytes record(Document record, List<String> columns) {
        if (columns.isEmpty()) {
            throw Failure.invalidRecord(CsvRecord.CODE, "a record without fields has no columns")
                    .exception();
        }
        row.setLength(0);
        int written = 0;
        for (int i = 0; i < columns.size(); i++) {
            delimit(i);
            int ordinal = record.ordinal(columns.get(i));
            written += ordinal < 0 ? 0 : 1;
            field(record, ordinal);
        }
        if (written < record.size()) {
            refuseWhatIsNoColumn(record, columns);
        }
        return Utf8.encode(row.toString(), "record", CsvRecord.CODE);
    }

    private void delimit(int column) {
        if (column > 0) {
            row.append(dialect.delimiter());
        }
    }

    private void field(Document record, int ordinal) {
        Object value = ordinal < 0 ? null : record.valueAt(ordinal);
        if (value == null || value == Unavailable.VALUE) {
            row.append(dialect.nullText());
        } else if (value instanceof String text) {
            text(text, dialect.infer() && !(CsvDecoder.inferred(text) instanceof String));
        } else {
            json.reset();
            json.field(record, ordinal);
            String text = new String(json.toByteArray(), StandardCharsets.UTF_8);
            boolean quoted = text.charAt(0) == '"'; // a date, bytes: never with an escape
            text(quoted ? text.substring(1, text.length() - 1) : text, false);
        }
    }

    private void text(String text, boolean surelyQuoted) {
        char quote = dialect.quote();
        if (!surelyQuoted && !needsQuotes(text)) {
            row.append(text);
            return;
        }
        row.append(quote);
        int start = 0;
        for (int at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, start)) {
            row.append(text, start, at + 1).append(quote);
            start = at + 1;
        }
        row.append(text, start, text.length()).append(quote);
    }

    private boolean needsQuotes(String text) {
        if (text.equals(dialect.nullText())) {
            return true;
        }
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == dialect.delimiter() || c == dialect.quote() || c == '\n' || c == '\r') {
                return true;
            }
        }
        return length > 0 && (text.charAt(0) == ' ' || text.charAt(length - 1) == ' ' || text.charAt(0) == '\uFEFF');
    }

    private static void refuseWhatIsNoColumn(Document record, List<String> columns) {
        for (String name : record.names()) {
            if (!columns.contains(name)) {
                throw Failure.invalidRecord(CsvRecord.CODE, "the record has a field that is no column")
                        .at(Utf8.shown(name))
                        .remedy("Name it in `columns`, or take it out of the record.")
                        .exception();
            }
        }
    }
}
