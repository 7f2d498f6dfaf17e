package ai.fluxion.servers;

import static ai.fluxion.servers.KafkaClients.readAll;
import static ai.fluxion.servers.KafkaClients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaServerSaslSslTest {

    private static final String PASSWORD = "a \"quoted\" \\ secret";

    private static KafkaServer server;

    @BeforeAll
    static void start() {
        server = KafkaServer.builder().user("alice", PASSWORD).start();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SCRAM-SHA-512, org.apache.kafka.common.security.scram.ScramLoginModule",
        "PLAIN, org.apache.kafka.common.security.plain.PlainLoginModule"
    })
    void aUserWithTheRightPasswordProduces(String mechanism, String module) throws Exception {
        try (Producer<String, String> producer = producer(mechanism, module, PASSWORD)) {
            send(producer, mechanism, "secured");
        }

        assertThat(readAll(server.bootstrapServers(), mechanism, "read_uncommitted"))
                .containsExactly("secured");
    }

    @ParameterizedTest
    @CsvSource({
        "SCRAM-SHA-512, org.apache.kafka.common.security.scram.ScramLoginModule",
        "PLAIN, org.apache.kafka.common.security.plain.PlainLoginModule"
    })
    void aUserWithAnotherPasswordIsTurnedAway(String mechanism, String module) {
        try (Producer<String, String> producer = producer(mechanism, module, "wrong")) {
            assertThatThrownBy(() -> send(producer, "never-written", "a"))
                    .hasRootCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void theAddressLineNamesTheSecureListenerAndItsTruststore() {
        assertThat(server.addressLine())
                .isEqualTo("kafka bootstrapServers=" + server.bootstrapServers() + " saslSslBootstrapServers="
                        + server.saslSslBootstrapServers() + " truststore=" + server.truststore());
    }

    @Test
    void thereIsNoSecureListenerWithoutUsers() {
        try (KafkaServer plain = KafkaServer.startNew()) {
            assertThatThrownBy(plain::saslSslBootstrapServers).isInstanceOf(IllegalStateException.class);
        }
    }

    private static Producer<String, String> producer(String mechanism, String module, String password) {
        String quoted = password.replace("\\", "\\\\").replace("\"", "\\\"");
        return KafkaClients.producer(
                server.saslSslBootstrapServers(),
                Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        mechanism,
                        "sasl.jaas.config",
                        module + " required username=\"alice\" password=\"" + quoted + "\";",
                        "ssl.truststore.type",
                        "PKCS12",
                        "ssl.truststore.location",
                        server.truststore().toString(),
                        "ssl.truststore.password",
                        server.truststorePassword()));
    }
}
