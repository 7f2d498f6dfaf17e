package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import ai.fluxion.testkit.TestServices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Drives the sink's writer in one lane, as the engine does. */
final class Sent implements AutoCloseable {
    static final String INCARNATION = "0123456789abcdef0123456789abcdef";

    final Map<Integer, Failure> rejected = new TreeMap<>();
    final SinkWriter writer;

    private Sent(SinkWriter writer) {
        this.writer = writer;
    }

    /** @param options pairs of names and values, beside the endpoint */
    static Sent to(String endpoint, Object... options) throws Exception {
        return with(new TestServices(), endpoint, options);
    }

    static Sent with(ConnectorServices services, String endpoint, Object... options) throws Exception {
        Map<String, Object> all = new HashMap<>();
        all.put("endpoint", endpoint);
        for (int i = 0; i < options.length; i += 2) {
            all.put((String) options[i], options[i + 1]);
        }
        ConnectorConfig config = ConnectorConfig.builder("http", ConnectorConfig.Kind.SINK)
                .options(all)
                .build();
        HttpSink sink = (HttpSink) new HttpSinkProvider().create(config);
        SinkContext context = new SinkContext(Optional.of("orders"), Optional.of(INCARNATION), services);
        return new Sent(sink.createWriter(new WriterContext(context, 0, new EpochId("orders", INCARNATION, 1, 1))));
    }

    /** Records with the fields id, from a partition, beginning at an offset. */
    static List<Document> records(String partition, int from, int to) {
        List<Document> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            records.add(record(partition, i));
        }
        return records;
    }

    static Document record(String partition, int id) {
        return Document.of("id", id)
                .withMetadata(
                        RecordMetadata.builder().partition(partition).offset(id).build());
    }

    static Batch.Records batch(List<Document> documents) {
        return Batch.of(documents, Position.empty());
    }

    void write(List<Document> documents) throws Exception {
        write(batch(documents));
    }

    void write(Batch.Records batch) throws Exception {
        writer.write(batch, rejected::put);
    }

    /** Writes as the engine does: a retryable failure is tried again, without a wait. */
    void writeWithRetries(Batch.Records batch, int attempts) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                write(batch);
                return;
            } catch (FluxionException failed) {
                if (attempt == attempts || failed.failure().kind() != Failure.Kind.RETRYABLE) {
                    throw failed;
                }
            }
        }
    }

    @Override
    public void close() throws Exception {
        writer.close();
    }
}
