package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import java.util.List;
import java.util.Optional;

/**
 * How a CSV is written: the options of {@code csv}, checked.
 *
 * @param delimiter between fields, an ASCII character
 * @param quote around fields, an ASCII character
 * @param header whether names stand before the records; empty if the manifest does not say
 * @param columns the names in order; empty if the manifest does not say
 * @param nullText what stands for null where it is not quoted
 * @param infer whether numbers and truth values are read as such where they are not quoted
 */
record CsvDialect(
        char delimiter, char quote, Optional<Boolean> header, List<String> columns, String nullText, boolean infer) {
    static final ConnectorOption HEADER = ConnectorOption.builder("header", ConnectorOption.Type.BOOLEAN)
            .doc(
                    "Whether the first record holds the names. In a file: true unless set. In a message, which is one record:"
                            + " true where `columns` is not set.")
            .build();
    static final ConnectorOption DELIMITER = ConnectorOption.builder("delimiter", ConnectorOption.Type.STRING)
            .defaultValue(",")
            .doc("What stands between fields: one ASCII character.")
            .build();
    static final ConnectorOption QUOTE = ConnectorOption.builder("quote", ConnectorOption.Type.STRING)
            .defaultValue("\"")
            .doc("What stands around fields that hold other than plain text: one ASCII character, doubled where it is"
                    + " content.")
            .build();
    static final ConnectorOption COLUMNS = ConnectorOption.builder("columns", ConnectorOption.Type.LIST)
            .doc(
                    "The names of the fields, in order. Needed to read what has no header; with one, the header must say the"
                            + " same. When writing, absent: those of the first record.")
            .build();
    static final ConnectorOption NULL_TEXT = ConnectorOption.builder("nullText", ConnectorOption.Type.STRING)
            .defaultValue("")
            .doc("What stands, without quotes, for null. In quotes it is text: by default `a,,b` holds a null and"
                    + " `a,\"\",b` an empty text.")
            .build();
    static final ConnectorOption TYPES = ConnectorOption.builder("types", ConnectorOption.Type.STRING)
            .defaultValue("text")
            .allowed("text", "infer")
            .doc(
                    "text: all values are texts. infer: what is not quoted and is a JSON number, `true` or `false` is read as"
                            + " such.")
            .build();

    static final List<ConnectorOption> OPTIONS =
            List.of(HEADER, DELIMITER, QUOTE, COLUMNS, NULL_TEXT, TYPES, FormatOptions.MAX_RECORD_BYTES);

    static CsvDialect of(ConnectorConfig config) {
        char delimiter = character(config, DELIMITER);
        char quote = character(config, QUOTE);
        if (delimiter == quote) {
            throw FormatOptions.wrong(config, "quote", "the quote and the delimiter are the same character");
        }
        String types = config.getString(TYPES);
        if (!TYPES.allowed().contains(types)) {
            throw FormatOptions.wrong(config, "types", "expected text or infer, got '" + types + "'");
        }
        Optional<Boolean> header =
                config.has("header") ? Optional.of(config.getBoolean("header", true)) : Optional.empty();
        List<String> columns = config.getList("columns", List.of());
        if (columns.stream().distinct().count() < columns.size()) {
            throw FormatOptions.wrong(config, "columns", "a name stands twice");
        }
        String nullText = config.getString(NULL_TEXT);
        if (nullText.chars().anyMatch(c -> c == delimiter || c == quote || c == '\n' || c == '\r')) {
            throw FormatOptions.wrong(config, "nullText", "it holds the delimiter, the quote or a line's end");
        }
        return new CsvDialect(delimiter, quote, header, columns, nullText, types.equals("infer"));
    }

    private static char character(ConnectorConfig config, ConnectorOption option) {
        String text = config.getString(option);
        boolean one = text.length() == 1 && text.charAt(0) < 0x80;
        if (!one || text.charAt(0) == '\n' || text.charAt(0) == '\r') {
            throw FormatOptions.wrong(
                    config, option.name(), "expected one ASCII character that ends no line, got '" + text + "'");
        }
        return text.charAt(0);
    }

    /** Whether a file has names before its records. */
    boolean headerInFile() {
        return header.orElse(true);
    }

    /** Whether a message has names before its record. */
    boolean headerInMessage() {
        return header.orElse(columns.isEmpty());
    }
}
