package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The options of the source. */
final class SourceOptions {
    static final ConnectorOption TOPIC = ConnectorOption.builder("topic", ConnectorOption.Type.STRING)
            .doc("The topic to read. Exactly one of topic, topics and topicPattern is given.")
            .build();
    static final ConnectorOption TOPICS = ConnectorOption.builder("topics", ConnectorOption.Type.LIST)
            .doc("Several topics to read.")
            .build();
    static final ConnectorOption TOPIC_PATTERN = ConnectorOption.builder("topicPattern", ConnectorOption.Type.STRING)
            .doc("A regular expression; all topics whose whole name matches are read, those made later as well.")
            .build();
    static final ConnectorOption POLL_TIMEOUT = ConnectorOption.builder("pollTimeout", ConnectorOption.Type.DURATION)
            .defaultValue("PT0.5S")
            .range(1, 3_600_000)
            .doc("How long one poll waits for records; of longer times, one second is waited at a time.")
            .build();
    static final ConnectorOption QUEUE_CAPACITY = ConnectorOption.builder("queueCapacity", ConnectorOption.Type.INTEGER)
            .defaultValue("16")
            .range(1, 100_000)
            .doc("How many batches may wait between the source and the stages.")
            .build();
    static final ConnectorOption VALIDATE = ConnectorOption.builder("validate", ConnectorOption.Type.BOOLEAN)
            .defaultValue("false")
            .doc("Whether records are decoded, and so checked, even where no stage and no sink looks at them.")
            .build();
    static final ConnectorOption KEY_DESERIALIZER = ConnectorOption.builder(
                    "keyDeserializer", ConnectorOption.Type.STRING)
            .defaultValue(StringDeserializer.class.getName())
            .doc("The class that reads keys. StringDeserializer means UTF-8; a key that is no UTF-8 stays bytes.")
            .build();
    static final ConnectorOption VALUE_DESERIALIZER = ConnectorOption.builder(
                    "valueDeserializer", ConnectorOption.Type.STRING)
            .defaultValue(StringDeserializer.class.getName())
            .doc("The class that reads values. With StringDeserializer, ByteArrayDeserializer and BytesDeserializer the"
                    + " format reads the bytes; what another class makes of them is the record: a map its fields, text"
                    + " or bytes what the format reads, anything else the field `value`.")
            .build();
    static final ConnectorOption GROUP_ID = ConnectorOption.builder("groupId", ConnectorOption.Type.STRING)
            .doc("The consumer group under which committed offsets are published; fluxion-<topic> if absent, and"
                    + " fluxion-<pipeline> for several topics.")
            .build();
    static final ConnectorOption FORMAT = ConnectorOption.builder("format", ConnectorOption.Type.FORMAT)
            .defaultValue("json")
            .doc("What the values are.")
            .build();
    static final ConnectorOption START = ConnectorOption.builder("start", ConnectorOption.Type.STRING)
            .doc("Where to begin without a checkpoint: earliest, latest, timestamp:2026-01-31T00:00:00Z or"
                    + " offsets:orders-0=42,orders-1=7. If absent: at the group's offsets, else as auto.offset.reset"
                    + " says, which is earliest. A partition that is found later is read from its beginning.")
            .build();
    static final ConnectorOption ASSIGNMENT = ConnectorOption.builder("assignment", ConnectorOption.Type.STRING)
            .allowed("engine", "group")
            .defaultValue("engine")
            .doc("Who assigns partitions: the engine, so that a restart reads at once, or the consumer group, so that"
                    + " several processes share the topics; then the group's offsets say where to begin.")
            .build();
    static final ConnectorOption DISCOVERY_INTERVAL = ConnectorOption.builder(
                    "discoveryInterval", ConnectorOption.Type.DURATION)
            .defaultValue("10s")
            .range(100, 86_400_000)
            .doc("How often to look for new partitions and topics.")
            .build();

    /** The options that stand for one key of the client. */
    static final Map<String, String> KEYS = Map.of(
            ClientConfig.BOOTSTRAP_SERVERS.name(), ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ClientConfig.SECURITY_PROTOCOL.name(), "security.protocol",
            ClientConfig.SASL_MECHANISM.name(), "sasl.mechanism",
            ClientConfig.SASL_JAAS_CONFIG.name(), "sasl.jaas.config",
            KEY_DESERIALIZER.name(), ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            VALUE_DESERIALIZER.name(), ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            GROUP_ID.name(), ConsumerConfig.GROUP_ID_CONFIG);

    private SourceOptions() {}

    static List<ConnectorOption> all() {
        List<ConnectorOption> all = new ArrayList<>(List.of(
                TOPIC,
                TOPICS,
                TOPIC_PATTERN,
                ClientConfig.BOOTSTRAP_SERVERS,
                FORMAT,
                START,
                GROUP_ID,
                ASSIGNMENT,
                DISCOVERY_INTERVAL,
                POLL_TIMEOUT,
                QUEUE_CAPACITY,
                VALIDATE,
                KEY_DESERIALIZER,
                VALUE_DESERIALIZER,
                ClientConfig.SECURITY_PROTOCOL,
                ClientConfig.SASL_MECHANISM,
                ClientConfig.SASL_JAAS_CONFIG,
                ClientConfig.PROPERTIES));
        all.addAll(ClientConfig.secretKeys(ConsumerConfig.configDef()));
        return List.copyOf(all);
    }
}
