package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.transactions.CheckpointHome;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A pipeline's checkpoints in a compacted topic, into which each lane's transaction writes.
 *
 * <p>Recovery goes in this order: fence the former home and write down who recovers; fence all lanes that there ever were;
 * read. A writer that is made later by an instance that was overtaken finds the new owner's record, since that was
 * committed before the lane was fenced.
 */
final class KafkaHome implements CheckpointHome {
    private static final String WHO = "home";
    private static final Duration CLOSING = Duration.ofSeconds(3);

    /** Small segments and an eager cleaner, since a start reads the whole topic. */
    private static final Map<String, String> TOPIC = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            Integer.toString(4 << 20),
            TopicConfig.SEGMENT_MS_CONFIG,
            "600000",
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.01");

    private final SinkSettings settings;
    private final HomeTopic topic;
    private final Ownership ownership;
    private final Cluster cluster;
    private final String clusterId;
    private Producer<byte[], byte[]> producer; // null until recovered
    private int lanes;

    private KafkaHome(SinkSettings settings, HomeTopic topic, Ownership ownership, Cluster cluster, String clusterId) {
        this.settings = settings;
        this.topic = topic;
        this.ownership = ownership;
        this.cluster = cluster;
        this.clusterId = clusterId;
    }

    /** Makes the topic if it is missing. */
    static KafkaHome connect(SinkSettings settings, HomeTopic topic, Ownership ownership) throws InterruptedException {
        Cluster cluster = new Cluster(settings.client(), topic.clientId("-admin"));
        try {
            if (cluster.topics(List.of(topic.name())).isEmpty()) {
                cluster.create(new NewTopic(topic.name(), Optional.of(1), settings.replicationFactor()).configs(TOPIC));
            }
            String policy = cluster.settings(topic.name()).get(TopicConfig.CLEANUP_POLICY_CONFIG);
            if (!TopicConfig.CLEANUP_POLICY_COMPACT.equals(policy)) {
                throw Failure.fatal(
                                "FLX-KAFKA-HOME-TOPIC",
                                "the brokers would delete checkpoints from topic " + topic.name()
                                        + ": its cleanup.policy is " + policy + ", not compact")
                        .at(SinkOptions.CHECKPOINT_TOPIC.name())
                        .remedy("Set cleanup.policy=compact on it, or name another topic.")
                        .exception();
            }
            return new KafkaHome(settings, topic, ownership, cluster, cluster.id());
        } catch (RuntimeException | InterruptedException failed) {
            cluster.close();
            throw failed;
        }
    }

    @Override
    public Document identity() {
        return Document.of("cluster", clusterId, "topic", topic.name());
    }

    @Override
    public List<Kept> read() throws InterruptedException {
        return topic.read(0, false).kept();
    }

    @Override
    public List<Kept> recover() throws InterruptedException {
        if (ownership.wasTaken()) {
            Optional<String> other = ownership.takenOverBy(topic);
            if (other.isPresent()) {
                throw takenOver(topic.pipeline(), other.get());
            }
        }
        takePossession();
        int writers = Math.max(topic.readUncommitted().writers(), lanes);
        if (writers > 0) {
            cluster.fence(IntStream.range(0, writers)
                    .mapToObj(lane -> SinkSettings.transactionalId(topic.pipeline(), Integer.toString(lane)))
                    .toList());
        }
        lanes = writers;
        return topic.read(0, true).kept();
    }

    static RuntimeException takenOver(String pipeline, String mark) {
        return KafkaFailures.fenced("another instance has taken over pipeline " + pipeline + ": "
                        + mark.substring(mark.indexOf(' ') + 1))
                .exception();
    }

    /** Fences the former home, and writes down who recovers. */
    private void takePossession() throws InterruptedException {
        closeProducer();
        try {
            producer = new KafkaProducer<>(
                    settings.transactionalProducer(topic.pipeline(), WHO),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> written = producer.send(topic.owner(ownership.mark()));
            producer.commitTransaction();
            ownership.taken(written.get().offset());
        } catch (RuntimeException | ExecutionException failed) {
            throw KafkaFailures.rethrown(failed, "take possession of the checkpoints in topic " + topic.name());
        }
    }

    @Override
    public void replace(Bytes checkpoint, int writers) throws InterruptedException {
        if (producer == null) {
            recover();
        }
        try {
            producer.beginTransaction();
            // The commit fails if one of these does.
            Future<RecordMetadata> base = producer.send(topic.base(checkpoint, writers));
            for (int lane = 0; lane < lanes; lane++) {
                Future<RecordMetadata> removed = producer.send(topic.lane(lane, null));
            }
            producer.commitTransaction();
            lanes = Math.max(lanes, writers);
        } catch (RuntimeException failed) {
            throw KafkaFailures.rethrown(failed, "write a checkpoint to topic " + topic.name());
        }
    }

    private void closeProducer() {
        if (producer != null) {
            producer.close(CLOSING);
        }
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            closeProducer();
        } finally {
            ownership.released();
            cluster.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
