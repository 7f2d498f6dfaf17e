package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.ConnectorMetrics;
import ai.fluxion.core.engine.connectors.EpochControl;
import ai.fluxion.core.engine.connectors.Health;
import ai.fluxion.core.engine.connectors.Lag;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.PayloadDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the partitions that a consumer group gives it, from the group's offsets. Before it gives partitions back, the
 * running epoch is sealed; when it has lost them, the epoch is aborted. Its offsets carry the membership, so that a sink
 * can commit them to the group in its own transaction.
 */
final class GroupKafkaSource implements StreamingSource {
    private final SourceSettings settings;
    private final Decoding decoding;
    private final EpochControl epochs;
    private final ConnectorMetrics metrics;
    private final PartitionLags lags = new PartitionLags();
    private final Map<TopicPartition, AssignedPartition> assigned = new LinkedHashMap<>();
    private final Fetched fetched;
    private final GroupOffsets group;
    private Cluster cluster; // null until open, as the consumer and the member are
    private KafkaConsumer<Bytes, Bytes> consumer;
    private GroupMember member;
    private volatile Health health = Health.ok();

    GroupKafkaSource(SourceSettings settings, PayloadDecoder format, SourceConnectorContext context) {
        this.settings = settings;
        this.decoding = new Decoding(settings, format);
        this.epochs = context.epochs();
        this.metrics = context.services().metrics();
        this.fetched = new Fetched(decoding, assigned);
        this.group = new GroupOffsets(settings.groupId());
    }

    @Override
    public Optional<String> caveat(String sinkType, SinkKind sinkKind) {
        if (sinkType.equals(KafkaSinkProvider.TYPE) && sinkKind == SinkKind.TRANSACTIONAL) {
            return settings.caveat();
        }
        return Optional.of(
                "With `assignment: group` a partition begins at the group's offsets, which only the kafka sink"
                        + " commits in one transaction with its records.");
    }

    @Override
    public SourceKind kind() {
        return SourceKind.REPLAYABLE;
    }

    /** Joins the group, whose offsets say where to go on; the position's do not. */
    @Override
    public void open(Position position) throws InterruptedException {
        cluster = new Cluster(settings.consumer("group"), settings.clientId() + "-group-admin");
        String clusterId = cluster.id();
        Map<String, Object> keys = new HashMap<>(settings.consumer("group"));
        keys.putIfAbsent(
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                Long.toString(settings.discoveryInterval().toMillis()));
        try {
            consumer = new KafkaConsumer<>(keys, new SliceDeserializer(), new SliceDeserializer());
            ClientMetrics.ofConsumer(metrics, consumer.metrics());
            member = new GroupMember(settings, cluster, clusterId, consumer, assigned, fetched, group, epochs);
            if (settings.topics() instanceof TopicSelection.Matching matching) {
                consumer.subscribe(matching.pattern(), member);
            } else {
                consumer.subscribe(((TopicSelection.Named) settings.topics()).topics(), member);
            }
        } catch (RuntimeException failed) {
            throw KafkaFailures.rethrown(failed, "join group " + settings.groupId());
        }
    }

    @Override
    public Batch next() throws InterruptedException {
        if (!fetched.isEmpty()) {
            return fetched.next();
        }
        try {
            poll(settings.pollTimeout());
            lags.look(consumer, assigned.values());
            if (!fetched.isEmpty()) {
                health = Health.ok();
                return fetched.next();
            }
            Reading.Ends ends = Reading.ends(consumer, assigned.values());
            health = ends.health();
            return new Batch.Progress(Position.empty(), member.holdsPartitions() && ends.reached());
        } catch (RuntimeException failed) {
            throw Reading.failure(failed);
        }
    }

    private void poll(Duration wait) {
        fetched.add(consumer.poll(wait));
        ConsumerGroupMetadata now = consumer.groupMetadata();
        member.membership(now);
    }

    /** Keeps the membership while queues are full: polls with all partitions paused. */
    @Override
    public void idle() throws InterruptedException {
        try {
            consumer.pause(consumer.assignment());
            poll(Duration.ZERO);
            consumer.resume(consumer.paused());
        } catch (RuntimeException failed) {
            throw Reading.failure(failed);
        }
    }

    @Override
    public void acknowledge(Position position) {
        if (member != null && !member.keepIfSealing(position)) {
            group.publish(consumer, position);
        }
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public Lag lag() {
        return lags.lag();
    }

    @Override
    public void close() {
        try (decoding;
                Cluster closed = cluster) {
            if (consumer != null) {
                member.leaving();
                Reading.close(consumer, Duration.ofSeconds(3));
            }
        }
    }
}
