package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.ByteSource;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.engine.formats.RecordReader;
import ai.fluxion.core.engine.formats.RecordWriter;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.model.RecordMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The least format that has all that the connector must cope with: a record is a line, its field {@code line}. Called
 * {@code table}, it writes all fields, and their names once at the beginning of a file.
 */
record LineFormat(String name) implements FormatProvider {
    @Override
    public String doc() {
        return "Lines.";
    }

    @Override
    public List<String> extensions() {
        return List.of(name);
    }

    @Override
    public PayloadDecoder decoder(ConnectorConfig config) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PayloadEncoder encoder(ConnectorConfig config) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RecordReader reader(ConnectorConfig config, ByteSource source, long offset) throws IOException {
        return new Reader(source.at(offset), offset);
    }

    @Override
    public RecordWriter writer(ConnectorConfig config, Optional<Document> state) {
        return name.equals("table") ? new Table(state) : new Lines();
    }

    private static final class Reader implements RecordReader {
        private final InputStream in;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private long offset;

        private Reader(InputStream in, long offset) {
            this.in = in;
            this.offset = offset;
        }

        @Override
        public Document next(boolean complete, RecordMetadata.Builder metadata) throws IOException {
            int b = in.read();
            while (b >= 0 && b != '\n') {
                line.write(b);
                b = in.read();
            }
            if (b < 0 && (!complete || line.size() == 0)) {
                return null;
            }
            Document record = Document.of("line", line.toString(StandardCharsets.UTF_8))
                    .withMetadata(metadata.offset(offset).build());
            offset += line.size() + (b < 0 ? 0 : 1);
            line.reset();
            return record;
        }

        @Override
        public long offset() {
            return offset;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static final class Lines implements RecordWriter {
        @Override
        public void write(Document record, OutputStream out) throws IOException {
            if (!record.has("line")) {
                throw Failure.invalidRecord("FLX-LINE", "no line").exception();
            }
            out.write((record.getString("line") + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final class Table implements RecordWriter {
        private Document state;

        private Table(Optional<Document> state) {
            this.state = state.orElse(null);
        }

        @Override
        public void write(Document record, OutputStream out) throws IOException {
            if (state == null) {
                state = Document.of("columns", record.names());
                out.write((String.join(",", record.names()) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            String row = state.getList("columns").stream()
                    .map(column -> String.valueOf(record.get((String) column)))
                    .collect(Collectors.joining(",", "", "\n"));
            out.write(row.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Optional<Document> state() {
            return Optional.ofNullable(state);
        }
    }
}
