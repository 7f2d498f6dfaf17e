package ai.fluxion.bench.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The limit that the engine is measured against: a consumer, a producer, and a loop on one thread. {@code BOOTSTRAP INPUT
 * OUTPUT [transactional] [jackson]}. Runs until it is killed; ends with 1 if a record can't be written.
 */
public final class BareLoop {
    static final String TRANSACTIONAL = "transactional";
    static final String JACKSON = "jackson";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long COMMIT_NANOS = Duration.ofSeconds(1).toNanos();

    private final String output;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Optional<OrderJob> job;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Callback callback = (written, exception) -> {
        if (exception != null) {
            failure.compareAndSet(null, exception);
        }
    };

    private BareLoop(String bootstrapServers, String output, List<String> modes) {
        this.output = output;
        this.job = modes.contains(JACKSON) ? Optional.of(new OrderJob()) : Optional.empty();
        Map<String, Object> reading = ClientSettings.consumer(bootstrapServers);
        Map<String, Object> writing = ClientSettings.producer(bootstrapServers);
        if (modes.contains(TRANSACTIONAL)) {
            reading.put(ConsumerConfig.GROUP_ID_CONFIG, output);
            writing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, output);
        }
        this.consumer = new KafkaConsumer<>(reading);
        this.producer = new KafkaProducer<>(writing);
    }

    public static void main(String[] args) throws Exception {
        List<String> modes = List.of(args).subList(3, args.length);
        BareLoop loop = new BareLoop(args[0], args[2], modes);
        loop.assign(args[1]);
        if (modes.contains(TRANSACTIONAL)) {
            loop.runInTransactions();
        } else {
            loop.run();
        }
    }

    private void assign(String input) {
        consumer.assign(consumer.partitionsFor(input).stream()
                .map(info -> new TopicPartition(input, info.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    private void run() throws Exception {
        while (true) {
            step();
        }
    }

    /** Commits once a second, with the positions, as exactly-once needs. */
    private void runInTransactions() throws Exception {
        producer.initTransactions();
        while (true) {
            producer.beginTransaction();
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < COMMIT_NANOS) {
                step();
            }
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (TopicPartition partition : consumer.assignment()) {
                offsets.put(partition, new OffsetAndMetadata(consumer.position(partition)));
            }
            producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
            producer.commitTransaction();
        }
    }

    private void step() throws Exception {
        for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
            if (job.isEmpty()) {
                send(read.key(), read.value());
            } else {
                job.get().apply(read.value()).ifPresent(value -> send(read.key(), value));
            }
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private void send(byte[] key, byte[] value) {
        Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(output, key, value), callback);
    }
}
