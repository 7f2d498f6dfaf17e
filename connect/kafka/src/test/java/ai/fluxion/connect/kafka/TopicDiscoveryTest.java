package ai.fluxion.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.ConnectorStreamDescriptor;
import ai.fluxion.core.engine.connectors.ConnectorStreamDescriptor.Partition;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Operation;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TopicDiscoveryTest {
    private static final KafkaSourceProvider PROVIDER = new KafkaSourceProvider();

    private static List<ConnectorStreamDescriptor> discover(SourceConnectorConfig config) throws Exception {
        assertThat(PROVIDER.checkDiscovery(config)).isEmpty();
        return PROVIDER.discoverStreams(
                SourceConnectorContext.from(new StreamingContext().services(new TestServices())), config);
    }

    private static String text(Document document) {
        return document.payload().map(Bytes::utf8).orElse("");
    }

    @Test
    void aTopicIsToldWithItsPartitionsAndTheNewestRecordsOfEach() throws Exception {
        String topic = Broker.topic("discover", 3);
        Broker.write(topic, 0, IntStream.range(0, 250).mapToObj(i -> "a" + i).toArray(String[]::new));
        Broker.write(topic, 1, "b0", "b1");

        List<ConnectorStreamDescriptor> found = discover(Source.config(Map.of("topic", topic)));

        assertThat(found).singleElement().satisfies(stream -> {
            assertThat(stream.stream().name()).isEqualTo(topic);
            assertThat(stream.partitions())
                    .extracting(Partition::name)
                    .containsExactly(topic + "-0", topic + "-1", topic + "-2");
            assertThat(stream.partitions())
                    .extracting(partition -> partition.end().orElseThrow().number())
                    .containsExactly(250L, 2L, 0L);
            assertThat(stream.records()).hasValue(252);
            assertThat(stream.sample())
                    .hasSize(102)
                    .extracting(TopicDiscoveryTest::text)
                    .contains("a150", "a249", "b0", "b1")
                    .doesNotContain("a149");
            assertThat(stream.details()).isEmpty();
        });
    }

    @Test
    void withoutANameAllTopicsAreMeantButInternalOnes() throws Exception {
        String topic = Broker.topic("among-all", 1);
        SourceConnectorConfig config = SourceConnectorConfig.builder("kafka")
                .option("bootstrapServers", Broker.address())
                .build();

        assertThat(PROVIDER.check(config)).extracting(OptionProblem::code).containsExactly("FLX-KAFKA-TOPICS");
        assertThat(discover(config))
                .extracting(stream -> stream.stream().name())
                .contains(topic)
                .isSorted()
                .noneMatch(name -> name.startsWith("__") || name.equals("fluxion-checkpoints"));
    }

    @Test
    void noGroupIsJoinedAndNothingIsCommitted() throws Exception {
        String topic = Broker.topic("untouched", 1);
        Broker.write(topic, 0, "a");
        String group = Broker.name("nobody");

        discover(Source.config(Map.of("topic", topic, "groupId", group)));

        Collection<GroupListing> groups = Broker.get(Broker.admin().listGroups().all());
        assertThat(groups).noneMatch(each -> each.groupId().equals(group));
    }

    @Test
    void deletesAndGapsOfCompactionAndTransactionsDoNotHoldItUp() throws Exception {
        String topic = Broker.topic("gaps", 1);
        Broker.write(new ProducerRecord<>(topic, Broker.bytes("k"), null));
        try (KafkaProducer<byte[], byte[]> producer =
                Broker.producer(Map.of("transactional.id", Broker.name("discovery-writer")))) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> aborted = producer.send(new ProducerRecord<>(topic, Broker.bytes("never")));
            producer.flush();
            assertThat(aborted.isDone()).isTrue();
            producer.abortTransaction();
        }

        assertThat(discover(Source.config(Map.of("topic", topic))))
                .singleElement()
                .satisfies(stream -> {
                    assertThat(stream.sample())
                            .extracting(document -> document.metadata().operation())
                            .containsExactly(Operation.DELETE);
                    assertThat(stream.details()).isEmpty();
                });
    }

    @Test
    void aTopicThatIsNotThereIsAFailure() {
        assertThatThrownBy(() -> discover(Source.config(Map.of("topic", Broker.name("missing")))))
                .isInstanceOfSatisfying(
                        FluxionException.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo("FLX-KAFKA-TOPIC"));
    }

    @Test
    @Timeout(60)
    void brokersThatDoNotAnswerAreAFailureSoon() {
        SourceConnectorConfig config = SourceConnectorConfig.builder("kafka")
                .option("bootstrapServers", "127.0.0.1:1")
                .option("topic", "t")
                .option("default.api.timeout.ms", Duration.ofSeconds(2).toMillis())
                .option("request.timeout.ms", Duration.ofSeconds(1).toMillis())
                .build();

        assertThatThrownBy(() -> discover(config))
                .isInstanceOfSatisfying(
                        FluxionException.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo("FLX-KAFKA-UNREACHABLE"));
    }
}
