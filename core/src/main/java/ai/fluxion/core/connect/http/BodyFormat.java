package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.engine.formats.RecordWriter;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * How records become the body of a request: each alone, an array of JSON, or what a file of the format holds.
 *
 * @param provider the format
 * @param config its options
 * @param perRecord whether each record is alone
 */
record BodyFormat(FormatProvider provider, ConnectorConfig config, boolean perRecord) {
    private static final String JSON = "json";
    private static final Map<String, String> TYPES = Map.of(
            JSON,
            "application/json",
            "ndjson",
            "application/x-ndjson",
            "csv",
            "text/csv; charset=utf-8",
            "string",
            "text/plain; charset=utf-8");

    /** @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if the format can't be used so */
    static BodyFormat of(HttpSettings settings, ConnectorServices services) {
        FormatProvider provider = services.format(settings.format().type());
        BodyFormat format = new BodyFormat(provider, settings.format(), settings.perRecord());
        format.begin(); // so that one that has no form for files is refused now
        return format;
    }

    String contentType() {
        return TYPES.getOrDefault(provider.name(), "application/octet-stream");
    }

    /** For the records of one body. */
    Filling begin() {
        if (perRecord) {
            return new Alone(provider.encoder(config));
        }
        return provider.name().equals(JSON)
                ? new JsonArray(provider.encoder(config))
                : new AsFile(provider.writer(config, Optional.empty()));
    }

    /** Puts records into one body. For one thread. */
    sealed interface Filling {
        /**
         * Appends a record.
         *
         * @throws ai.fluxion.core.engine.connectors.FluxionException invalid record, if the format can't hold it; then
         *     nothing of it was written
         */
        void add(Document record, RequestBody body) throws IOException;

        /** Writes what the body ends with. */
        void finish(RequestBody body) throws IOException;
    }

    private record Alone(PayloadEncoder encoder) implements Filling {
        @Override
        public void add(Document record, RequestBody body) throws IOException {
            encoder.encode(record).writeTo(body);
        }

        @Override
        public void finish(RequestBody body) {
            // a record alone has no end of its own
        }
    }

    /** Malformed JSON would spoil the array for all: so each record is decoded, and with that validated. */
    private record JsonArray(PayloadEncoder encoder) implements Filling {
        @Override
        public void add(Document record, RequestBody body) throws IOException {
            Bytes object = encoder.encode(record.decode());
            body.write(body.size() == 0 ? '[' : ',');
            object.writeTo(body);
        }

        @Override
        public void finish(RequestBody body) {
            body.write(']');
        }
    }

    private record AsFile(RecordWriter writer) implements Filling {
        @Override
        public void add(Document record, RequestBody body) throws IOException {
            writer.write(record, body);
        }

        @Override
        public void finish(RequestBody body) throws IOException {
            writer.finish(body);
        }
    }
}
