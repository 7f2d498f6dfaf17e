package ai.fluxion.bench.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The broker's topics: makes them, fills them, looks at their ends, and reads what is in them. */
final class Topics implements AutoCloseable {
    static final int PARTITIONS = 4;
    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final Admin admin;

    Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** Makes a topic in which a record's time is when the broker appended it. */
    void create(String topic) throws InterruptedException, ExecutionException {
        NewTopic made = new NewTopic(topic, PARTITIONS, (short) 1)
                .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
        admin.createTopics(List.of(made)).all().get();
        while (!isKnown(topic)) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** A topic that was just made is not known to the broker's every part at once. */
    private boolean isKnown(String topic) throws InterruptedException, ExecutionException {
        try {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
            return true;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw failed;
        }
    }

    /** Makes a topic and fills it with orders. */
    Content.Sum fill(String topic, long records) throws InterruptedException, ExecutionException {
        create(topic);
        Content content = new Content();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(ClientSettings.producer(bootstrapServers))) {
            for (long number = 0; number < records; number++) {
                byte[] key = Orders.key(number);
                byte[] value = Orders.value(number);
                content.add(key, value);
                Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic, key, value));
            }
        }
        return content.sum();
    }

    /** Deletes all topics but these and the broker's own. */
    void deleteAllBut(Set<String> kept) throws InterruptedException, ExecutionException {
        Set<String> others = admin.listTopics().names().get().stream()
                .filter(name -> !kept.contains(name) && !name.startsWith("__"))
                .collect(Collectors.toSet());
        admin.deleteTopics(others).all().get();
    }

    Ends ends(String topic) throws InterruptedException, ExecutionException {
        long stable = end(topic, IsolationLevel.READ_COMMITTED);
        return new Ends(stable, end(topic, IsolationLevel.READ_UNCOMMITTED));
    }

    private long end(String topic, IsolationLevel isolation) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions(topic).forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        return admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** Reads what is committed in a topic. */
    Arrived read(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(ClientSettings.consumer(bootstrapServers))) {
            List<TopicPartition> partitions = partitions(topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Content content = new Content();
            long first = Long.MAX_VALUE;
            long last = Long.MIN_VALUE;
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                    content.add(read.key(), read.value());
                    first = Math.min(first, read.timestamp());
                    last = Math.max(last, read.timestamp());
                }
            }
            return new Arrived(content.sum(), first, last);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    /**
     * Where a topic ends, added up over its partitions. Markers of transactions count.
     *
     * @param stable up to where everything is decided
     * @param last the end
     */
    record Ends(long stable, long last) {
        /** Whether so many records may be there, and no transaction is open. */
        boolean mayHold(long records) {
            return stable == last && stable >= records;
        }
    }

    /**
     * What is in a topic.
     *
     * @param content the committed records
     * @param firstMillis when the broker appended the first of them, in milliseconds since 1970
     * @param lastMillis when it appended the last
     */
    record Arrived(Content.Sum content, long firstMillis, long lastMillis) {}
}
