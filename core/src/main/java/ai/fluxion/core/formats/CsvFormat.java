package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.ByteSource;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.engine.formats.RecordReader;
import ai.fluxion.core.engine.formats.RecordWriter;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code csv}: comma-separated values (RFC 4180) in UTF-8. Lines are written with a line feed at their end. */
public final class CsvFormat implements FormatProvider {
    static final String NAME = "csv";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String doc() {
        return "Comma-separated values (RFC 4180) in UTF-8.";
    }

    @Override
    public List<String> extensions() {
        return List.of("csv");
    }

    @Override
    public List<ConnectorOption> options() {
        return CsvDialect.OPTIONS;
    }

    @Override
    public PayloadDecoder decoder(ConnectorConfig config) {
        CsvDialect dialect = CsvDialect.of(config);
        if (!dialect.headerInMessage()) {
            requireColumns(dialect);
        }
        return new CsvDecoder(dialect, dialect.columns(), dialect.headerInMessage());
    }

    private static void requireColumns(CsvDialect dialect) {
        if (dialect.columns().isEmpty()) {
            throw Failure.fatal("FLX-OPTION-MISSING", "without a header, nothing names the fields")
                    .at("columns")
                    .remedy("Name them, in order.")
                    .exception();
        }
    }

    @Override
    public PayloadEncoder encoder(ConnectorConfig config) {
        return new CsvEncoder(CsvDialect.of(config));
    }

    @Override
    public RecordReader reader(ConnectorConfig config, ByteSource source, long offset) throws IOException {
        CsvDialect dialect = CsvDialect.of(config);
        if (!dialect.headerInFile()) {
            requireColumns(dialect);
        }
        return new CsvReader(dialect, source, offset, FormatOptions.size(config, FormatOptions.MAX_RECORD_BYTES));
    }

    @Override
    public RecordWriter writer(ConnectorConfig config, Optional<Document> state) {
        CsvDialect dialect = CsvDialect.of(config);
        state.map(CsvWriter::columns).ifPresent(there -> {
            if (!dialect.columns().isEmpty() && !dialect.columns().equals(there)) {
                throw Failure.fatal("FLX-FORMAT-CSV-COLUMNS", "the file has the columns " + there)
                        .at("columns")
                        .remedy("Write to another file, or name these.")
                        .exception();
            }
        });
        return new CsvWriter(dialect, state);
    }
}
