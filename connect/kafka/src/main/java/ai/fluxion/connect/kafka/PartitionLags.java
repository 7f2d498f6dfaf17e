package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Lag;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** How far a consumer is behind its partitions' ends, as its last fetches said; looked at by its thread, read by any. */
final class PartitionLags {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private volatile Lag lag = Lag.UNKNOWN;
    private long lookedAt = System.nanoTime() - EVERY_NANOS;

    /** Looks, if it is some time ago; nothing is asked of a broker that the consumer would wait for. */
    void look(KafkaConsumer<?, ?> consumer, Collection<AssignedPartition> partitions) {
        long now = System.nanoTime();
        if (now - lookedAt < EVERY_NANOS) {
            return;
        }
        lookedAt = now;
        Map<String, Long> known = new HashMap<>();
        for (AssignedPartition each : partitions) {
            OptionalLong behind = consumer.currentLag(each.partition());
            if (behind.isPresent()) {
                known.put(each.name(), behind.getAsLong());
            }
        }
        lag = new Lag(Lag.Unit.RECORDS, known);
    }

    Lag lag() {
        return lag;
    }
}
