package ai.fluxion.proof;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic, read by a consumer that sees what is committed. At the end no transaction may be open, here or at the checkpoints. */
final class TopicTarget implements Target {
    private static final String CHECKPOINTS = "fluxion-checkpoints";
    private static final Duration LOOK = Duration.ofMillis(100);

    private final String servers;
    private final String topic;
    private final int inputPartitions;
    private final Consumer<String, String> consumer;
    private final Ledger seen;

    private TopicTarget(String servers, String topic, int inputPartitions) {
        this.servers = servers;
        this.topic = topic;
        this.inputPartitions = inputPartitions;
        this.seen = ledger();
        this.consumer = consumer("read_committed", topic);
    }

    /** Makes the topic. */
    static TopicTarget create(String servers, String topic, int topicPartitions, int inputPartitions)
            throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(topicPartitions), Optional.empty())))
                    .all()
                    .get();
        }
        return new TopicTarget(servers, topic, inputPartitions);
    }

    private Ledger ledger() {
        return new Ledger(inputPartitions, Numbers::line);
    }

    private Consumer<String, String> consumer(String isolation, String topicName) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        Consumer<String, String> made =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        made.assign(made.partitionsFor(topicName).stream()
                .map(info -> new TopicPartition(topicName, info.partition()))
                .toList());
        return made;
    }

    @Override
    public String name() {
        return "topic " + topic;
    }

    @Override
    public long read() {
        readToEnd(consumer, seen);
        return seen.arrived();
    }

    private static void readToEnd(Consumer<String, String> from, Ledger into) {
        Map<TopicPartition, Long> ends = from.endOffsets(from.assignment());
        while (ends.entrySet().stream().anyMatch(end -> from.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, String> read : from.poll(LOOK)) {
                boolean keyed = read.value() != null && read.value().startsWith("{\"partition\":" + read.key() + ",");
                into.add(keyed ? read.value() : "key " + read.key() + ": " + read.value());
            }
        }
    }

    @Override
    public Verdict compare(Numbers input) {
        read();
        Verdict onTheWay = seen.verdict(input);
        Ledger all = ledger();
        try (Consumer<String, String> anew = consumer("read_committed", topic)) {
            readToEnd(anew, all);
        }
        Verdict atTheEnd = all.verdict(input).withStrange(open(topic) + open(CHECKPOINTS));
        return atTheEnd.isGood() ? onTheWay : atTheEnd;
    }

    /** In how many partitions of a topic a transaction is open. */
    private long open(String topicName) {
        try (Consumer<String, String> committed = consumer("read_committed", topicName);
                Consumer<String, String> uncommitted = consumer("read_uncommitted", topicName)) {
            Map<TopicPartition, Long> stable = committed.endOffsets(committed.assignment());
            Map<TopicPartition, Long> last = uncommitted.endOffsets(uncommitted.assignment());
            return last.entrySet().stream()
                    .filter(end -> !end.getValue().equals(stable.get(end.getKey())))
                    .count();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
