package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.formats.ByteSource;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.engine.formats.RecordReader;
import ai.fluxion.core.engine.formats.RecordWriter;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code ndjson}: JSON objects, one a line. Blank lines are passed over. */
public final class NdjsonFormat implements FormatProvider {
    static final String NAME = "ndjson";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String doc() {
        return "JSON objects, one a line (newline-delimited JSON, JSON Lines).";
    }

    @Override
    public List<String> extensions() {
        return List.of("ndjson", "jsonl");
    }

    @Override
    public List<ConnectorOption> options() {
        return JsonOptions.ALL;
    }

    @Override
    public PayloadDecoder decoder(ConnectorConfig config) {
        return new JsonDecoder(NAME, FormatOptions.size(config, JsonOptions.MAX_BYTES));
    }

    @Override
    public PayloadEncoder encoder(ConnectorConfig config) {
        return new JsonEncoder(NAME, true);
    }

    @Override
    public RecordReader reader(ConnectorConfig config, ByteSource source, long offset) throws IOException {
        int largest = FormatOptions.size(config, FormatOptions.MAX_RECORD_BYTES);
        PayloadDecoder decoder = decoder(config);
        return new SlicedReader(
                new Slicer(source, offset, new LineCutter(true), largest), decoder, NdjsonFormat::isBlank);
    }

    private static boolean isBlank(Bytes line) {
        for (int i = 0; i < line.length(); i++) {
            byte b = line.at(i);
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public RecordWriter writer(ConnectorConfig config, Optional<Document> state) {
        return new LineWriter(encoder(config));
    }
}
