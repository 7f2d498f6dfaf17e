package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes positions as a consumer group's offsets, for the tools that watch it. Nothing rests on them: that it failed is
 * logged, at most once a minute. For one thread.
 */
final class GroupOffsets {
    private static final Logger LOG = LoggerFactory.getLogger(GroupOffsets.class);
    private static final long QUIET_NANOS = 60_000_000_000L;

    private final String groupId;
    private long quietUntil = Long.MIN_VALUE;

    GroupOffsets(String groupId) {
        this.groupId = groupId;
    }

    static Map<TopicPartition, OffsetAndMetadata> of(Position position) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        position.offsets()
                .forEach((name, offset) -> offsets.put(TopicName.parse(name), new OffsetAndMetadata(offset.number())));
        return offsets;
    }

    void publish(KafkaConsumer<?, ?> consumer, Position position) {
        try {
            consumer.commitAsync(of(position), (offsets, failed) -> {
                if (failed != null) {
                    warn(failed);
                }
            });
        } catch (KafkaException failed) {
            warn(failed);
        }
    }

    /** As {@link #publish}, and waits for it. */
    void publishNow(KafkaConsumer<?, ?> consumer, Position position, Duration within) {
        try {
            consumer.commitSync(of(position), within);
        } catch (KafkaException failed) {
            warn(failed);
        }
    }

    private void warn(Exception failed) {
        long now = System.nanoTime();
        if (quietUntil == Long.MIN_VALUE || now - quietUntil >= 0) {
            quietUntil = now + QUIET_NANOS;
            LOG.atWarn()
                    .addKeyValue("group", groupId)
                    .addKeyValue("cause", failed.toString())
                    .log("offsets not published");
        }
    }
}
