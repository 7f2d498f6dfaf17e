package ai.fluxion.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

/** Deserializers and serializers that users name. */
class KafkaClassesTest {
    /** Makes a map of {@code a=1}; refuses what has no equals sign. */
    public static final class PairDeserializer implements Deserializer<Map<String, String>> {
        private String greeting = "";

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            greeting = String.valueOf(configs.get("greeting"));
        }

        @Override
        public Map<String, String> deserialize(String topic, byte[] data) {
            String[] pair = new String(data, StandardCharsets.UTF_8).split("=", 2);
            return Map.of(pair[0], pair[1], "greeting", greeting);
        }
    }

    /** Writes text in upper case; refuses {@code refused}. */
    public static final class UpperCaseSerializer implements Serializer<String> {
        @Override
        public byte[] serialize(String topic, String data) {
            if (data.equals("refused")) {
                throw new IllegalArgumentException("no");
            }
            return data.toUpperCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatADeserializerMakesIsTheRecordAndWhatItRefusesIsThatRecordsFailure() throws Exception {
        String topic = Broker.topic("deserializer", 1);
        Broker.write(topic, 0, "a=1", "refused", "b=2");
        Map<String, Object> options = Map.of(
                "topic", topic,
                "valueDeserializer", PairDeserializer.class.getName(),
                "properties", Map.of("greeting", "hello"));
        assertThat(Source.problems(options)).isEmpty();

        try (Source source = Source.open(options)) {
            List<Document> documents = source.read(3);

            assertThat(documents.get(0).toMap()).isEqualTo(Map.of("a", "1", "greeting", "hello"));
            assertThat(documents.get(2).getString("b")).isEqualTo("2");
            Document refused = documents.get(1);
            assertThat(refused.original()).contains(Bytes.utf8("refused"));
            assertThat(refused.format()).isNotEqualTo(documents.get(0).format()).isPresent();
            assertThatThrownBy(() -> refused.get("a")).isInstanceOfSatisfying(FluxionException.class, thrown -> {
                assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.INVALID_RECORD);
                assertThat(thrown.failure().place()).isEqualTo(topic + "-0@1");
            });
        }
    }

    @Test
    void aKeyThatItsDeserializerRefusesIsThatRecordsFailure() throws Exception {
        String topic = Broker.topic("long-key", 1);
        Broker.write(new ProducerRecord<>(topic, new byte[] {0, 0, 0, 0, 0, 0, 0, 7}, Broker.bytes("a")));
        Broker.write(new ProducerRecord<>(topic, new byte[] {7}, Broker.bytes("b")));

        try (Source source = Source.open(Map.of("topic", topic, "keyDeserializer", LongDeserializer.class.getName()))) {
            List<Document> documents = source.read(2);

            assertThat(documents.get(0).metadata().key()).isEqualTo(7L);
            assertThat(documents.get(0).getString("text")).isEqualTo("a");
            assertThatThrownBy(() -> documents.get(1).get("text")).hasMessageContaining("FLX-KAFKA-DESERIALIZE");
        }
    }

    @Test
    void aNumberIsTheFieldValue() throws Exception {
        String topic = Broker.topic("long-value", 1);
        Broker.write(new ProducerRecord<>(topic, null, new byte[] {0, 0, 0, 0, 0, 0, 0, 7}));

        try (Source source =
                Source.open(Map.of("topic", topic, "valueDeserializer", LongDeserializer.class.getName()))) {
            assertThat(source.read(1).get(0)).isEqualTo(Document.of("value", 7L));
        }
    }

    @Test
    void bytesAreReadByTheFormatAsTextIs() throws Exception {
        String topic = Broker.topic("bytes", 1);
        byte[] malformed = {'a', (byte) 0xff};
        Broker.write(new ProducerRecord<>(topic, Broker.bytes("k"), Broker.bytes("a")));
        Broker.write(new ProducerRecord<>(topic, Broker.bytes("k"), malformed));
        String bytes = ByteArrayDeserializer.class.getName();

        try (Source source =
                Source.open(Map.of("topic", topic, "keyDeserializer", bytes, "valueDeserializer", bytes))) {
            List<Document> documents = source.read(2);

            assertThat(documents.get(0).metadata().key()).isEqualTo(Bytes.utf8("k"));
            assertThat(documents.get(0).getString("text")).isEqualTo("a");
            assertThat(documents.get(1).payload().orElseThrow().toArray()).isEqualTo(malformed);
            assertThatThrownBy(() -> documents.get(1).get("text")).hasMessageContaining("FLX-TEXT");
        }
    }

    @Test
    void aClassThatCanNotBeHadIsNamedWithItsOption() {
        assertThatThrownBy(() -> Source.open(Map.of("topic", "t", "valueDeserializer", "no.such.Class")))
                .hasMessageContaining("FLX-KAFKA-CLASS")
                .hasMessageContaining("valueDeserializer")
                .hasMessageContaining("no.such.Class");
        assertThatThrownBy(() -> Source.open(Map.of("topic", "t", "valueDeserializer", "java.lang.String")))
                .hasMessageContaining("FLX-KAFKA-CLASS");
    }

    @Test
    void serializersAreHandedText() throws Exception {
        String topic = Broker.topic("serializer", 1);
        String upperCase = UpperCaseSerializer.class.getName();

        Map<Integer, Failure> rejected = Sink.write(
                Map.of("topic", topic, "key", "$id", "keySerializer", upperCase, "valueSerializer", upperCase),
                Document.of("text", "a", "id", "k"),
                Document.of("text", "refused", "id", "k"));

        List<ConsumerRecord<byte[], byte[]>> records = Broker.read(topic);
        assertThat(records).hasSize(1);
        assertThat(Broker.text(records.get(0).key())).isEqualTo("K");
        assertThat(Broker.text(records.get(0).value())).isEqualTo("A");
        assertThat(rejected).containsOnlyKeys(1);
        assertThat(rejected.get(1).code()).isEqualTo("FLX-KAFKA-SERIALIZE");
    }

    @Test
    void aValueAndAKeyAreSlicesThatMayBeKept() throws Exception {
        String topic = Broker.topic("slices", 1);
        byte[] large = new byte[100_000];
        Arrays.fill(large, (byte) 'x');
        Broker.write(new ProducerRecord<>(topic, null, large));
        Broker.write(topic, 0, "small");

        try (Source source = Source.open(Map.of("topic", topic))) {
            List<Document> documents = source.read(2);

            assertThat(documents.get(0).payload().orElseThrow().toArray()).isEqualTo(large);
            assertThat(documents.get(1).detach().getString("text")).isEqualTo("small");
        }
    }
}
