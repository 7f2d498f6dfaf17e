package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.EpochControl;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * What happens when a consumer group gives partitions to this member or takes them away. Called from within the consumer's
 * poll, but for {@link #keepIfSealing}, which another thread may call while an epoch is being sealed.
 */
final class GroupMember implements ConsumerRebalanceListener {
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final SourceSettings settings;
    private final Cluster cluster;
    private final String clusterId;
    private final KafkaConsumer<Bytes, Bytes> consumer;
    private final Map<TopicPartition, AssignedPartition> assigned;
    private final Fetched fetched;
    private final GroupOffsets group;
    private final EpochControl epochs;
    private final Map<String, Document> topics = new HashMap<>();
    private ConsumerGroupMetadata membership;
    private boolean holdsPartitions;
    private boolean leaving;
    private Position sealed = Position.empty(); // guarded by this, as sealing is
    private boolean sealing;

    GroupMember(
            SourceSettings settings,
            Cluster cluster,
            String clusterId,
            KafkaConsumer<Bytes, Bytes> consumer,
            Map<TopicPartition, AssignedPartition> assigned,
            Fetched fetched,
            GroupOffsets group,
            EpochControl epochs) {
        this.settings = settings;
        this.cluster = cluster;
        this.clusterId = clusterId;
        this.consumer = consumer;
        this.assigned = assigned;
        this.fetched = fetched;
        this.group = group;
        this.epochs = epochs;
        this.membership = consumer.groupMetadata();
    }

    /** Whether the group has said which partitions this member has, if any. */
    boolean holdsPartitions() {
        return holdsPartitions;
    }

    /** The source is being closed: what is handed out is no concern any more. */
    void leaving() {
        leaving = true;
        GroupOrigin.left(membership);
    }

    /** Puts the membership into the offsets that are handed out from now on. */
    void membership(ConsumerGroupMetadata now) {
        if (!now.equals(membership)) {
            if (!now.memberId().equals(membership.memberId())) {
                GroupOrigin.left(membership);
            }
            membership = now;
            GroupOrigin.joined(now);
            assigned.values().forEach(each -> each.origin(origin(each.partition())));
        }
    }

    private Document origin(TopicPartition partition) {
        return GroupOrigin.add(topics.get(partition.topic()), membership);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        try {
            membership(consumer.groupMetadata());
            Map<String, TopicDescription> described = cluster.topics(
                    partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
            described.forEach((name, topic) -> topics.put(name, KafkaSplits.origin(topic, clusterId)));
            starts(new HashSet<>(partitions)).forEach((partition, offset) -> {
                assigned.put(partition, new AssignedPartition(partition, offset, origin(partition)));
                consumer.seek(partition, offset);
            });
            holdsPartitions = true;
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    /**
     * The group's offsets. Where it has none, a topic that it has read before has got a new partition, which begins at its
     * beginning; of another topic the options say where it begins. Either is committed, so that it is said once.
     */
    private Map<TopicPartition, Long> starts(Set<TopicPartition> partitions) throws InterruptedException {
        Map<TopicPartition, Long> starts = new HashMap<>();
        consumer.committed(partitions, ANSWER).forEach((partition, offset) -> {
            if (offset != null) {
                starts.put(partition, offset.offset());
            }
        });
        Set<TopicPartition> unknown = new HashSet<>(partitions);
        unknown.removeAll(starts.keySet());
        if (unknown.isEmpty()) {
            return starts;
        }
        Set<String> read = cluster.committed(settings.groupId()).keySet().stream()
                .map(TopicPartition::topic)
                .collect(Collectors.toSet());
        Map<Boolean, List<TopicPartition>> byKnown =
                unknown.stream().collect(Collectors.partitioningBy(each -> read.contains(each.topic())));
        Map<TopicPartition, Long> found = new HashMap<>(cluster.earliest(byKnown.get(true)));
        found.putAll(new StartOffsets(cluster, settings).of(byKnown.get(false)));
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        found.forEach((partition, offset) -> commits.put(partition, new OffsetAndMetadata(offset)));
        consumer.commitSync(commits, ANSWER);
        starts.putAll(found);
        return starts;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        fetched.drop(partitions);
        if (!leaving && !partitions.isEmpty()) {
            seal();
        }
        assigned.keySet().removeAll(partitions);
        holdsPartitions = false;
    }

    private void seal() {
        synchronized (this) {
            sealing = true;
            sealed = Position.empty();
        }
        try {
            epochs.seal();
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } finally {
            Position committed;
            synchronized (this) {
                sealing = false;
                committed = sealed;
            }
            if (!committed.isEmpty()) {
                group.publishNow(consumer, committed, ANSWER);
            }
        }
    }

    /** While an epoch is sealed, what is acknowledged is kept, and published by the consumer's own thread. */
    synchronized boolean keepIfSealing(Position position) {
        if (sealing) {
            sealed = sealed.merge(position);
        }
        return sealing;
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        fetched.drop(partitions);
        assigned.keySet().removeAll(partitions);
        holdsPartitions = false;
        if (!leaving && !partitions.isEmpty()) {
            epochs.abort(Failure.retryable(
                            "FLX-KAFKA-PARTITIONS-LOST",
                            "group " + settings.groupId() + " has given " + partitions.size()
                                    + " partitions to another member")
                    .remedy("This process did not answer the group in time: see max.poll.interval.ms and"
                            + " session.timeout.ms."));
        }
    }
}
