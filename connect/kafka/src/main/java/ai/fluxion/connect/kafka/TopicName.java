package ai.fluxion.connect.kafka;

import org.apache.kafka.common.TopicPartition;

/** The names of topics, and those of their partitions in positions: {@code orders-0}. */
final class TopicName {
    static final String RULE = "A topic's name is 1 to 249 letters, digits, dots, underscores and hyphens.";

    private TopicName() {}

    static boolean isLegal(String name) {
        return !name.isEmpty()
                && name.length() <= 249
                && !name.equals(".")
                && !name.equals("..")
                && name.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '.'
                                || c == '_'
                                || c == '-');
    }

    static String of(TopicPartition partition) {
        return partition.topic() + "-" + partition.partition();
    }

    /** @throws IllegalArgumentException if it is no partition's name */
    static TopicPartition parse(String partition) {
        int hyphen = partition.lastIndexOf('-');
        if (hyphen < 1 || !partition.substring(hyphen + 1).matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                    "expected a partition like orders-0 (topic, hyphen, number), got '" + partition + "'");
        }
        return new TopicPartition(
                partition.substring(0, hyphen), Integer.parseInt(partition, hyphen + 1, partition.length(), 10));
    }
}
