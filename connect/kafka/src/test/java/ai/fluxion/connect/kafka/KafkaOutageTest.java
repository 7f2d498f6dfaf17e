package ai.fluxion.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.servers.KafkaServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A broker that is away, and brokers that want to know who asks; each with a server of its own. */
class KafkaOutageTest {
    @Test
    void whileTheBrokerIsAwayNothingIsCaughtUpAndAfterwardsItGoesOn() throws Exception {
        try (KafkaServer server = KafkaServer.startNew()) {
            create(server, "t");
            Map<String, Object> options = Map.of(
                    "topic",
                    "t",
                    "bootstrapServers",
                    server.bootstrapServers(),
                    "reconnect.backoff.max.ms",
                    200,
                    "default.api.timeout.ms",
                    5000,
                    "request.timeout.ms",
                    4000);
            try (Source source = Source.open(options)) {
                assertThat(source.texts(0)).isEmpty();

                server.stop();
                Awaitility.await()
                        .atMost(Broker.LONG_ENOUGH)
                        .until(() -> !source.reader().health().up() || !isCaughtUp(source.next()));
                for (int i = 0; i < 3; i++) {
                    assertThat(isCaughtUp(source.next())).isFalse();
                }
                assertThat(source.reader().health().up()).isFalse();

                server.start();
                write(server, "back");
                assertThat(source.texts(1)).containsExactly("back");
                assertThat(source.reader().health().up()).isTrue();
            }
        }
    }

    private static boolean isCaughtUp(Batch batch) {
        return batch instanceof Batch.Progress progress && progress.caughtUp();
    }

    @Test
    void aCheckpointWaitsForTheBrokerNoLongerThanItMay() throws Exception {
        try (KafkaServer server = KafkaServer.startNew()) {
            Map<String, Object> options = Map.of(
                    "topic",
                    "t",
                    "bootstrapServers",
                    server.bootstrapServers(),
                    "flushTimeout",
                    "500ms",
                    "metadata.recovery.strategy",
                    "none");
            try (SinkWriter writer = Sink.create(options).createWriter(Sink.writer("p", 0))) {
                writer.write(Sink.texts("a"), new Sink.Rejected());
                writer.prepare(Sink.epoch("p", 1));
                server.stop();
                writer.write(Sink.texts("b"), new Sink.Rejected());

                assertThatThrownBy(() -> writer.prepare(Sink.epoch("p", 2)))
                        .isInstanceOfSatisfying(FluxionException.class, thrown -> {
                            assertThat(thrown.failure().code()).isEqualTo("FLX-KAFKA-FLUSH");
                            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.RETRYABLE);
                        });
            }
        }
    }

    @Test
    void whatWasLostWithTheBrokerFailsTheEpochAndNotOneBatchOfIt() throws Exception {
        try (KafkaServer server = KafkaServer.startNew()) {
            Map<String, Object> options = Map.of(
                    "topic",
                    "t",
                    "bootstrapServers",
                    server.bootstrapServers(),
                    "flushTimeout",
                    "5s",
                    "max.block.ms",
                    500,
                    "request.timeout.ms",
                    300,
                    "delivery.timeout.ms",
                    500);
            try (SinkWriter writer = Sink.create(options).createWriter(Sink.writer("p", 0))) {
                server.stop();
                writer.write(Sink.texts("a"), new Sink.Rejected());
                writer.write(Sink.texts("b"), new Sink.Rejected());

                assertThatThrownBy(() -> writer.prepare(Sink.epoch("p", 1)))
                        .isInstanceOfSatisfying(
                                FluxionException.class,
                                thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.RETRYABLE));
            }
        }
    }

    @Test
    void aBrokerThatIsNotThereIsARetryableFailure() {
        Map<String, Object> options = Map.of(
                "topic",
                "t",
                "bootstrapServers",
                "127.0.0.1:1",
                "default.api.timeout.ms",
                1000,
                "request.timeout.ms",
                1000);

        assertThatThrownBy(() -> Source.open(options)).isInstanceOfSatisfying(FluxionException.class, thrown -> {
            assertThat(thrown.failure().code()).isEqualTo("FLX-KAFKA-UNREACHABLE");
            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.RETRYABLE);
            assertThat(thrown.failure().place()).isEqualTo("bootstrapServers");
        });
    }

    @Test
    void credentialsAndCertificatesReachTheBrokerAndWrongOnesAreNeverShown() throws Exception {
        try (KafkaServer server = KafkaServer.builder().user("alice", "correct").start()) {
            Map<String, Object> options = secured(server, "correct");
            Sink.write(options, Sink.text("secured"));
            try (Source source = Source.open(options)) {
                assertThat(source.texts(1)).containsExactly("secured");
            }

            assertThatThrownBy(() -> Source.open(secured(server, "wrong-password")))
                    .isInstanceOfSatisfying(FluxionException.class, thrown -> {
                        assertThat(thrown.failure().code()).isEqualTo("FLX-KAFKA-AUTHENTICATION");
                        assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.FATAL);
                        assertThat(thrown.failure().toString()).doesNotContain("wrong-password");
                    });
        }
    }

    private static Map<String, Object> secured(KafkaServer server, String password) {
        Map<String, Object> options = new HashMap<>();
        options.put("topic", "secured");
        options.put("bootstrapServers", server.saslSslBootstrapServers());
        options.put("securityProtocol", "SASL_SSL");
        options.put("saslMechanism", "SCRAM-SHA-512");
        options.put(
                "saslJaasConfig",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"alice\" password=\""
                        + password + "\";");
        options.put("ssl.truststore.location", server.truststore().toString());
        options.put("ssl.truststore.password", server.truststorePassword());
        options.put("ssl.truststore.type", "PKCS12");
        return options;
    }

    private static void create(KafkaServer server, String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            Broker.get(admin.createTopics(java.util.List.of(new NewTopic(topic, 1, (short) 1)))
                    .all());
        }
    }

    private static void write(KafkaServer server, String text) throws Exception {
        Map<String, Object> options = Map.of(
                "topic",
                "t",
                "bootstrapServers",
                server.bootstrapServers(),
                "flushTimeout",
                Duration.ofSeconds(30).toString());
        Sink.write(options, Sink.text(text));
    }
}
