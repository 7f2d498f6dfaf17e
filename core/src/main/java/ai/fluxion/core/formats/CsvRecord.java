package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The fields of one CSV record as they were written. Anything that RFC 4180 does not allow is an invalid record. */
final class CsvRecord {
    static final String CODE = "FLX-FORMAT-CSV";

    private final String text;
    private final char delimiter;
    private final char quote;
    private final List<String> fields = new ArrayList<>();
    private final BitSet quoted = new BitSet();
    private int at;
    private boolean terminated;

    private CsvRecord(String text, int from, CsvDialect dialect) {
        this.text = text;
        this.at = from;
        this.delimiter = dialect.delimiter();
        this.quote = dialect.quote();
    }

    /** @param from where in the text the record begins */
    static CsvRecord parse(String text, int from, CsvDialect dialect) {
        CsvRecord csv = new CsvRecord(text, from, dialect);
        do {
            csv.field();
        } while (csv.delimiterFollows());
        return csv;
    }

    private void field() {
        if (at < text.length() && text.charAt(at) == quote) {
            quoted.set(fields.size());
            fields.add(quotedField());
        } else {
            fields.add(plainField());
        }
    }

    private String plainField() {
        int start = at;
        while (at < text.length() && text.charAt(at) != delimiter && text.charAt(at) != '\n') {
            if (text.charAt(at) == quote) {
                throw invalid("a quote within a field that does not begin with one");
            }
            at++;
        }
        boolean lineEnds = at < text.length() && text.charAt(at) == '\n';
        int end = lineEnds && at > start && text.charAt(at - 1) == '\r' ? at - 1 : at;
        return text.substring(start, end);
    }

    private String quotedField() {
        StringBuilder several = null;
        int start = at + 1;
        while (true) {
            int close = text.indexOf(quote, start);
            if (close < 0) {
                throw invalid("a quote that is not closed");
            }
            boolean doubled = close + 1 < text.length() && text.charAt(close + 1) == quote;
            if (!doubled) {
                at = close + 1;
                String last = text.substring(start, close);
                return several == null ? last : several.append(last).toString();
            }
            several = several == null ? new StringBuilder() : several;
            several.append(text, start, close + 1);
            start = close + 2;
        }
    }

    private boolean delimiterFollows() {
        if (at == text.length()) {
            return false;
        }
        if (text.charAt(at) == delimiter) {
            at++;
            return true;
        }
        int feed = text.startsWith("\r\n", at) ? at + 1 : at;
        if (text.charAt(feed) != '\n') {
            throw invalidIn(fields.size(), "text behind the closing quote");
        }
        at = feed + 1;
        terminated = true;
        return false;
    }

    private FluxionException invalid(String message) {
        return invalidIn(fields.size() + 1, message);
    }

    private static FluxionException invalidIn(int field, String message) {
        return Failure.invalidRecord(CODE, message).at("field " + field).exception();
    }

    /** The fields' texts, without quotes. */
    List<String> fields() {
        return fields;
    }

    boolean isQuoted(int field) {
        return quoted.get(field);
    }

    /** Where in the text the next record begins. */
    int end() {
        return at;
    }

    /** Whether it ends with a line feed, and not with the text. */
    boolean terminated() {
        return terminated;
    }
}
