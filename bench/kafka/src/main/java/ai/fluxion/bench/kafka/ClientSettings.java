package ai.fluxion.bench.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka client's keys that the bare loops and the engine are given alike, and that the table publishes. */
final class ClientSettings {
    /** Those of a consumer, in the order they are printed. */
    static final Map<String, String> CONSUMER = ordered(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000",
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1",
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "500",
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "8388608",
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1048576",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");

    /** Those of a producer, likewise. */
    static final Map<String, String> PRODUCER = ordered(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.LINGER_MS_CONFIG, "5",
            ProducerConfig.BATCH_SIZE_CONFIG, "131072",
            ProducerConfig.BUFFER_MEMORY_CONFIG, "16777216",
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "none",
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "5");

    private ClientSettings() {}

    static Map<String, Object> consumer(String bootstrapServers) {
        Map<String, Object> keys = new LinkedHashMap<>(CONSUMER);
        keys.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        keys.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        keys.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        keys.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        keys.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return keys;
    }

    static Map<String, Object> producer(String bootstrapServers) {
        Map<String, Object> keys = new LinkedHashMap<>(PRODUCER);
        keys.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        keys.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        keys.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        keys.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return keys;
    }

    /** A map that keeps the order of its pairs. */
    static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
