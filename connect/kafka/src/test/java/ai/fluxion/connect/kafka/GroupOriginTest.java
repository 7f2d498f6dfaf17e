package ai.fluxion.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.model.Document;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupOriginTest {
    private final ConsumerGroupMetadata member = member(1);
    private final TopicPartition partition = new TopicPartition("orders", 0);
    private final Position position =
            Position.of(TopicName.of(partition), Offset.of(7, GroupOrigin.add(Document.of("topic", "orders"), member)));

    @SuppressWarnings("removal") // otherwise only a consumer that has joined makes one
    private static ConsumerGroupMetadata member(int generation) {
        return new ConsumerGroupMetadata("group", generation, "member-1", Optional.empty());
    }

    @AfterEach
    void leave() {
        GroupOrigin.left(member);
    }

    @Test
    void offsetsAreCommittedUnderTheMembershipAsItIsNow() {
        ConsumerGroupMetadata later = member(2);
        GroupOrigin.joined(member);
        GroupOrigin.joined(later);

        assertThat(GroupOrigin.of(position, Map.of()))
                .isEqualTo(Map.of(later, Map.of(partition, new OffsetAndMetadata(7))));
    }

    @Test
    void recordsOfAMemberThatIsGoneAreNotCommittedWithoutTheirOffsets() {
        assertThatThrownBy(() -> GroupOrigin.of(position, Map.of())).hasMessageContaining("FLX-KAFKA-PARTITIONS-LOST");
    }

    @Test
    void whatWasCommittedBeforeTheMemberWentDoesNotMatterAnyMore() {
        assertThat(GroupOrigin.of(position, Map.of(partition, new OffsetAndMetadata(7))))
                .isEmpty();
    }

    @Test
    void offsetsOfOtherSourcesAreNobodysConcern() {
        Position files = Position.of("/var/log/in.ndjson", Offset.of(7))
                .merge(Position.of("slot", new Offset(Document.of("lsn", "0/16B3748"), Document.empty())));
        assertThat(GroupOrigin.of(files, Map.of())).isEmpty();
    }
}
