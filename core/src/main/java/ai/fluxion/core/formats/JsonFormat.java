package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
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

/**
 * {@code json}: a JSON object a payload. A file holds an array of objects, or objects one after the other; what is written
 * is the latter, one a line.
 */
public final class JsonFormat implements FormatProvider {
    static final String NAME = "json";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String doc() {
        return "A JSON object a message; in a file, an array of objects, or objects one after the other.";
    }

    @Override
    public List<String> extensions() {
        return List.of("json");
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
        return new JsonEncoder(NAME, false);
    }

    @Override
    public RecordReader reader(ConnectorConfig config, ByteSource source, long offset) throws IOException {
        int largest = FormatOptions.size(config, FormatOptions.MAX_RECORD_BYTES);
        PayloadDecoder decoder = decoder(config);
        boolean array = offset > 0 && JsonCutter.beginsWithArray(source);
        Cutter cutter = new JsonCutter(offset, array);
        return new SlicedReader(new Slicer(source, offset, cutter, largest), decoder, slice -> false);
    }

    @Override
    public RecordWriter writer(ConnectorConfig config, Optional<Document> state) {
        return new LineWriter(new JsonEncoder(NAME, true));
    }
}
