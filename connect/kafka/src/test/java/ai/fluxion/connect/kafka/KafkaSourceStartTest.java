package ai.fluxion.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SeekableSource;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.model.Document;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Where reading begins, and where it refuses to go on. */
class KafkaSourceStartTest {
    @Test
    void latestSkipsWhatIsThere() throws Exception {
        String topic = Broker.topic("latest", 1);
        Broker.write(topic, 0, "before");

        try (Source source = Source.open(Map.of("topic", topic, "start", "latest"))) {
            Broker.write(topic, 0, "after");
            assertThat(source.texts(1)).containsExactly("after");
        }
    }

    @Test
    void aTimeSkipsWhatIsOlder() throws Exception {
        String topic = Broker.topic("time", 2);
        Broker.write(new ProducerRecord<>(topic, 0, 1_000_000_000_000L, null, Broker.bytes("old")));
        Broker.write(new ProducerRecord<>(topic, 0, 1_500_000_000_000L, null, Broker.bytes("new")));
        Broker.write(new ProducerRecord<>(topic, 1, 1_000_000_000_000L, null, Broker.bytes("old too")));

        try (Source source = Source.open(Map.of("topic", topic, "start", "timestamp:2015-01-01T00:00:00Z"))) {
            assertThat(source.texts(1)).containsExactly("new");
            assertThat(source.position().offset(topic + "-1").orElseThrow().number())
                    .isEqualTo(1);
        }
    }

    @Test
    void offsetsAreTakenAtTheirWord() throws Exception {
        String topic = Broker.topic("offsets", 2);
        Broker.write(topic, 0, "a", "b", "c");
        Broker.write(topic, 1, "d");

        try (Source source = Source.open(Map.of("topic", topic, "start", "offsets:" + topic + "-0=2"))) {
            assertThat(source.texts(2)).containsExactlyInAnyOrder("c", "d");
        }
        assertRefused("FLX-KAFKA-START", Map.of("topic", topic, "start", "offsets:" + topic + "-0=4"));
    }

    @Test
    void theGroupsOffsetsAreWhereAnotherProgramStopped() throws Exception {
        String topic = Broker.topic("group", 1);
        Broker.write(topic, 0, "a", "b");
        Broker.get(Broker.admin()
                .alterConsumerGroupOffsets(
                        "fluxion-" + topic, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(1)))
                .all());

