package ai.fluxion.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plain clients, as a user would write them. */
final class KafkaClients {

    static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private KafkaClients() {}

    static Producer<String, String> producer(String bootstrapServers, Map<String, ?> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", bootstrapServers);
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    static void produce(String bootstrapServers, String topic, String... values) throws Exception {
        try (Producer<String, String> producer = producer(bootstrapServers, Map.of())) {
            send(producer, topic, values);
        }
    }

    static void send(Producer<String, String> producer, String topic, String... values) throws Exception {
        for (String value : values) {
            producer.send(new ProducerRecord<>(topic, value)).get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Reads partition 0 from its beginning to the end that this isolation level sees at the moment. */
    static List<String> readAll(String bootstrapServers, String topic, String isolation) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrapServers, "isolation.level", isolation, "enable.auto.commit", "false");
        TopicPartition partition = new TopicPartition(topic, 0);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition), LONG_ENOUGH).get(partition);
            long deadline = System.nanoTime() + LONG_ENOUGH.toNanos();
            while (consumer.position(partition) < end) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("only " + values + " of " + topic + " came, its end is " + end);
                }
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
