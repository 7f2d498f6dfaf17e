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

/** Formats in which the payload is one value, and the record has it in one field. In a file, each is a line. */
abstract sealed class ValueFormat implements FormatProvider permits StringFormat, RawFormat {
    static final ConnectorOption FIELD = ConnectorOption.builder("field", ConnectorOption.Type.STRING)
            .defaultValue("value")
            .doc("The field that holds the payload. Other fields of a record are not written.")
            .build();

    private final boolean text;

    ValueFormat(boolean text) {
        this.text = text;
    }

    @Override
    public List<ConnectorOption> options() {
        return List.of(FIELD, FormatOptions.MAX_RECORD_BYTES);
    }

    @Override
    public PayloadDecoder decoder(ConnectorConfig config) {
        return new ValueDecoder(name(), config.getString(FIELD), text);
    }

    @Override
    public PayloadEncoder encoder(ConnectorConfig config) {
        return new ValueEncoder(name(), config.getString(FIELD), text, false);
    }

    @Override
    public RecordReader reader(ConnectorConfig config, ByteSource source, long offset) throws IOException {
        int largest = FormatOptions.size(config, FormatOptions.MAX_RECORD_BYTES);
        PayloadDecoder decoder = decoder(config);
        return new SlicedReader(new Slicer(source, offset, new LineCutter(text), largest), decoder, line -> false);
    }

    @Override
    public RecordWriter writer(ConnectorConfig config, Optional<Document> state) {
        return new LineWriter(new ValueEncoder(name(), config.getString(FIELD), text, true));
    }
}
