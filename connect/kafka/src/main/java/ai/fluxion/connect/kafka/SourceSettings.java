package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The options of a source, read once.
 *
 * @param topics what to read
 * @param pollTimeout how long one poll waits, at most a second
 * @param groupId the group that offsets are published under
 * @param start where to begin without a checkpoint; empty for the group's offsets
 * @param reset where to begin without a checkpoint and without the group's offsets
 * @param byGroup whether the group assigns partitions, and not the engine
 * @param discoveryInterval how often to look for new partitions
 * @param format what values are
 * @param keyDeserializer a class name
 * @param valueDeserializer a class name
 * @param client what was given for the Kafka client
 * @param clientId the start of the names by which brokers know the clients
 */
record SourceSettings(
        TopicSelection topics,
        Duration pollTimeout,
        String groupId,
        Optional<Start> start,
        Start reset,
        boolean byGroup,
        Duration discoveryInterval,
        ConnectorConfig format,
        String keyDeserializer,
        String valueDeserializer,
        Map<String, Object> client,
        String clientId) {
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
    /** Each lane has a consumer, which holds one such answer of each broker while it asks for the next. */
    private static final int FETCH_MAX_BYTES = 8 << 20;
    /** But those of Kafka and of Fluxion itself. */
    private static final Pattern ALL = Pattern.compile(
            "(?!__|" + Pattern.quote(SinkOptions.CHECKPOINT_TOPIC.defaultValue().orElseThrow()) + "$).*");

    private static final List<ConnectorOption> TOPIC_OPTIONS =
            List.of(SourceOptions.TOPIC, SourceOptions.TOPICS, SourceOptions.TOPIC_PATTERN);

    /**
     * @param pipeline the pipeline's id, if it has one
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if the options do not go together
     */
    static SourceSettings of(SourceConnectorConfig config, Optional<String> pipeline) {
        return of(config, topics(config), pipeline);
    }

    /** For discovery: without topics, all are meant. */
    static SourceSettings forDiscovery(SourceConnectorConfig config) {
        return of(config, namesTopics(config) ? topics(config) : new TopicSelection.Matching(ALL), Optional.empty());
    }

    static boolean namesTopics(ConnectorConfig config) {
        return TOPIC_OPTIONS.stream().anyMatch(option -> config.has(option.name()));
    }

    private static SourceSettings of(SourceConnectorConfig config, TopicSelection topics, Optional<String> pipeline) {
        Map<String, Object> client = new ClientConfig(config, ConsumerConfig.configDef(), SourceOptions.KEYS).given();
        String groupId = client.containsKey(ConsumerConfig.GROUP_ID_CONFIG)
                ? String.valueOf(client.get(ConsumerConfig.GROUP_ID_CONFIG))
                : "fluxion-" + ownName(topics, pipeline);
        Duration poll = config.getDuration(SourceOptions.POLL_TIMEOUT);
        return new SourceSettings(
                topics,
                poll.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : poll,
                groupId,
                start(config),
                Start.ofReset(String.valueOf(client.getOrDefault(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"))),
                config.getString(SourceOptions.ASSIGNMENT).equals("group"),
                config.getDuration(SourceOptions.DISCOVERY_INTERVAL),
                config.getFormat(SourceOptions.FORMAT.name())
                        .orElseGet(() -> ConnectorConfig.builder("json", ConnectorConfig.Kind.FORMAT)
                                .build()),
                className(client, ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG),
                className(client, ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG),
                Map.copyOf(client),
                String.valueOf(client.getOrDefault(
                        ConsumerConfig.CLIENT_ID_CONFIG, "fluxion-" + pipeline.orElse("") + "-source")));
    }

    private static String className(Map<String, Object> client, String key) {
        return String.valueOf(client.getOrDefault(key, StringDeserializer.class.getName()));
    }

    private static String ownName(TopicSelection topics, Optional<String> pipeline) {
        if (topics instanceof TopicSelection.Named named && named.topics().size() == 1) {
            return named.topics().get(0);
        }
        return pipeline.orElseGet(() -> topics instanceof TopicSelection.Matching matching
                ? matching.pattern().pattern()
                : String.join("-", ((TopicSelection.Named) topics).topics()));
    }

    static TopicSelection topics(ConnectorConfig config) {
        List<String> given =
                TOPIC_OPTIONS.stream().map(Object::toString).filter(config::has).toList();
        if (given.size() != 1) {
            throw Failure.fatal(
                            "FLX-KAFKA-TOPICS",
                            "expected one of topic, topics and topicPattern, got "
                                    + (given.isEmpty() ? "none" : String.join(" and ", given)))
                    .at(given.isEmpty() ? SourceOptions.TOPIC.name() : given.get(1))
                    .exception();
        }
        if (config.has(SourceOptions.TOPIC_PATTERN.name())) {
            return new TopicSelection.Matching(pattern(config.getString(SourceOptions.TOPIC_PATTERN)));
        }
        List<String> names = config.has(SourceOptions.TOPIC.name())
                ? List.of(config.getString(SourceOptions.TOPIC))
                : config.getList(SourceOptions.TOPICS.name(), List.of());
        for (String name : names) {
            if (!TopicName.isLegal(name)) {
                throw Failure.fatal("FLX-KAFKA-TOPICS", "'" + name + "' can't be the name of a topic")
                        .at(given.get(0))
                        .remedy(TopicName.RULE)
                        .exception();
            }
        }
        return new TopicSelection.Named(names.stream().distinct().toList());
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException wrong) {
            throw Failure.fatal("FLX-KAFKA-TOPICS", "no regular expression: " + wrong.getMessage())
                    .at(SourceOptions.TOPIC_PATTERN.name())
                    .cause(wrong)
                    .exception();
        }
    }

    static Optional<Start> start(ConnectorConfig config) {
        try {
            return Optional.ofNullable(config.getString(SourceOptions.START.name(), null))
                    .map(Start::of);
        } catch (IllegalArgumentException wrong) {
            throw Failure.fatal("FLX-KAFKA-START", wrong.getMessage())
                    .at(SourceOptions.START.name())
                    .exception();
        }
    }

    /**
     * The configuration of a consumer.
     *
     * @param who tells this consumer from the others of the pipeline
     */
    Map<String, Object> consumer(String who) {
        Map<String, Object> keys = new HashMap<>(client);
        // Deserializers are handed to the consumer, and run on the records by this connector.
        keys.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
        keys.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
        keys.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        keys.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId + "-" + who);
        keys.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        keys.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        keys.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        keys.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        keys.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
        keys.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(FETCH_MAX_BYTES));
        return keys;
    }

    /** Why exactly-once can't rest on a source with these settings, whatever the sink. */
    Optional<String> caveat() {
        return readsCommittedOnly()
                ? Optional.empty()
                : Optional.of("With `isolation.level: read_uncommitted` it reads records that may yet be taken back.");
    }

    boolean readsCommittedOnly() {
        return !"read_uncommitted".equalsIgnoreCase(String.valueOf(client.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG)));
    }
}
