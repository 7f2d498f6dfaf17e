package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Health;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** What readers of both kinds of assignment do with a consumer. */
final class Reading {
    private static final Duration ANSWER = Duration.ofMillis(500);

    private Reading() {}

    /**
     * What the brokers said of the ends of partitions.
     *
     * @param reached whether all are read to their ends; false if no broker said so
     * @param health whether a broker answered
     */
    record Ends(boolean reached, Health health) {}

    /** Asks the brokers; what the consumer remembers may be old, while they can't be reached. */
    static Ends ends(KafkaConsumer<?, ?> consumer, Collection<AssignedPartition> partitions) {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(
                    partitions.stream().map(AssignedPartition::partition).toList(), ANSWER);
            boolean reached = partitions.stream().allMatch(each -> each.position() >= ends.get(each.partition()));
            return new Ends(reached, Health.ok());
        } catch (TimeoutException nobodyAnswers) {
            return new Ends(false, Health.down("no broker answers"));
        }
    }

    /** What to throw when a poll failed. */
    static RuntimeException failure(RuntimeException failed) throws InterruptedException {
        if (failed instanceof OffsetOutOfRangeException gone) {
            Map.Entry<TopicPartition, Long> first =
                    gone.offsetOutOfRangePartitions().entrySet().iterator().next();
            return KafkaSplits.offsetGone(
                            TopicName.of(first.getKey()), "the broker has no offset " + first.getValue() + " any more")
                    .cause(failed)
                    .exception();
        }
        return KafkaFailures.rethrown(failed, "read from the brokers");
    }

    /** Closes within the time, whether or not the thread was interrupted. */
    static void close(KafkaConsumer<?, ?> consumer, Duration within) {
        boolean interrupted = Thread.interrupted();
        try {
            consumer.close(CloseOptions.timeout(within));
        } catch (KafkaException failed) {
            org.slf4j.LoggerFactory.getLogger(Reading.class)
                    .atDebug()
                    .setCause(failed)
                    .log("consumer closed with a failure");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
