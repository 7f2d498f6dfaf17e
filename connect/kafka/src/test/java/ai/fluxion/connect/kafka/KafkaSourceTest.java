package ai.fluxion.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

class KafkaSourceTest {
    @Test
    void recordsComeInTheOrderOfTheirPartition() throws Exception {
        String topic = Broker.topic("order", 2);
        Broker.write(topic, 0, "a0", "a1", "a2");
        Broker.write(topic, 1, "b0", "b1");

        try (Source source = Source.open(Map.of("topic", topic))) {
            assertThat(source.texts(5)).containsSubsequence("a0", "a1", "a2").containsSubsequence("b0", "b1");
            assertThat(source.position().offset(topic + "-0").orElseThrow().number())
                    .isEqualTo(3);
        }
    }

    @Test
    void aRestartReadsExactlyTheRest() throws Exception {
        String topic = Broker.topic("restart", 1);
        Broker.write(topic, 0, "a", "b");
        Position position;
        Optional<Document> state;
        try (Source source = Source.open(Map.of("topic", topic))) {
            assertThat(source.texts(2)).containsExactly("a", "b");
            position = source.position();
            state = source.state();
        }
        Broker.write(topic, 0, "c", "d");

        try (Source source = Source.resume(Map.of("topic", topic), position, state)) {
            assertThat(source.texts(2)).containsExactly("c", "d");
        }
    }

    @Test
    void metadataHoldsWhatKafkaKnows() throws Exception {
        String topic = Broker.topic("metadata", 1);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, 0, 1234567890123L, Broker.bytes("key"), Broker.bytes("value"));
        record.headers().add("h", Broker.bytes("1")).add("none", null);
        Broker.write(record);

        try (Source source = Source.open(Map.of("topic", topic))) {
            Document document = source.read(1).get(0);

            assertThat(document.metadata().get("topic")).isEqualTo(topic);
            assertThat(document.metadata().get("partition")).isEqualTo(0);
            assertThat(document.metadata().partition()).isEqualTo(topic + "-0");
            assertThat(document.metadata().get("offset")).isEqualTo(0L);
            assertThat(document.metadata().key()).isEqualTo("key");
            assertThat(document.metadata().timestampMillis()).isEqualTo(1234567890123L);
            assertThat(document.metadata().headers()).hasSize(2);
            assertThat(document.metadata().headers().get(0).value()).contains(Bytes.utf8("1"));
            assertThat(document.metadata().headers().get(1).value()).isEmpty();
            assertThat(document.metadata().operation()).isEqualTo(Operation.INSERT);
        }
    }

    @Test
    void aNullValueIsADelete() throws Exception {
        String topic = Broker.topic("tombstone", 1);
        Broker.write(new ProducerRecord<>(topic, Broker.bytes("k"), null));

        try (Source source = Source.open(Map.of("topic", topic))) {
            Document document = source.read(1).get(0);

            assertThat(document.metadata().operation()).isEqualTo(Operation.DELETE);
            assertThat(document.metadata().key()).isEqualTo("k");
            assertThat(document.isEmpty()).isTrue();
        }
    }

    @Test
    void aKeyThatIsNoTextStaysBytes() throws Exception {
        String topic = Broker.topic("key", 1);
        byte[] malformed = {'a', (byte) 0xff};
        Broker.write(new ProducerRecord<>(topic, malformed, Broker.bytes("1")));
        Broker.write(new ProducerRecord<>(topic, Broker.bytes("\uFFFD"), Broker.bytes("2")));

        try (Source source = Source.open(Map.of("topic", topic))) {
            List<Document> documents = source.read(2);

            assertThat(documents.get(0).metadata().key()).isEqualTo(Bytes.copyOf(malformed));
            assertThat(documents.get(1).metadata().key()).isEqualTo("\uFFFD");
        }
    }

    @Test
    void theEndOfATransactionIsPartOfThePosition() throws Exception {
        String topic = Broker.topic("transaction", 1);
        try (KafkaProducer<byte[], byte[]> producer = Broker.producer(Map.of("transactional.id", topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic, Broker.bytes("committed")));
            producer.commitTransaction();
            producer.beginTransaction();
            Future<RecordMetadata> aborted = producer.send(new ProducerRecord<>(topic, Broker.bytes("aborted")));
            producer.flush();
            producer.abortTransaction();
        }

        try (Source source = Source.open(Map.of("topic", topic))) {
            assertThat(source.texts(1)).containsExactly("committed");
            assertThat(source.position().offset(topic + "-0").orElseThrow().number())
                    .isEqualTo(4);
        }
    }
}
