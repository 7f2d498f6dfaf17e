package ai.fluxion.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.ConnectorRegistry;
import ai.fluxion.core.engine.connectors.OptionProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaOptionsTest {
    @Test
    void bothAreFoundByTheirType() {
        ConnectorRegistry registry = ConnectorRegistry.load();

        assertThat(registry.source("kafka")).get().isInstanceOf(KafkaSourceProvider.class);
        assertThat(registry.sink("kafka")).get().isInstanceOf(KafkaSinkProvider.class);
    }

    @Test
    void whatTheDocumentationShowsIsAccepted() {
        assertThat(Source.problems(Map.of(
                        "topic", "orders",
                        "pollTimeout", "PT0.5S",
                        "queueCapacity", 64,
                        "keyDeserializer", "org.apache.kafka.common.serialization.StringDeserializer",
                        "valueDeserializer", "org.apache.kafka.common.serialization.StringDeserializer",
                        "securityProtocol", "SASL_SSL",
                        "saslMechanism", "PLAIN",
                        "saslJaasConfig", "org.apache.kafka.common.security.plain.PlainLoginModule required;",
                        "enable.auto.commit", false)))
                .isEmpty();
        assertThat(Sink.problems(Map.of(
                        "topic", "orders-out",
                        "batchSize", 200,
                        "flushTimeout", "PT5S",
                        "acks", "all",
                        "keySerializer", "org.apache.kafka.common.serialization.StringSerializer",
                        "securityProtocol", "SASL_SSL",
                        "compression.type", "gzip")))
                .isEmpty();
    }

    @Test
    void defaultsAreThoseOfTheDocumentationButWhereTheyWouldLoseData() {
        Map<String, Optional<String>> source = defaults(Source.PROVIDER.options());
        assertThat(source.get("pollTimeout")).contains("PT0.5S");
        assertThat(source.get("queueCapacity")).contains("16");
        Map<String, Optional<String>> sink = defaults(Sink.PROVIDER.options());
        assertThat(sink.get("batchSize")).contains("100");
        assertThat(sink.get("flushTimeout")).contains("PT10S");
        assertThat(sink.get("acks")).contains("all");
    }

    private static Map<String, Optional<String>> defaults(List<ConnectorOption> options) {
        Map<String, Optional<String>> defaults = new HashMap<>();
        options.forEach(option -> defaults.put(option.name(), option.defaultValue()));
        return defaults;
    }

    @Test
    void everyOptionSaysWhatItMeans() {
        assertThat(Source.PROVIDER.options())
                .allSatisfy(option -> assertThat(option.doc()).isNotBlank());
        assertThat(Sink.PROVIDER.options())
                .allSatisfy(option -> assertThat(option.doc()).isNotBlank());
    }

    @Test
    void whatHoldsASecretIsMasked() {
        assertThat(Source.PROVIDER.options().stream()
                        .filter(ConnectorOption::secret)
                        .map(ConnectorOption::name))
                .contains("saslJaasConfig", "sasl.jaas.config", "ssl.keystore.password", "ssl.truststore.password");
    }

    @ParameterizedTest
    @CsvSource({
        "enable.auto.commit, true, FLX-KAFKA-OWNED-KEY",
        "auto.offset.reset, sometimes, FLX-KAFKA-OWNED-KEY",
        "group.instance.id, a, FLX-KAFKA-OWNED-KEY",
        "max.poll.records, many, FLX-KAFKA-CLIENT-VALUE",
        "isolation.level, read_uncomitted, FLX-KAFKA-CLIENT-VALUE",
        "bootstrap.servers, other:1, FLX-KAFKA-SAID-TWICE",
        "start, later, FLX-KAFKA-START",
        "topics, orders, FLX-KAFKA-TOPICS",
        "pollTimout, 1s, FLX-OPTION-UNKNOWN",
        "securityProtocol, TLS, FLX-OPTION-VALUE",
        "assignment, nobody, FLX-OPTION-VALUE",
        "queueCapacity, 0, FLX-OPTION-VALUE"
    })
    void aSourceRefuses(String key, String value, String code) {
        assertThat(Source.problems(Map.of("topic", "t", key, value)))
                .filteredOn(OptionProblem::error)
                .extracting(OptionProblem::code)
                .contains(code);
    }

    @ParameterizedTest
    @CsvSource({"isolation.level, read_uncommitted", "auto.commit.interval.ms, 1000", "allow.auto.create.topics, true"})
    void aSourceWarnsOf(String key, String value) {
        assertThat(Source.problems(Map.of("topic", "t", key, value)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.error()).isFalse();
                    assertThat(problem.option()).isEqualTo(key);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "transactional.id, mine, FLX-KAFKA-OWNED-KEY",
        "enable.idempotence, false, FLX-KAFKA-OWNED-KEY",
        "max.in.flight.requests.per.connection, 6, FLX-KAFKA-OWNED-KEY",
        "transaction.two.phase.commit.enable, true, FLX-KAFKA-OWNED-KEY",
        "compression.type, zip, FLX-KAFKA-CLIENT-VALUE",
        "acks, 2, FLX-OPTION-VALUE",
        "checkpointTopic, a b, FLX-KAFKA-TOPICS",
        "batchsize, 1, FLX-OPTION-UNKNOWN"
    })
    void aSinkRefuses(String key, String value, String code) {
        assertThat(Sink.problems(Map.of("topic", "t", key, value)))
                .filteredOn(OptionProblem::error)
                .extracting(OptionProblem::code)
                .contains(code);
    }

    @ParameterizedTest
    @CsvSource({
        "acks, 1, FLX-KAFKA-DOUBTFUL-KEY",
        "retries, 0, FLX-KAFKA-DOUBTFUL-KEY",
        "transaction.timeout.ms, 1000000, FLX-KAFKA-TRANSACTION-TIMEOUT",
        "flushTimeout, 2m, FLX-KAFKA-TRANSACTION-TIMEOUT"
    })
    void aSinkWarnsOf(String key, String value, String code) {
        assertThat(Sink.problems(Map.of("topic", "t", key, value)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.error()).isFalse();
                    assertThat(problem.code()).isEqualTo(code);
                });
    }

    @Test
    void fewerAcknowledgementsMayGoWithoutIdempotence() {
        assertThat(Sink.problems(Map.of("topic", "t", "acks", "1", "enable.idempotence", "false")))
                .noneMatch(OptionProblem::error);
    }

    @Test
    void noProblemShowsASecret() {
        assertThat(Source.problems(Map.of("topic", "t", "saslJaasConfig", "hush", "sasl.jaas.config", "hush too"))
                        .toString())
                .contains("FLX-KAFKA-SAID-TWICE")
                .doesNotContain("hush");
    }

    @Test
    void aSinkWithoutTopicAndASourceWithTwoAreRefused() {
        assertThat(Sink.problems(Map.of())).anyMatch(OptionProblem::error);
        assertThatThrownBy(() -> Source.create(Map.of("topic", "a", "topicPattern", "b")))
                .hasMessageContaining("FLX-KAFKA-TOPICS");
        assertThatThrownBy(() -> Source.create(Map.of("topicPattern", "("))).hasMessageContaining("FLX-KAFKA-TOPICS");
        assertThatThrownBy(() -> Source.create(Map.of("topic", "a b"))).hasMessageContaining("FLX-KAFKA-TOPICS");
    }

    @Test
    void groupsAreNamedAfterTheTopicOrThePipeline() {
        assertThat(group(Map.of("topic", "orders"))).isEqualTo("fluxion-orders");
        assertThat(group(Map.of("topics", "orders,parcels"))).isEqualTo("fluxion-p");
        assertThat(group(Map.of("topicPattern", "orders.*"))).isEqualTo("fluxion-p");
        assertThat(group(Map.of("topic", "orders", "groupId", "mine"))).isEqualTo("mine");
        assertThat(group(Map.of("topic", "orders", "group.id", "mine"))).isEqualTo("mine");
    }

    private static String group(Map<String, ?> options) {
        return SourceSettings.of(Source.config(options), Optional.of("p")).groupId();
    }

    @Test
    void theProducersBufferHoldsTwoOfTheLargestRequests() {
        assertThat(buffer(Map.of("topic", "orders"))).isEqualTo("16777216");
        assertThat(buffer(Map.of("topic", "orders", "max.request.size", 20_000_000)))
                .isEqualTo("40000000");
        assertThat(buffer(Map.of("topic", "orders", "buffer.memory", 1_000_000)))
                .isEqualTo("1000000");
    }

    private static Object buffer(Map<String, ?> options) {
        return SinkSettings.of(Sink.config(options)).producer("test", "0").get("buffer.memory");
    }
}
