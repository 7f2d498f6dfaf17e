package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.engine.stages.Expression;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Header;
import ai.fluxion.core.model.JsonWriter;
import ai.fluxion.core.model.Operation;
import ai.fluxion.core.model.RecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Makes the client's records of documents; what can't be one is that record's failure. For one thread. */
final class RecordEncoder implements AutoCloseable {
    private static final String SOURCE_HEADERS = "$_meta.headers";

    private final Optional<String> constantTopic;
    private final Expression topic;
    private final Optional<Expression> key;
    private final Optional<Expression> partition;
    private final Optional<Expression> headers;
    private final boolean keepsHeaders;
    private final Optional<Expression> timestamp;
    private final PayloadEncoder format;
    private final CustomSerializer keySerializer;
    private final CustomSerializer valueSerializer;

    RecordEncoder(SinkSettings settings, ConnectorServices services) {
        this.constantTopic = settings.constantTopic();
        this.topic = services.expression(settings.topic());
        this.key = settings.key().map(services::expression);
        this.partition = settings.partition().map(services::expression);
        this.keepsHeaders = settings.headers().filter(SOURCE_HEADERS::equals).isPresent();
        this.headers = keepsHeaders ? Optional.empty() : settings.headers().map(services::expression);
        this.timestamp = settings.timestamp().map(services::expression);
        this.format = services.format(settings.format().type()).encoder(settings.format());
        this.keySerializer = new CustomSerializer(
                settings.keySerializer(), SinkOptions.KEY_SERIALIZER.name(), settings.client(), true);
        this.valueSerializer = new CustomSerializer(
                settings.valueSerializer(), SinkOptions.VALUE_SERIALIZER.name(), settings.client(), false);
    }

    /** @throws ai.fluxion.core.engine.connectors.FluxionException invalid record */
    ProducerRecord<byte[], byte[]> encode(Document document) {
        String to = constantTopic.isPresent() ? constantTopic.get() : topicOf(document);
        byte[] keyBytes = key(to, key.isPresent() ? key.get().evaluate(document) : ownKey(document.metadata()));
        byte[] value = document.metadata().operation() == Operation.DELETE ? null : value(to, document);
        return new ProducerRecord<>(
                to,
                partition.isPresent() ? partitionOf(document) : null,
                timestamp.isPresent() ? timestampOf(document) : null,
                keyBytes,
                value,
                headersOf(document));
    }

    private String topicOf(Document document) {
        Object name = topic.evaluate(document);
        if (name instanceof String text && TopicName.isLegal(text)) {
            return text;
        }
        throw invalid(SinkOptions.TOPIC.name(), "expected the name of a topic, got " + JsonWriter.text(name));
    }

    /** The key as it came, where its text would become the same bytes. */
    private Object ownKey(RecordMetadata metadata) {
        Bytes encoded = metadata.encodedKey();
        return encoded != null && keySerializer.isAbsent() ? encoded : metadata.key();
    }

    private byte[] key(String to, Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Bytes bytes) {
            return bytes.toArray();
        }
        String text = value instanceof String already ? already : JsonWriter.text(value);
        return keySerializer.isAbsent() ? text.getBytes(StandardCharsets.UTF_8) : keySerializer.serialize(to, text);
    }

    private byte[] value(String to, Document document) {
        Bytes encoded = format.encode(document);
        return valueSerializer.isAbsent() ? encoded.toArray() : valueSerializer.serialize(to, encoded.utf8());
    }

    private Integer partitionOf(Document document) {
        Object value = partition.get().evaluate(document);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() == number.intValue() && number.intValue() >= 0) {
            return number.intValue();
        }
        throw invalid(SinkOptions.PARTITION.name(), "expected a number from 0, got " + JsonWriter.text(value));
    }

    private Long timestampOf(Document document) {
        Object value = timestamp.get().evaluate(document);
        if (value == null) {
            return null;
        }
        if (value instanceof Instant time && !time.isBefore(Instant.EPOCH)) {
            return time.toEpochMilli();
        }
        if ((value instanceof Long || value instanceof Integer) && ((Number) value).longValue() >= 0) {
            return ((Number) value).longValue();
        }
        throw invalid(
                SinkOptions.TIMESTAMP.name(),
                "expected a date or milliseconds since 1970, got " + JsonWriter.text(value));
    }

    /** Null where there are none: then the client makes its own. */
    private List<org.apache.kafka.common.header.Header> headersOf(Document document) {
        if (keepsHeaders) {
            List<Header> given = document.metadata().headers();
            if (given.isEmpty()) {
                return null;
            }
            List<org.apache.kafka.common.header.Header> all = new ArrayList<>(given.size());
            for (Header header : given) {
                all.add(new RecordHeader(
                        header.name(), header.value().map(Bytes::toArray).orElse(null)));
            }
            return all;
        }
        if (headers.isEmpty()) {
            return null;
        }
        Object value = headers.get().evaluate(document);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Document map)) {
            throw invalid(SinkOptions.HEADERS.name(), "expected a map, got " + JsonWriter.text(value));
        }
        List<org.apache.kafka.common.header.Header> all = new ArrayList<>(map.size());
        map.forEach((name, content) -> all.add(new RecordHeader(name, header(content))));
        return all;
    }

    private static byte[] header(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Bytes bytes) {
            return bytes.toArray();
        }
        String text = value instanceof String already ? already : JsonWriter.text(value);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RuntimeException invalid(String option, String what) {
        return Failure.invalidRecord("FLX-KAFKA-" + option.toUpperCase(java.util.Locale.ROOT), what)
                .at(option)
                .exception();
    }

    @Override
    public void close() {
        keySerializer.close();
        valueSerializer.close();
    }
}
