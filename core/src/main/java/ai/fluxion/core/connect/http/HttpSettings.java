package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.OptionValues;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of a sink, read once.
 *
 * @param format what records are sent as
 * @param perRecord whether each record has a request of its own
 * @param batchSize how many records a request holds at most
 * @param batchBytes how large its body is at most
 * @param gzip whether bodies are compressed
 * @param maxInFlight how many requests of a lane may be under way
 * @param timeout of a whole request
 * @param connectTimeout of a connection
 * @param maxResponseBytes how large an answer's body may be
 * @param originField the field that takes the origin id of a record, if any
 */
record HttpSettings(
        Endpoint endpoint,
        String method,
        RequestHeaders headers,
        ConnectorConfig format,
        boolean perRecord,
        int batchSize,
        int batchBytes,
        boolean gzip,
        int maxInFlight,
        Duration timeout,
        Duration connectTimeout,
        ReplyRules replies,
        long maxResponseBytes,
        Optional<String> originField,
        TlsSettings tls) {

    /** @throws ai.fluxion.core.engine.connectors.FluxionException fatal, at the option that is wrong */
    static HttpSettings of(ConnectorConfig config) {
        return new HttpSettings(
                Endpoint.of(config.getString(HttpOptions.ENDPOINT)),
                config.getString(HttpOptions.METHOD),
                RequestHeaders.of(config),
                config.getFormat(HttpOptions.FORMAT.name())
                        .orElseGet(() -> ConnectorConfig.builder("json", ConnectorConfig.Kind.FORMAT)
                                .build()),
                config.getString(HttpOptions.REQUEST_PER).equals("record"),
                config.getInt(HttpOptions.BATCH_SIZE),
                Math.toIntExact(config.getSize(HttpOptions.BATCH_BYTES)),
                config.getString(HttpOptions.COMPRESSION).equals("gzip"),
                config.getInt(HttpOptions.MAX_IN_FLIGHT),
                config.getDuration(HttpOptions.TIMEOUT),
                config.getDuration(HttpOptions.CONNECT_TIMEOUT),
                ReplyRules.of(config),
                config.getSize(HttpOptions.MAX_RESPONSE_BYTES),
                config.get(HttpOptions.ORIGIN_FIELD.name())
                        .map(OptionValues::text)
                        .filter(name -> !name.isEmpty()),
                TlsSettings.of(config));
    }
}
