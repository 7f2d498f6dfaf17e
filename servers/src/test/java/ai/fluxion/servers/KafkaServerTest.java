package ai.fluxion.servers;

import static ai.fluxion.servers.KafkaClients.produce;
import static ai.fluxion.servers.KafkaClients.producer;
import static ai.fluxion.servers.KafkaClients.readAll;
import static ai.fluxion.servers.KafkaClients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaServerTest {

    private static KafkaServer shared;

    @BeforeAll
    static void startShared() {
        shared = KafkaServer.startNew();
    }

    @AfterAll
    static void closeShared() {
        shared.close();
    }

    @Test
    void whatIsProducedIsConsumed() throws Exception {
        produce(shared.bootstrapServers(), "plain", "a", "b", "c");

        assertThat(readAll(shared.bootstrapServers(), "plain", "read_uncommitted"))
                .containsExactly("a", "b", "c");
    }

    @Test
    void readersOfCommittedDataNeverSeeAnAbortedTransaction() throws Exception {
        try (Producer<String, String> producer =
                producer(shared.bootstrapServers(), Map.of("transactional.id", "aborted-and-committed"))) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, "transactional", "aborted");
            producer.abortTransaction();
            producer.beginTransaction();
            send(producer, "transactional", "committed");
            producer.commitTransaction();
        }

        assertThat(readAll(shared.bootstrapServers(), "transactional", "read_committed"))
                .containsExactly("committed");
        assertThat(readAll(shared.bootstrapServers(), "transactional", "read_uncommitted"))
                .containsExactly("aborted", "committed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aGroupGetsItsPartitionsUnderEitherProtocol(String protocol) throws Exception {
        String topic = "group-" + protocol;
        produce(shared.bootstrapServers(), topic, "first");
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                shared.bootstrapServers(),
                "group.id",
                "members-" + protocol,
                "group.protocol",
                protocol,
                "auto.offset.reset",
                "earliest");

        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + KafkaClients.LONG_ENOUGH.toNanos();
            ConsumerRecords<String, String> records = ConsumerRecords.empty();
            while (records.isEmpty() && System.nanoTime() < deadline) {
                records = consumer.poll(Duration.ofMillis(100));
            }
            assertThat(records).hasSize(1);
        }
    }

    @Test
    void theAddressLineIsWhatClientsNeed() {
        assertThat(shared.addressLine()).isEqualTo("kafka bootstrapServers=" + shared.bootstrapServers());
        assertThat(shared.bootstrapServers()).matches("127\\.0\\.0\\.1:[1-9][0-9]+");
    }

    @Test
    void restartGoesOnWithTheSameDataOnTheSamePort() throws Exception {
        try (KafkaServer server = KafkaServer.startNew()) {
            String before = server.bootstrapServers();
            produce(before, "kept", "before");

            server.stop();
            server.start();

            assertThat(server.bootstrapServers()).isEqualTo(before);
            produce(before, "kept", "after");
            assertThat(readAll(before, "kept", "read_uncommitted")).containsExactly("before", "after");
        }
    }

    @Test
    void dataInAGivenDirectoryOutlivesTheServer(@TempDir Path data) throws Exception {
        try (KafkaServer first = KafkaServer.builder().data(data).start()) {
            produce(first.bootstrapServers(), "kept", "first");
        }
        try (KafkaServer second = KafkaServer.builder().data(data).start()) {
            assertThat(readAll(second.bootstrapServers(), "kept", "read_uncommitted"))
                    .containsExactly("first");
        }
    }

    @Test
    void closeRemovesTheDataThatTheServerMade() throws Exception {
        KafkaServer server = KafkaServer.startNew();
        produce(server.bootstrapServers(), "gone", "a");
        assertThat(server.data()).isNotEmptyDirectory();

        server.close();
        server.close();

        assertThat(server.data()).doesNotExist();
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTakenPortIsReportedWithItsNumber() {
        int taken = portOf(shared);

        assertThatThrownBy(() -> KafkaServer.builder().port(taken).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("127.0.0.1:" + taken)
                .hasRootCauseInstanceOf(BindException.class);
    }

    @Test
    void aPropertyReachesTheBroker() throws Exception {
        try (KafkaServer server = KafkaServer.builder()
                        .property("message.max.bytes", "4321")
                        .start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");

            assertThat(admin.describeConfigs(List.of(broker))
                            .all()
                            .get()
                            .get(broker)
                            .get("message.max.bytes")
                            .value())
                    .isEqualTo("4321");
        }
    }

    @Test
    void aPropertyThatWouldMoveTheServerIsRefused() {
        assertThatThrownBy(() -> KafkaServer.builder()
                        .property("listeners", "PLAINTEXT://0.0.0.0:9092")
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("listeners");
    }

    private static int portOf(KafkaServer server) {
        String address = server.bootstrapServers();
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }
}
