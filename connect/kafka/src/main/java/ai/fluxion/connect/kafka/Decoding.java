package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import ai.fluxion.core.model.Header;
import ai.fluxion.core.model.Operation;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.model.RecordMetadata;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.BytesDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Makes documents of the consumer's records. Values stay bytes that the format reads later, if anybody looks; a class of
 * the user's is run at once, and what it refuses is one record's failure. For one thread.
 */
final class Decoding implements AutoCloseable {
    private static final Set<String> BYTES = Set.of(
            ByteArrayDeserializer.class.getName(),
            ByteBufferDeserializer.class.getName(),
            BytesDeserializer.class.getName());

    private final PayloadDecoder format;
    private final boolean textKeys;
    private final Optional<Deserializer<?>> keys;
    private final Optional<Deserializer<?>> values;

    /** @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if a class can't be had */
    Decoding(SourceSettings settings, PayloadDecoder format) {
        this.format = format;
        this.textKeys = settings.keyDeserializer().equals(StringDeserializer.class.getName());
        this.keys = custom(settings.keyDeserializer(), SourceOptions.KEY_DESERIALIZER.name(), settings.client(), true);
        this.values =
                custom(settings.valueDeserializer(), SourceOptions.VALUE_DESERIALIZER.name(), settings.client(), false);
    }

    private static Optional<Deserializer<?>> custom(
            String className, String option, Map<String, Object> client, boolean isKey) {
        if (className.equals(StringDeserializer.class.getName()) || BYTES.contains(className)) {
            return Optional.empty();
        }
        Deserializer<?> deserializer = PluggedIn.create(className, Deserializer.class, option);
        PluggedIn.configure(option, () -> deserializer.configure(client, isKey));
        return Optional.of(deserializer);
    }

    /**
     * The record as a document.
     *
     * @param partition its partition's name
     * @param attributes what all records of the partition have in common
     */
    Document document(ConsumerRecord<Bytes, Bytes> record, String partition, Document attributes) {
        RecordMetadata.Builder metadata = RecordMetadata.builder().stream(record.topic())
                .partition(partition)
                .offset(record.offset())
                .attributes(attributes);
        if (record.timestamp() >= 0) {
            metadata.timestamp(record.timestamp());
        }
        org.apache.kafka.common.header.Header[] headers = record.headers().toArray();
        if (headers.length > 0) {
            metadata.headers(headers(headers));
        }
        Bytes key = record.key();
        if (key != null && keys.isPresent()) {
            try {
                metadata.key(keys.get().deserialize(record.topic(), record.headers(), key.buffer()));
            } catch (RuntimeException refused) {
                metadata.key(key);
                return undecodable(record, "key", refused, metadata.build());
            }
        } else if (key != null && textKeys) {
            metadata.textKey(key.detach()); // metadata outlives the record, and must not keep what was fetched with it
        } else if (key != null) {
            metadata.key(key);
        }
        Bytes value = record.value();
        if (value == null) {
            return Document.empty()
                    .withMetadata(metadata.operation(Operation.DELETE).build());
        }
        return values.isEmpty()
                ? Document.encoded(value, format, metadata.build())
                : deserialized(record, metadata.build());
    }

    private static List<Header> headers(org.apache.kafka.common.header.Header[] headers) {
        List<Header> all = new ArrayList<>(headers.length);
        for (org.apache.kafka.common.header.Header header : headers) {
            all.add(new Header(header.key(), header.value() == null ? null : Bytes.wrap(header.value())));
        }
        return all;
    }

    private Document deserialized(ConsumerRecord<Bytes, Bytes> record, RecordMetadata metadata) {
        try {
            Object value = values.get()
                    .deserialize(
                            record.topic(), record.headers(), record.value().buffer());
            if (value instanceof String text) {
                return Document.encoded(Bytes.utf8(text), format, metadata);
            }
            if (value instanceof byte[] bytes) {
                return Document.encoded(Bytes.wrap(bytes), format, metadata);
            }
            if (value instanceof ByteBuffer buffer) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                return Document.encoded(Bytes.wrap(bytes), format, metadata);
            }
            if (value instanceof Map<?, ?> map) {
                DocumentBuilder fields = Document.builder(map.size());
                map.forEach((name, field) -> fields.put(String.valueOf(name), field));
                return fields.metadata(metadata).build();
            }
            Document document = value instanceof Document own ? own : Document.of("value", value);
            return document.withMetadata(metadata);
        } catch (RuntimeException refused) {
            return undecodable(record, "value", refused, metadata);
        }
    }

    /** The record's bytes, which nobody can decode: whoever looks at it is told why. */
    private Document undecodable(
            ConsumerRecord<Bytes, Bytes> record, String part, RuntimeException refused, RecordMetadata metadata) {
        Failure failure = Failure.invalidRecord(
                        "FLX-KAFKA-DESERIALIZE",
                        "the " + part + "'s deserializer refused it: "
                                + refused.getClass().getName() + ": " + refused.getMessage())
                .at(metadata.partition() + "@" + record.offset())
                .cause(refused);
        Bytes bytes = record.value() == null ? Bytes.empty() : record.value();
        return Document.encoded(bytes, new Refusal(failure), metadata);
    }

    /** No format writes it: an encoder that hands on what came in its own format does not take it for that. */
    private record Refusal(Failure failure) implements PayloadDecoder {
        @Override
        public String format() {
            return "undecodable";
        }

        @Override
        public Document decode(Bytes payload) {
            throw failure.exception();
        }
    }

    @Override
    public void close() {
        keys.ifPresent(Deserializer::close);
        values.ifPresent(Deserializer::close);
    }
}
