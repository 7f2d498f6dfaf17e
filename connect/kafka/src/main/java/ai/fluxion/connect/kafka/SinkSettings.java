package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.Failure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The options of a sink, read once. What is an expression is compiled later, when there are services.
 *
 * @param topic a name or an expression
 * @param key an expression, if there is one, as the following are
 * @param batchSize how many records are handed to the client in one go
 * @param flushTimeout how long a prepare waits
 * @param createTopics whether missing topics are made
 * @param partitions of topics that are made
 * @param replicationFactor of topics that are made
 * @param checkpointTopic where checkpoints are kept
 * @param format what values are written as
 * @param keySerializer a class name
 * @param valueSerializer a class name
 * @param client what was given for the Kafka client
 */
record SinkSettings(
        Object topic,
        Optional<Object> key,
        Optional<Object> partition,
        Optional<Object> headers,
        Optional<Object> timestamp,
        int batchSize,
        Duration flushTimeout,
        boolean createTopics,
        Optional<Integer> partitions,
        Optional<Short> replicationFactor,
        String checkpointTopic,
        ConnectorConfig format,
        String keySerializer,
        String valueSerializer,
        Map<String, Object> client) {

    /** The client's default is 60 s as well; it is put here because the checks rest on it. */
    private static final long TRANSACTION_TIMEOUT_MILLIS = 60_000;
    /**
     * Far more than the requests that may be under way to a broker. What waits here is kept with its record, and is what a
     * collection of garbage copies: while brokers are slower than the pipeline, this much is always full.
     */
    private static final long BUFFER_MEMORY = 16L << 20;

    static SinkSettings of(ConnectorConfig config) {
        Map<String, Object> client = new ClientConfig(config, ProducerConfig.configDef(), SinkOptions.KEYS).given();
        String checkpointTopic = config.getString(SinkOptions.CHECKPOINT_TOPIC);
        if (!TopicName.isLegal(checkpointTopic)) {
            throw illegal(SinkOptions.CHECKPOINT_TOPIC.name(), checkpointTopic);
        }
        Object topic = config.get(SinkOptions.TOPIC.name())
                .orElseThrow(() -> Failure.fatal("FLX-OPTION-MISSING", "the option is required")
                        .at(SinkOptions.TOPIC.name())
                        .exception());
        if (isConstant(topic) && !TopicName.isLegal(String.valueOf(topic))) {
            throw illegal(SinkOptions.TOPIC.name(), String.valueOf(topic));
        }
        return new SinkSettings(
                topic,
                config.get(SinkOptions.KEY.name()),
                config.get(SinkOptions.PARTITION.name()),
                config.get(SinkOptions.HEADERS.name()),
                config.get(SinkOptions.TIMESTAMP.name()),
                config.getInt(SinkOptions.BATCH_SIZE),
                config.getDuration(SinkOptions.FLUSH_TIMEOUT),
                config.getBoolean(SinkOptions.CREATE_TOPICS),
                number(config, SinkOptions.PARTITIONS.name()),
                number(config, SinkOptions.REPLICATION_FACTOR.name()).map(Integer::shortValue),
                checkpointTopic,
                config.getFormat(SinkOptions.FORMAT.name())
                        .orElseGet(() -> ConnectorConfig.builder("json", ConnectorConfig.Kind.FORMAT)
                                .build()),
                className(client, ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG),
                className(client, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG),
                Map.copyOf(client));
    }

    private static Optional<Integer> number(ConnectorConfig config, String option) {
        return config.has(option) ? Optional.of(config.getInt(option, 0)) : Optional.empty();
    }

    private static RuntimeException illegal(String option, String name) {
        return Failure.fatal("FLX-KAFKA-TOPICS", "'" + name + "' can't be the name of a topic")
                .at(option)
                .remedy(TopicName.RULE)
                .exception();
    }

    private static String className(Map<String, Object> client, String key) {
        return String.valueOf(client.getOrDefault(key, StringSerializer.class.getName()));
    }

    /** Whether a definition is the same for all records, and needs no evaluation. */
    static boolean isConstant(Object definition) {
        return definition instanceof String text && !text.startsWith("$");
    }

    /** The topic, if it is the same for all records. */
    Optional<String> constantTopic() {
        return isConstant(topic) ? Optional.of(String.valueOf(topic)) : Optional.empty();
    }

    boolean acksAll() {
        Object acks = client.getOrDefault(ProducerConfig.ACKS_CONFIG, "all");
        return acks.equals("all") || acks.equals("-1");
    }

    long transactionTimeoutMillis() {
        return number(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
    }

    long maxRequestSize() {
        return number(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 20);
    }

    private long number(String key, long defaultValue) {
        Object given = client.get(key);
        try {
            return given == null
                    ? defaultValue
                    : Long.parseLong(String.valueOf(given).strip());
        } catch (NumberFormatException wrong) {
            return defaultValue; // the client's own check says it better
        }
    }

    NewTopic newTopic(String name) {
        return new NewTopic(name, partitions, replicationFactor);
    }

    /**
     * The configuration of a producer.
     *
     * @param who tells this producer from the others of the pipeline
     */
    Map<String, Object> producer(String pipeline, String who) {
        Map<String, Object> keys = new HashMap<>(client);
        keys.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        keys.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        keys.put(
                ProducerConfig.CLIENT_ID_CONFIG,
                client.getOrDefault(ProducerConfig.CLIENT_ID_CONFIG, "fluxion-" + pipeline + "-sink") + "-" + who);
        keys.putIfAbsent(ProducerConfig.ACKS_CONFIG, "all");
        if (acksAll()) {
            keys.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        } else {
            // Without idempotence a second request under way could overtake a first that is retried.
            keys.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false");
            keys.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        }
        keys.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "5");
        keys.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(128 << 10));
        keys.putIfAbsent(
                ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(Math.max(BUFFER_MEMORY, 2 * maxRequestSize())));
        return keys;
    }

    /** The same with transactions. */
    Map<String, Object> transactionalProducer(String pipeline, String who) {
        Map<String, Object> keys = producer(pipeline, who);
        keys.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId(pipeline, who));
        keys.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(transactionTimeoutMillis()));
        return keys;
    }

    /** The same in every incarnation and attempt, so that a successor always fences. */
    static String transactionalId(String pipeline, String who) {
        return "fluxion-" + pipeline + "-" + who;
    }
}
