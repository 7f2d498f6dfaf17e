package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.model.Document;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The membership of a consumer group, as it travels in the origin of offsets from source to sink. */
final class GroupOrigin {
    private static final String GROUP = "groupId";
    private static final String GENERATION = "generationId";
    private static final String MEMBER = "memberId";

    private GroupOrigin() {}

    static Document add(Document origin, ConsumerGroupMetadata membership) {
        return Document.builder(6)
                .putAll(origin)
                .put(GROUP, membership.groupId())
                .put(GENERATION, membership.generationId())
                .put(MEMBER, membership.memberId())
                .build();
    }

    @SuppressWarnings("removal") // nothing else makes one until the client's next major version
    private static ConsumerGroupMetadata membership(Document origin) {
        return new ConsumerGroupMetadata(
                origin.getString(GROUP), origin.getInt(GENERATION), origin.getString(MEMBER), Optional.empty());
    }

    /** The offsets of a position that belong to groups, by the membership under which they were read. */
    static Map<ConsumerGroupMetadata, Map<TopicPartition, OffsetAndMetadata>> of(Position position) {
        Map<ConsumerGroupMetadata, Map<TopicPartition, OffsetAndMetadata>> byMembership = new HashMap<>();
        for (Map.Entry<String, Offset> each : position.offsets().entrySet()) {
            Document origin = each.getValue().origin();
            if (origin.has(GROUP) && origin.has(GENERATION) && origin.has(MEMBER)) {
                byMembership
                        .computeIfAbsent(membership(origin), key -> new HashMap<>())
                        .put(
                                TopicName.parse(each.getKey()),
                                new OffsetAndMetadata(each.getValue().number()));
            }
        }
        return byMembership;
    }
}