        try (Source source = Source.open(Map.of("topic", topic))) {
            assertThat(source.texts(1)).containsExactly("b");
        }
        try (Source source = Source.open(Map.of("topic", topic, "start", "earliest"))) {
            assertThat(source.texts(2)).containsExactly("a", "b");
        }
        try (Source source = Source.open(Map.of("topic", topic, "groupId", Broker.name("other")))) {
            assertThat(source.texts(2)).containsExactly("a", "b");
        }
    }

    @Test
    void theResetIsAskedWhereNothingElseSays() throws Exception {
        String topic = Broker.topic("reset", 1);
        Broker.write(topic, 0, "before");

        try (Source source = Source.open(Map.of("topic", topic, "auto.offset.reset", "latest"))) {
            assertThat(source.texts(0)).isEmpty();
        }
        try (Source source = Source.open(Map.of("topic", topic, "auto.offset.reset", "by_duration:PT1H"))) {
            assertThat(source.texts(1)).containsExactly("before");
        }
        assertRefused("FLX-KAFKA-START", Map.of("topic", topic, "auto.offset.reset", "none"));
    }

    @Test
    void whatIsAcknowledgedIsPublishedToTheGroup() throws Exception {
        String topic = Broker.topic("publish", 1);
        Broker.write(topic, 0, "a", "b");

        try (Source source = Source.open(Map.of("topic", topic))) {
            source.read(2);
            source.reader().acknowledge(source.position());
        }

        Awaitility.await()
                .atMost(Broker.LONG_ENOUGH)
                .untilAsserted(() -> assertThat(Broker.get(Broker.admin()
                                        .listConsumerGroupOffsets("fluxion-" + topic)
                                        .partitionsToOffsetAndMetadata())
                                .get(new TopicPartition(topic, 0)))
                        .isEqualTo(new OffsetAndMetadata(2)));
    }

    @Test
    void aPartitionThatIsFoundLaterIsReadFromItsBeginning() throws Exception {
        String topic = Broker.topic("grown", 1);
        Map<String, Object> options = Map.of("topic", topic, "start", "latest", "discoveryInterval", "100ms");
        try (Source source = Source.open(options)) {
            Broker.get(Broker.admin()
                    .createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                    .all());
            Awaitility.await().atMost(Broker.LONG_ENOUGH).ignoreExceptions().untilAsserted(() -> {
                Broker.write(topic, 1, "new");
                assertThat(Broker.texts(topic)).contains("new");
            });
            Awaitility.await()
                    .atMost(Broker.LONG_ENOUGH)
                    .until(() -> !source.discover().isEmpty());

            List<Document> found = source.read(Broker.texts(topic).size());

            assertThat(found)
                    .isNotEmpty()
                    .allSatisfy(
                            document -> assertThat(document.getString("text")).isEqualTo("new"));
        }
    }

    @Test
    void aTopicThatAppearsUnderThePatternIsReadFromItsBeginningAlsoAfterARestart() throws Exception {
        String start = Broker.name("pattern");
        Map<String, Object> options =
                Map.of("topicPattern", start + "\\.[0-9]+", "start", "latest", "discoveryInterval", "100ms");
        Optional<Document> state;
        try (Source source = Source.open(options)) {
            assertThat(source.discover()).isEmpty();
            state = source.state();
        }
        Broker.create(start + ".1", 1, Map.of());
        Broker.create(start + ".other", 1, Map.of());
        Broker.write(start + ".1", 0, "a");
        Broker.write(start + ".other", 0, "not selected");

        try (Source source = Source.resume(options, Position.empty(), state)) {
            assertThat(source.texts(1)).containsExactly("a");
        }
    }

    @Test
    void severalTopicsAreReadAndATopicAddedToTheListBeginsWhereTheOptionsSay() throws Exception {
        String first = Broker.topic("several", 1);
        String second = Broker.topic("several", 1);
        String third = Broker.topic("several", 1);
        Broker.write(first, 0, "a");
        Broker.write(second, 0, "b");
        Broker.write(third, 0, "c");
        Position position;
        Optional<Document> state;
        try (Source source = Source.open(Map.of("topics", List.of(first, second)))) {
            assertThat(source.texts(2)).containsExactlyInAnyOrder("a", "b");
            position = source.position();
            state = source.state();
        }
        Map<String, Object> options = Map.of("topics", List.of(first, second, third), "start", "latest");
        try (Source source = Source.resume(options, position, state)) {
            assertThat(source.texts(0)).isEmpty();
            Broker.write(third, 0, "d");
            assertThat(source.texts(1)).containsExactly("d");
        }
    }

    @Test
    void aMissingTopicIsRefusedWithTheChoices() {
        assertRefused("FLX-KAFKA-TOPIC", Map.of("topic", Broker.name("missing")));
    }

    @Test
    void anOffsetThatIsGoneIsRefusedAndNeverReset() throws Exception {
        String topic = Broker.topic("gone", 1);
        Broker.write(topic, 0, "a", "b", "c");
        Position position;
        try (Source source = Source.open(Map.of("topic", topic))) {
            position = Position.of(
                    topic + "-0",
                    Offset.of(
                            1,
                            source.position().offset(topic + "-0").orElseThrow().origin()));
        }
        delete(topic, 2);

        assertThatThrownBy(() -> Source.resume(Map.of("topic", topic), position, Optional.empty()))
                .isInstanceOfSatisfying(FluxionException.class, thrown -> {
                    assertThat(thrown.failure().code()).isEqualTo("FLX-KAFKA-OFFSET-GONE");
                    assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.FATAL);
                    assertThat(thrown.failure().remedy()).contains("checkpoint set");
                });
        Position beyond = Position.of(
                topic + "-0",
                Offset.of(9, position.offset(topic + "-0").orElseThrow().origin()));
        assertThatThrownBy(() -> Source.resume(Map.of("topic", topic), beyond, Optional.empty()))
                .hasMessageContaining("FLX-KAFKA-OFFSET-GONE");
    }

    @Test
    void recordsThatAreDeletedWhileTheyAreReadAreMissed() throws Exception {
        String topic = Broker.topic("deleted", 1);
        Broker.write(topic, 0, "a");
        try (Source source = Source.open(Map.of("topic", topic, "max.poll.records", 1, "fetch.max.bytes", 100))) {
            Broker.write(topic, 0, "b", "c", "d");
            delete(topic, 3);

            assertThatThrownBy(() -> source.read(4)).hasMessageContaining("FLX-KAFKA-OFFSET-GONE");
        }
    }

    @Test
    void aTopicOfTheSameNameIsNotTheSameTopic() throws Exception {
        String topic = Broker.topic("recreated", 1);
        Broker.write(topic, 0, "a");
        Position position;
        try (Source source = Source.open(Map.of("topic", topic))) {
            source.read(1);
            position = source.position();
        }
        recreate(topic);
        Broker.write(topic, 0, "x", "y");

        assertThatThrownBy(() -> Source.resume(Map.of("topic", topic), position, Optional.empty()))
                .hasMessageContaining("FLX-KAFKA-ORIGIN");
    }

    @Test
    void aTopicThatIsMadeAnewWhileItIsReadIsNoticed() throws Exception {
        String topic = Broker.topic("swapped", 1);
        try (Source source = Source.open(Map.of("topic", topic, "discoveryInterval", "100ms"))) {
            recreate(topic);

            assertThatThrownBy(() -> Awaitility.await()
                            .atMost(Broker.LONG_ENOUGH)
                            .until(() -> !source.discover().isEmpty()))
                    .hasMessageContaining("FLX-KAFKA-ORIGIN");
        }
    }

    @Test
    void timesAreSoughtWithoutReading() throws Exception {
        String topic = Broker.topic("seek", 1);
        Broker.write(new ProducerRecord<>(topic, 0, 1_000_000_000_000L, null, Broker.bytes("old")));
        Broker.write(new ProducerRecord<>(topic, 0, 1_500_000_000_000L, null, Broker.bytes("new")));
        SeekableSource source = (SeekableSource) Source.create(Map.of("topic", topic));

        Position at = source.seek(Optional.of(Instant.parse("2015-01-01T00:00:00Z")));
        Position beginning = source.seek(Optional.empty());

        assertThat(at.offset(topic + "-0").orElseThrow().number()).isEqualTo(1);
        assertThat(beginning.offset(topic + "-0").orElseThrow().number()).isZero();
        try (Source resumed = Source.resume(Map.of("topic", topic), at, Optional.empty())) {
            assertThat(resumed.texts(1)).containsExactly("new");
        }
        assertThatThrownBy(() -> source.parse(topic + "-0", "-1")).hasMessageContaining("FLX-OFFSET");
        assertThatThrownBy(() -> source.parse(topic, "1")).hasMessageContaining("FLX-OFFSET");
        assertThat(source.parse(topic + "-0", "7").number()).isEqualTo(7);
    }

    @Test
    void aSplitThatIsTakenAwayIsReadNoFurtherAndGoesOnElsewhere() throws Exception {
        String topic = Broker.topic("moved", 2);
        Broker.write(topic, 0, "a");
        Broker.write(topic, 1, "b");
        try (Source source = Source.open(Map.of("topic", topic, "max.poll.records", 1))) {
            List<Document> first = source.read(2);
            assertThat(first).hasSize(2);
            source.reader().remove(List.of(topic + "-0"));
            Broker.write(topic, 0, "not mine");
            Broker.write(topic, 1, "mine");
            assertThat(source.texts(1)).containsExactly("mine");

            Split back = new Split(
                    topic + "-0", source.position().offset(topic + "-0"), Document.of("topic", topic, "partition", 0));
            source.reader().add(List.of(back));
            assertThat(source.texts(1)).containsExactly("not mine");
        }
    }

    private static void delete(String topic, long before) {
        Broker.get(Broker.admin()
                .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before)))
                .all());
    }

    private static void recreate(String topic) {
        Broker.get(Broker.admin().deleteTopics(List.of(topic)).all());
        Awaitility.await()
                .atMost(Broker.LONG_ENOUGH)
                .ignoreExceptionsMatching(AssertionError.class::isInstance)
                .until(() -> {
                    Broker.create(topic, 1, Map.of());
                    return true;
                });
    }

    private static void assertRefused(String code, Map<String, ?> options) {
        assertThatThrownBy(() -> Source.open(options)).isInstanceOfSatisfying(FluxionException.class, thrown -> {
            assertThat(thrown.failure().code()).isEqualTo(code);
            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.FATAL);
        });
    }
}
