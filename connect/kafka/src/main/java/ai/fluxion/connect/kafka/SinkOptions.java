package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/** The options of the sink. */
final class SinkOptions {
    static final ConnectorOption TOPIC = ConnectorOption.builder("topic", ConnectorOption.Type.EXPRESSION)
            .required()
            .doc("The topic to write to: its name, or an expression that gives it for each record.")
            .build();
    static final ConnectorOption FORMAT = ConnectorOption.builder("format", ConnectorOption.Type.FORMAT)
            .defaultValue("json")
            .doc("What values are written as. A delete is written as a null value, whatever the format.")
            .build();
    static final ConnectorOption KEY = ConnectorOption.builder("key", ConnectorOption.Type.EXPRESSION)
            .doc("The key of each message; if absent, the key that came with the record. Text is written by"
                    + " keySerializer, bytes as they are, anything else as its JSON.")
            .build();
    static final ConnectorOption PARTITION = ConnectorOption.builder("partition", ConnectorOption.Type.EXPRESSION)
            .doc("The number of the partition; if absent, or null for a record, the client's partitioner chooses.")
            .build();
    static final ConnectorOption HEADERS = ConnectorOption.builder("headers", ConnectorOption.Type.EXPRESSION)
            .doc("The headers of each message: a map of expressions, or $_meta.headers for those that came with the"
                    + " record. If absent, none.")
            .build();
    static final ConnectorOption TIMESTAMP = ConnectorOption.builder("timestamp", ConnectorOption.Type.EXPRESSION)
            .doc("The time of each message, a date or milliseconds since 1970; if absent, the time of writing."
                    + " $_meta.timestamp keeps the record's own.")
            .build();
    static final ConnectorOption ACKS = ConnectorOption.builder("acks", ConnectorOption.Type.STRING)
            .allowed("all", "-1", "1", "0")
            .defaultValue("all")
            .doc("How many replicas acknowledge a record. Less than all loses records when a broker fails.")
            .build();
    static final ConnectorOption BATCH_SIZE = ConnectorOption.builder("batchSize", ConnectorOption.Type.INTEGER)
            .defaultValue("100")
            .range(1, 1_000_000)
            .doc("How many records are handed to the client in one go, before it is asked whether any failed. What goes"
                    + " over the network together is batch.size and linger.ms.")
            .build();
    static final ConnectorOption FLUSH_TIMEOUT = ConnectorOption.builder("flushTimeout", ConnectorOption.Type.DURATION)
            .defaultValue("PT10S")
            .range(1, 3_600_000)
            .doc("How long a checkpoint waits for all acknowledgements before the epoch is tried again.")
            .build();
    static final ConnectorOption KEY_SERIALIZER = ConnectorOption.builder("keySerializer", ConnectorOption.Type.STRING)
            .defaultValue(StringSerializer.class.getName())
            .doc("The class that writes keys that are text. StringSerializer means UTF-8.")
            .build();
    static final ConnectorOption VALUE_SERIALIZER = ConnectorOption.builder(
                    "valueSerializer", ConnectorOption.Type.STRING)
            .defaultValue(StringSerializer.class.getName())
            .doc("With StringSerializer, ByteArraySerializer and BytesSerializer the value is what the format writes."
                    + " Another class is handed that as text.")
            .build();
    static final ConnectorOption CREATE_TOPICS = ConnectorOption.builder("createTopics", ConnectorOption.Type.BOOLEAN)
            .defaultValue("true")
            .doc("Whether topics that are missing are made.")
            .build();
    static final ConnectorOption PARTITIONS = ConnectorOption.builder("partitions", ConnectorOption.Type.INTEGER)
            .range(1, 100_000)
            .doc("How many partitions a topic gets that is made here; if absent, as many as the brokers give.")
            .build();
    static final ConnectorOption REPLICATION_FACTOR = ConnectorOption.builder(
                    "replicationFactor", ConnectorOption.Type.INTEGER)
            .range(1, 100)
            .doc(
                    "How many replicas a topic gets that is made here, the checkpoints' included; if absent, as many as the"
                            + " brokers give.")
            .build();
    static final ConnectorOption CHECKPOINT_TOPIC = ConnectorOption.builder(
                    "checkpointTopic", ConnectorOption.Type.STRING)
            .defaultValue("fluxion-checkpoints")
            .doc(
                    "Where checkpoints are kept for exactly-once, in the transaction of the records. A compacted topic that"
                            + " pipelines may share; it is made if it is missing.")
            .build();

    /** The options that stand for one key of the client. */
    static final Map<String, String> KEYS = Map.of(
            ClientConfig.BOOTSTRAP_SERVERS.name(), ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ClientConfig.SECURITY_PROTOCOL.name(), "security.protocol",
            ClientConfig.SASL_MECHANISM.name(), "sasl.mechanism",
            ClientConfig.SASL_JAAS_CONFIG.name(), "sasl.jaas.config",
            ACKS.name(), ProducerConfig.ACKS_CONFIG,
            KEY_SERIALIZER.name(), ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            VALUE_SERIALIZER.name(), ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

    private SinkOptions() {}

    static List<ConnectorOption> all() {
        List<ConnectorOption> all = new ArrayList<>(List.of(
                TOPIC,
                ClientConfig.BOOTSTRAP_SERVERS,
                FORMAT,
                KEY,
                PARTITION,
                HEADERS,
                TIMESTAMP,
                ACKS,
                BATCH_SIZE,
                FLUSH_TIMEOUT,
                CREATE_TOPICS,
                PARTITIONS,
                REPLICATION_FACTOR,
                CHECKPOINT_TOPIC,
                KEY_SERIALIZER,
                VALUE_SERIALIZER,
                ClientConfig.SECURITY_PROTOCOL,
                ClientConfig.SASL_MECHANISM,
                ClientConfig.SASL_JAAS_CONFIG,
                ClientConfig.PROPERTIES));
        all.addAll(ClientConfig.secretKeys(ProducerConfig.configDef()));
        return List.copyOf(all);
    }
}
