package ai.fluxion.connect.kafka;

import ai.fluxion.servers.KafkaServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The broker that this module's tests share, started at first use, and plain clients of it. */
final class Broker {
    static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private static final KafkaServer SERVER = KafkaServer.builder()
            .property("auto.create.topics.enable", "false")
            .property("log.cleaner.backoff.ms", "200")
            .property("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500")
            .start();
    private static final Admin ADMIN = Admin.create(Map.of("bootstrap.servers", SERVER.bootstrapServers()));
    private static final AtomicInteger NAMES = new AtomicInteger();

    private Broker() {}

    static String address() {
        return SERVER.bootstrapServers();
    }

    static Admin admin() {
        return ADMIN;
    }

    /** A name that no other test has. */
    static String name(String start) {
        return start + "." + NAMES.incrementAndGet();
    }

    /** A new topic of a name that no other test has. */
    static String topic(String start, int partitions) {
        String name = name(start);
        create(name, partitions, Map.of());
        return name;
    }

    static void create(String name, int partitions, Map<String, String> configs) {
        get(ADMIN.createTopics(
                        List.of(new NewTopic(name, Optional.of(partitions), Optional.<Short>empty()).configs(configs)))
                .all());
    }

    /** Changes a setting of a topic. */
    static void alter(String topic, String key, String value) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        get(ADMIN.incrementalAlterConfigs(Map.of(resource, List.of(set))).all());
    }

    /** Waits until the broker has ended the transaction of a producer that lets it time out. */
    static void awaitTransactionsEnd(String transactionalId) {
        Awaitility.await().atMost(LONG_ENOUGH).until(() -> {
            TransactionState state = get(ADMIN.describeTransactions(List.of(transactionalId))
                            .all())
                    .get(transactionalId)
                    .state();
            return state == TransactionState.COMPLETE_ABORT;
        });
    }

    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError(failed);
        }
    }

    static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> keys = new HashMap<>(more);
        keys.put("bootstrap.servers", address());
        return new KafkaProducer<>(keys, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Writes texts into a partition. */
    static void write(String topic, int partition, String... texts) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address()), new StringSerializer(), new StringSerializer())) {
            for (String text : texts) {
                Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic, partition, null, text));
            }
            producer.flush();
        }
    }

    static void write(ProducerRecord<byte[], byte[]> record) {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            Future<RecordMetadata> sent = producer.send(record);
            producer.flush();
        }
    }

    /** All that a committed reader sees of the topic now, by partition and offset. */
    static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return read(topic, "read_committed");
    }

    static List<ConsumerRecord<byte[], byte[]>> read(String topic, String isolation) {
        Map<String, Object> keys =
                Map.of("bootstrap.servers", address(), "isolation.level", isolation, "enable.auto.commit", "false");
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(keys, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            for (TopicPartition partition : partitions) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).get(partition);
                long deadline = System.nanoTime() + LONG_ENOUGH.toNanos();
                while (consumer.position(partition) < end) {
                    if (System.nanoTime() > deadline) {
                        throw new AssertionError("only " + all.size() + " records came of " + topic);
                    }
                    consumer.poll(Duration.ofMillis(100)).forEach(all::add);
                }
            }
        }
        return all;
    }

    static List<String> texts(String topic) {
        return read(topic).stream().map(record -> text(record.value())).toList();
    }

    static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
