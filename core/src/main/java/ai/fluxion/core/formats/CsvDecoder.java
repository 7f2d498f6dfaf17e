package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import ai.fluxion.core.model.NumberLiteral;
import ai.fluxion.core.model.PayloadDecoder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One CSV record a payload.
 *
 * @param columns the names of the fields; empty if the payload's header says them
 * @param header whether the payload has a header before the record
 */
record CsvDecoder(CsvDialect dialect, List<String> columns, boolean header) implements PayloadDecoder {
    @Override
    public String format() {
        return CsvFormat.NAME;
    }

    @Override
    public Document decode(Bytes payload) {
        String text = Utf8.decode(payload, CsvRecord.CODE);
        int from = header && text.startsWith("\uFEFF") ? 1 : 0;
        List<String> names = columns;
        if (header) {
            CsvRecord first = CsvRecord.parse(text, from, dialect);
            if (!first.terminated()) {
                throw invalid("a header and no record");
            }
            names = names(first, columns);
            from = first.end();
        }
        CsvRecord csv = CsvRecord.parse(text, from, dialect);
        if (csv.end() < text.length()) {
            throw invalid("expected one record, found more");
        }
        return document(csv, names);
    }

    private Document document(CsvRecord csv, List<String> names) {
        List<String> fields = csv.fields();
        if (fields.size() != names.size()) {
            throw invalid("expected " + names.size() + " fields, found " + fields.size());
        }
        DocumentBuilder document = Document.builder(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            document.putNew(names.get(i), csv.isQuoted(i) ? fields.get(i) : plain(fields.get(i)));
        }
        return document.build();
    }

    private Object plain(String text) {
        if (text.equals(dialect.nullText())) {
            return null;
        }
        return dialect.infer() ? inferred(text) : text;
    }

    /** What a text without quotes means where types are inferred: a number, a truth value, or itself. */
    static Object inferred(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        if (first == '-' || (first >= '0' && first <= '9')) {
            try {
                return NumberLiteral.parse(text);
            } catch (NumberFormatException noNumber) {
                return text;
            }
        }
        return text;
    }

    /**
     * The names that a header says.
     *
     * @param expected the names that there must be; empty if any will do
     * @throws FluxionException invalid record, if they are others, or one stands twice
     */
    static List<String> names(CsvRecord header, List<String> expected) {
        List<String> names = List.copyOf(header.fields());
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw invalidHeader("the name '" + Utf8.shown(name) + "' stands twice");
            }
        }
        if (!expected.isEmpty() && !expected.equals(names)) {
            throw invalidHeader("expected the columns " + expected + ", found " + Utf8.shown(names.toString()));
        }
        return names;
    }

    private static FluxionException invalidHeader(String message) {
        return Failure.invalidRecord("FLX-FORMAT-CSV-HEADER", message)
                .at("header")
                .remedy("Set header: false if the first line is a record.")
                .exception();
    }

    private static FluxionException invalid(String message) {
        return Failure.invalidRecord(CsvRecord.CODE, message).exception();
    }
}
