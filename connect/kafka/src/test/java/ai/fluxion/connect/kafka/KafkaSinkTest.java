package ai.fluxion.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Header;
import ai.fluxion.core.model.Operation;
import ai.fluxion.core.model.RecordMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KafkaSinkTest {
    @Test
    void recordsAreThereInOrderOncePrepared() throws Exception {
        String topic = Broker.topic("sink", 1);

        Map<Integer, Failure> rejected =
                Sink.write(Map.of("topic", topic), Sink.text("a"), Sink.text("b"), Sink.text("c"));

        assertThat(rejected).isEmpty();
        assertThat(Broker.texts(topic)).containsExactly("a", "b", "c");
    }

    @Test
    void aMissingTopicIsMadeAsTheOptionsSay() throws Exception {
        String topic = Broker.name("made");

        Sink.write(Map.of("topic", topic, "partitions", 3, "replicationFactor", 1), Sink.text("a"));

        assertThat(Broker.texts(topic)).containsExactly("a");
        assertThat(Broker.get(Broker.admin().describeTopics(List.of(topic)).allTopicNames())
                        .get(topic)
                        .partitions())
                .hasSize(3);
    }

    @Test
    void aMissingTopicIsAFatalFailureIfTopicsAreNotMade() {
        String topic = Broker.name("absent");

        assertThatThrownBy(() -> Sink.write(Map.of("topic", topic, "createTopics", false), Sink.text("a")))
                .isInstanceOfSatisfying(FluxionException.class, thrown -> {
                    assertThat(thrown.failure().code()).isEqualTo("FLX-KAFKA-TOPIC");
                    assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.FATAL);
                });
    }

    @Test
    void eachRecordMayNameItsTopic() throws Exception {
        String first = Broker.name("by-record");
        String second = Broker.name("by-record");

        Map<Integer, Failure> rejected = Sink.write(
                Map.of("topic", "$to"),
                Document.of("to", first, "text", "1"),
                Document.of("to", second, "text", "2"),
                Document.of("to", "no topic", "text", "3"),
                Document.of("to", first, "text", "4"));

        assertThat(Broker.texts(first)).containsExactly("1", "4");
        assertThat(Broker.texts(second)).containsExactly("2");
        assertThat(rejected).containsOnlyKeys(2);
        assertThat(rejected.get(2).code()).isEqualTo("FLX-KAFKA-TOPIC");
    }

    @Test
    void keyPartitionHeadersAndTimestampAreExpressions() throws Exception {
        String topic = Broker.topic("expressions", 3);

        Sink.write(
                Map.of(
                        "topic", topic,
                        "key", "$id",
                        "partition", "$p",
                        "headers", Map.of("trace", "$id", "constant", "x"),
                        "timestamp", "$at"),
                Document.builder()
                        .put("text", "a")
                        .put("id", 7)
                        .put("p", 2)
                        .put("at", Instant.ofEpochMilli(1234567890123L))
                        .build());

        ConsumerRecord<byte[], byte[]> record = Broker.read(topic).get(0);
        assertThat(Broker.text(record.key())).isEqualTo("7");
        assertThat(record.partition()).isEqualTo(2);
        assertThat(record.timestamp()).isEqualTo(1234567890123L);
        assertThat(Broker.text(record.headers().lastHeader("trace").value())).isEqualTo("7");
        assertThat(Broker.text(record.headers().lastHeader("constant").value())).isEqualTo("x");
    }

    @Test
    void keyAndHeadersOfTheRecordAreKeptAsTheyWere() throws Exception {
        String topic = Broker.topic("kept", 1);
        Document document = Sink.text("a")
                .withMetadata(RecordMetadata.builder()
                        .key("k")
                        .headers(List.of(new Header("h", Bytes.utf8("1")), new Header("h", null)))
                        .build());

        Sink.write(Map.of("topic", topic, "headers", "$_meta.headers"), document);
        Sink.write(Map.of("topic", topic), document);

        List<ConsumerRecord<byte[], byte[]>> records = Broker.read(topic);
        assertThat(Broker.text(records.get(0).key())).isEqualTo("k");
        assertThat(records.get(0).headers().toArray()).hasSize(2);
        assertThat(records.get(0).headers().lastHeader("h").value()).isNull();
        assertThat(records.get(1).headers().toArray()).isEmpty();
    }

    @Test
    void aDeleteIsANullValueWithItsKey() throws Exception {
        String topic = Broker.topic("delete", 1);

        Sink.write(
                Map.of("topic", topic),
                Document.empty()
                        .withMetadata(RecordMetadata.builder()
                                .key("k")
                                .operation(Operation.DELETE)
                                .build()));

        ConsumerRecord<byte[], byte[]> record = Broker.read(topic).get(0);
        assertThat(record.value()).isNull();
        assertThat(Broker.text(record.key())).isEqualTo("k");
    }

    @Test
    void whatCanNotBeWrittenIsOneRecordsFailure() throws Exception {
        String topic = Broker.topic("wrong", 1);

        Map<Integer, Failure> rejected = Sink.write(
                Map.of("topic", topic, "partition", "$p", "max.request.size", 1000),
                Sink.text("a"),
                Sink.text("!refused by the format"),
                Sink.text("x".repeat(1000)),
                Document.of("text", "b", "p", 7),
                Document.of("text", "c", "p", "none"),
                Sink.text("d"));

        assertThat(rejected).containsOnlyKeys(1, 2, 3, 4);
        assertThat(rejected.get(1).code()).isEqualTo("FLX-TEXT");
        assertThat(rejected.get(2).code()).isEqualTo("FLX-KAFKA-TOO-LARGE");
        assertThat(rejected.get(3).code()).isEqualTo("FLX-KAFKA-PARTITION");
        assertThat(rejected.get(4).code()).isEqualTo("FLX-KAFKA-PARTITION");
        assertThat(rejected.values()).allMatch(failure -> failure.kind() == Failure.Kind.INVALID_RECORD);
        assertThat(Broker.texts(topic)).containsExactly("a", "d");
    }

    @Test
    void aRecordThatTheTopicDoesNotTakeIsRejectedBeforeItIsSent() throws Exception {
        String topic = Broker.name("small");
        Broker.create(topic, 1, Map.of("max.message.bytes", "500"));

        Map<Integer, Failure> rejected =
                Sink.write(Map.of("topic", topic), Sink.text("a"), Sink.text("x".repeat(1000)), Sink.text("b"));

        assertThat(rejected).containsOnlyKeys(1);
        assertThat(rejected.get(1).code()).isEqualTo("FLX-KAFKA-TOO-LARGE");
        assertThat(Broker.texts(topic)).containsExactly("a", "b");
    }

    @Test
    void aCompactedTopicTakesNoRecordWithoutKey() throws Exception {
        String topic = Broker.name("compacted");
        Broker.create(topic, 1, Map.of("cleanup.policy", "compact"));

        Map<Integer, Failure> rejected = Sink.write(
                Map.of("topic", topic, "key", "$id"),
                Document.of("id", "1", "text", "a"),
                Document.of("text", "no key"),
                Document.of("id", "2", "text", "b"));

        assertThat(rejected).containsOnlyKeys(1);
        assertThat(rejected.get(1).code()).isEqualTo("FLX-KAFKA-KEY");
        assertThat(Broker.texts(topic)).containsExactly("a", "b");
    }

    @Test
    void whatOnlyTheBrokerRefusesIsRejectedAndWhatCameWithItIsTriedAgain() throws Exception {
        String topic = Broker.topic("changed", 1);
        Sink.Rejected rejected = new Sink.Rejected();
        try (SinkWriter writer = Sink.create(Map.of("topic", topic, "key", "$id", "linger.ms", 200))
                .createWriter(Sink.writer("t", 0))) {
            Broker.alter(topic, "cleanup.policy", "compact");
            writer.write(Sink.batch(Document.of("id", "1", "text", "a"), Document.of("text", "no key")), rejected);

            assertThatThrownBy(() -> writer.prepare(Sink.epoch("t", 1)))
                    .isInstanceOfSatisfying(
                            FluxionException.class,
                            thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.RETRYABLE));
        }
        assertThat(rejected.all).containsOnlyKeys(1);
        assertThat(rejected.all.get(1).code()).isEqualTo("FLX-KAFKA-REFUSED");
        assertThat(Broker.texts(topic)).isEmpty();
    }

    @Test
    void withLessThanAllAcknowledgementsNothingIsPromised() {
        assertThat(Sink.create(Map.of("topic", "t")).kind()).isEqualTo(SinkKind.TRANSACTIONAL);
        assertThat(Sink.create(Map.of("topic", "t", "acks", 1)).kind()).isEqualTo(SinkKind.PLAIN);
    }
}
