package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import java.util.List;

/** The options of the sink. */
final class HttpOptions {
    static final ConnectorOption ENDPOINT = ConnectorOption.builder("endpoint", ConnectorOption.Type.STRING)
            .required()
            .doc("The URL to send requests to, http or https. Credentials belong into headers, not here.")
            .build();
    static final ConnectorOption METHOD = ConnectorOption.builder("method", ConnectorOption.Type.STRING)
            .defaultValue("POST")
            .allowed("POST", "PUT", "PATCH")
            .doc("The method of the requests.")
            .build();
    static final ConnectorOption HEADERS = ConnectorOption.builder("headers", ConnectorOption.Type.MAP)
            .doc("Headers of every request, such as Authorization. Content-Type follows from the format unless it is"
                    + " given here.")
            .build();
    static final ConnectorOption FORMAT = ConnectorOption.builder("format", ConnectorOption.Type.FORMAT)
            .defaultValue("json")
            .doc("What records are sent as. A batch is an array for json, and for any other format what a file of it"
                    + " holds: lines for ndjson.")
            .build();
    static final ConnectorOption REQUEST_PER = ConnectorOption.builder("requestPer", ConnectorOption.Type.STRING)
            .defaultValue("batch")
            .allowed("batch", "record")
            .doc("What a request holds: a batch of records, or one record.")
            .build();
    static final ConnectorOption BATCH_SIZE = ConnectorOption.builder("batchSize", ConnectorOption.Type.INTEGER)
            .defaultValue("500")
            .range(1, 1_000_000)
            .doc("How many records a request holds at most.")
            .build();
    static final ConnectorOption BATCH_BYTES = ConnectorOption.builder("batchBytes", ConnectorOption.Type.SIZE)
            .defaultValue("1MiB")
            .range(1, 1 << 30)
            .doc("How large the body of a request is at most, before it is compressed. A record that is larger goes"
                    + " alone.")
            .build();
    static final ConnectorOption COMPRESSION = ConnectorOption.builder("compression", ConnectorOption.Type.STRING)
            .defaultValue("none")
            .allowed("none", "gzip")
            .doc("How bodies are compressed.")
            .build();
    static final ConnectorOption MAX_IN_FLIGHT = ConnectorOption.builder("maxInFlight", ConnectorOption.Type.INTEGER)
            .defaultValue("1")
            .range(1, 256)
            .doc("How many requests of a lane may be under way at once. Those with records of one partition go one"
                    + " after the other all the same.")
            .build();
    static final ConnectorOption TIMEOUT = ConnectorOption.builder("timeout", ConnectorOption.Type.DURATION)
            .defaultValue("30s")
            .range(1, 3_600_000)
            .doc("How long a request may take, from the connection to the last byte of the answer.")
            .build();
    static final ConnectorOption CONNECT_TIMEOUT = ConnectorOption.builder(
                    "connectTimeout", ConnectorOption.Type.DURATION)
            .defaultValue("10s")
            .range(1, 3_600_000)
            .doc("How long connecting may take.")
            .build();
    static final ConnectorOption RETRY_STATUSES = ConnectorOption.builder("retryStatuses", ConnectorOption.Type.LIST)
            .defaultValue("408,409,425,429,5xx")
            .doc("Statuses after which a request is sent again, as `errors.retry` says.")
            .build();
    static final ConnectorOption REJECT_STATUSES = ConnectorOption.builder("rejectStatuses", ConnectorOption.Type.LIST)
            .defaultValue("400,413,422")
            .doc("Statuses that mean that the server can't take a record: a batch is split until it is known which.")
            .build();
    static final ConnectorOption SUCCESS_STATUSES = ConnectorOption.builder(
                    "successStatuses", ConnectorOption.Type.LIST)
            .defaultValue("2xx")
            .doc("Statuses that mean that the server has the records. Statuses in none of the three lists stop the"
                    + " pipeline.")
            .build();
    static final ConnectorOption MAX_RETRY_AFTER = ConnectorOption.builder(
                    "maxRetryAfter", ConnectorOption.Type.DURATION)
            .defaultValue("1m")
            .range(0, 3_600_000)
            .doc("How long to wait at most when the server asks for it with Retry-After.")
            .build();
    static final ConnectorOption MAX_RESPONSE_BYTES = ConnectorOption.builder(
                    "maxResponseBytes", ConnectorOption.Type.SIZE)
            .defaultValue("1MiB")
            .range(1, 1 << 30)
            .doc("How large the body of an answer may be.")
            .build();
    static final ConnectorOption IDEMPOTENCY_HEADER = ConnectorOption.builder(
                    "idempotencyHeader", ConnectorOption.Type.STRING)
            .defaultValue("Idempotency-Key")
            .doc("The header with a key that is the same whenever the same records are sent; empty for none.")
            .build();
    static final ConnectorOption ORIGIN_HEADER = ConnectorOption.builder("originHeader", ConnectorOption.Type.STRING)
            .defaultValue("Fluxion-Origin-Id")
            .doc("The header with the origin id of the record, or those of the first and the last; empty for none.")
            .build();
    static final ConnectorOption ORIGIN_FIELD = ConnectorOption.builder("originField", ConnectorOption.Type.STRING)
            .doc("A field to add to each record, with its origin id.")
            .build();
    static final ConnectorOption TLS_TRUST = ConnectorOption.builder("tlsTrust", ConnectorOption.Type.PATH)
            .doc("Certificates of the authorities to trust in place of Java's own: a PEM file, or a PKCS12 store.")
            .build();
    static final ConnectorOption TLS_TRUST_PASSWORD = ConnectorOption.builder(
                    "tlsTrustPassword", ConnectorOption.Type.STRING)
            .secret()
            .doc("The password of the store in tlsTrust.")
            .build();
    static final ConnectorOption TLS_KEY = ConnectorOption.builder("tlsKey", ConnectorOption.Type.PATH)
            .doc("The client's private key: a PEM file in PKCS#8, or a PKCS12 store with key and certificates.")
            .build();
    static final ConnectorOption TLS_KEY_PASSWORD = ConnectorOption.builder(
                    "tlsKeyPassword", ConnectorOption.Type.STRING)
            .secret()
            .doc("The password of the store in tlsKey.")
            .build();
    static final ConnectorOption TLS_CERTIFICATE = ConnectorOption.builder("tlsCertificate", ConnectorOption.Type.PATH)
            .doc("The client's certificates in PEM, its own first; absent: they stand in tlsKey.")
            .build();

    private HttpOptions() {}

    static List<ConnectorOption> all() {
        return List.of(
                ENDPOINT,
                METHOD,
                HEADERS,
                FORMAT,
                REQUEST_PER,
                BATCH_SIZE,
                BATCH_BYTES,
                COMPRESSION,
                MAX_IN_FLIGHT,
                TIMEOUT,
                CONNECT_TIMEOUT,
                RETRY_STATUSES,
                REJECT_STATUSES,
                SUCCESS_STATUSES,
                MAX_RETRY_AFTER,
                MAX_RESPONSE_BYTES,
                IDEMPOTENCY_HEADER,
                ORIGIN_HEADER,
                ORIGIN_FIELD,
                TLS_TRUST,
                TLS_TRUST_PASSWORD,
                TLS_KEY,
                TLS_KEY_PASSWORD,
                TLS_CERTIFICATE);
    }
}
