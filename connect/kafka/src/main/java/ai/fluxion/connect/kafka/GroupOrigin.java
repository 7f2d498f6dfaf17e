package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.model.Document;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How a sink learns which offsets of a position belong to a consumer group: their origin names the member that read them.
 * The generation changes while the offset is on its way, so it is looked up here, where the source keeps it up to date. Of a
 * member that is not here any more nothing may be committed: without its offsets, its records would be read again.
 */
final class GroupOrigin {
    private static final String GROUP = "groupId";
    private static final String MEMBER = "memberId";
    private static final ConcurrentMap<String, ConsumerGroupMetadata> LIVE = new ConcurrentHashMap<>();

    private GroupOrigin() {}

    static Document add(Document origin, ConsumerGroupMetadata membership) {
        return Document.builder(5)
                .putAll(origin)
                .put(GROUP, membership.groupId())
                .put(MEMBER, membership.memberId())
                .build();
    }

    static void joined(ConsumerGroupMetadata membership) {
        LIVE.put(membership.memberId(), membership);
    }

    static void left(ConsumerGroupMetadata membership) {
        LIVE.remove(membership.memberId());
    }

    /**
     * The offsets of a position that are to be committed to groups, by the membership under which they were read.
     *
     * @param position what moved since the source was opened
     * @param sent what was committed already: a partition that has not moved since may be another member's by now
     * @throws ai.fluxion.core.engine.connectors.FluxionException retryable, if a member is gone with what it read
     */
    static Map<ConsumerGroupMetadata, Map<TopicPartition, OffsetAndMetadata>> of(
            Position position, Map<TopicPartition, OffsetAndMetadata> sent) {
        Map<ConsumerGroupMetadata, Map<TopicPartition, OffsetAndMetadata>> byMembership = new HashMap<>();
        for (Map.Entry<String, Offset> each : position.offsets().entrySet()) {
            if (!(each.getValue().origin().get(MEMBER) instanceof String member)) {
                continue; // of another source, or of one that is in no group
            }
            TopicPartition partition = TopicName.parse(each.getKey());
            OffsetAndMetadata offset = new OffsetAndMetadata(each.getValue().number());
            if (offset.equals(sent.get(partition))) {
                continue;
            }
            ConsumerGroupMetadata membership = LIVE.get(member);
            if (membership == null) {
                throw Failure.retryable(
                                "FLX-KAFKA-PARTITIONS-LOST",
                                "the member of the group that read " + each.getKey()
                                        + " is gone: its records belong to another member now")
                        .exception();
            }
            byMembership.computeIfAbsent(membership, key -> new HashMap<>()).put(partition, offset);
        }
        return byMembership;
    }
}
