package ai.fluxion.connect.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The client keys that are not, or not wholly, the user's to set; the docs' table is made from these. */
final class OwnedKeys {
    private OwnedKeys() {}

    static final List<OwnedKey> SOURCE = List.of(
            OwnedKey.refused(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    "false"::equals,
                    "offsets are published once the sink has committed; the client would publish them while records are"
                            + " still under way, and a crash would lose these."),
            OwnedKey.doubtful(
                    ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG,
                    OwnedKeys::none,
                    "has no effect, since offsets are published with each checkpoint (checkpoint.interval)."),
            OwnedKey.refused(
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    Start::isReset,
                    "expected earliest, latest, by_duration:PT1H or none. It says where to begin if there is neither a"
                            + " checkpoint nor an offset of the group; later on nothing is ever reset."),
            OwnedKey.doubtful(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed"::equals,
                    "records of aborted transactions will be read as well; exactly-once needs read_committed, which is"
                            + " what holds without this key."),
            OwnedKey.refused(
                    ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                    OwnedKeys::none,
                    "a static member keeps its partitions while it is away, and its successor waits for the session to"
                            + " end; the engine assigns partitions, or a group's members are dynamic."),
            OwnedKey.doubtful(
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    "false"::equals,
                    "a misspelled topic would be created instead of reported."));

    /** No value is accepted. */
    private static boolean none(String value) {
        return false;
    }

    /** @param acksAll whether every replica acknowledges */
    static List<OwnedKey> sink(boolean acksAll) {
        return List.of(
                OwnedKey.refused(
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        OwnedKeys::none,
                        "it is made from the pipeline's id and lane, so that the successor of a process that hangs"
                                + " fences it; `delivery: exactly-once` turns transactions on."),
                OwnedKey.refused(
                        ProducerConfig.TRANSACTION_TWO_PHASE_COMMIT_ENABLE_CONFIG,
                        "false"::equals,
                        "transactions end with the checkpoint, which is in them."),
                OwnedKey.refused(
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        value -> !acksAll || "true".equals(value),
                        "order within a partition, and transactions, rest on it; it needs acks: all."),
                OwnedKey.refused(
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        value -> value.matches("[1-5]"),
                        "expected 1 to 5: with more requests under way a retry reorders records."),
                OwnedKey.doubtful(
                        ProducerConfig.RETRIES_CONFIG,
                        value -> !"0".equals(value),
                        "each hiccup of a broker will fail the epoch, which is then replayed."),
                OwnedKey.doubtful(
                        ProducerConfig.ACKS_CONFIG,
                        value -> value.equals("all") || value.equals("-1"),
                        "records that were acknowledged are lost if a broker fails before its followers have them, so that"
                                + " neither at-least-once nor exactly-once holds; `all` is what holds without this key."));
    }
}
