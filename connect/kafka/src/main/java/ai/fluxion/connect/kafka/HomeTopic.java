package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.transactions.CheckpointHome;
import ai.fluxion.core.engine.transactions.CheckpointHome.Kept;
import ai.fluxion.core.model.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topic that keeps checkpoints, as one pipeline sees it. Its keys are {@code <pipeline>/base}, {@code
 * <pipeline>/<lane>} and {@code <pipeline>/owner}; all lie in its first partition.
 */
final class HomeTopic {
    private static final String WRITERS = "writers";
    private static final String BASE = "base";
    private static final String OWNER = "owner";
    private static final Duration READING = Duration.ofSeconds(30);

    private final SinkSettings settings;
    private final String pipeline;
    private final TopicPartition partition;

    HomeTopic(SinkSettings settings, String pipeline) {
        this.settings = settings;
        this.pipeline = pipeline;
        this.partition = new TopicPartition(settings.checkpointTopic(), 0);
    }

    /**
     * What was read of one pipeline.
     *
     * @param owner who recovered it last
     * @param checkpoints by lane
     * @param writers how many lanes there ever were, as far as records still say
     */
    record Contents(Optional<String> owner, Map<Integer, Bytes> checkpoints, int writers) {
        List<Kept> kept() {
            return checkpoints.entrySet().stream()
                    .map(each -> new Kept(each.getKey(), each.getValue()))
                    .toList();
        }
    }

    String pipeline() {
        return pipeline;
    }

    /** Tells it from the homes of other pipelines and clusters. */
    String identity() {
        return pipeline + "@" + name() + "@" + settings.client().get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    String name() {
        return partition.topic();
    }

    ProducerRecord<byte[], byte[]> base(Bytes checkpoint, int writers) {
        ProducerRecord<byte[], byte[]> record = lane(CheckpointHome.BASE, checkpoint.toArray());
        record.headers().add(WRITERS, ByteBuffer.allocate(4).putInt(writers).array());
        return record;
    }

    /** @param checkpoint null to remove what is there */
    ProducerRecord<byte[], byte[]> lane(int lane, byte[] checkpoint) {
        return record(lane == CheckpointHome.BASE ? BASE : Integer.toString(lane), checkpoint);
    }

    ProducerRecord<byte[], byte[]> owner(String mark) {
        return record(OWNER, mark.getBytes(StandardCharsets.UTF_8));
    }

    private ProducerRecord<byte[], byte[]> record(String what, byte[] value) {
        byte[] key = (pipeline + "/" + what).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(name(), partition.partition(), key, value);
    }

    /**
     * Reads what is committed.
     *
     * @param from the offset to begin at
     * @param all whether to wait for what is committed at this moment to be readable, behind transactions of other
     *     pipelines that are still open; else what can be read now is all
     */
    Contents read(long from, boolean all) throws InterruptedException {
        return read(from, true, all ? Isolation.UNCOMMITTED : Isolation.COMMITTED);
    }

    /** Reads also what was never committed: enough to know which writers there were. */
    Contents readUncommitted() throws InterruptedException {
        return read(0, false, Isolation.UNCOMMITTED);
    }

    /** For whom the log ends where. */
    private enum Isolation {
        COMMITTED,
        UNCOMMITTED
    }

    private Contents read(long from, boolean committedOnly, Isolation end) throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(committedOnly)) {
            long until = end(end);
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            Collected collected = new Collected();
            long deadline = System.nanoTime() + READING.toNanos();
            while (consumer.position(partition, READING) < until) {
                if (System.nanoTime() - deadline > 0) {
                    throw behindOthers(consumer.position(partition), until);
                }
                consumer.poll(Duration.ofMillis(100)).forEach(collected::take);
            }
            return collected.contents();
        } catch (RuntimeException failed) {
            throw KafkaFailures.rethrown(failed, "read checkpoints from topic " + name());
        }
    }

    private long end(Isolation isolation) throws InterruptedException {
        try (Cluster cluster = new Cluster(settings.client(), clientId("-end"))) {
            return cluster.latest(List.of(partition), isolation == Isolation.COMMITTED)
                    .get(partition);
        }
    }

    private RuntimeException behindOthers(long position, long until) {
        return Failure.retryable(
                        "FLX-KAFKA-HOME",
                        "topic " + name() + " can be read up to offset " + position + " of " + until + " only, after "
                                + READING.toSeconds() + " s: a transaction of another pipeline is still open")
                .at(SinkOptions.CHECKPOINT_TOPIC.name())
                .remedy(
                        "It ends by itself after its transaction.timeout.ms. A checkpointTopic of its own keeps a pipeline"
                                + " apart from others.")
                .exception();
    }

    private KafkaConsumer<byte[], byte[]> consumer(boolean committedOnly) {
        Map<String, Object> keys = new HashMap<>(settings.client());
        keys.keySet().retainAll(ConsumerConfig.configNames());
        keys.remove(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG); // those given are a producer's
        keys.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId("-reader"));
        // A consumer's close waits for the fetch that is under way at the end of the log.
        keys.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "10");
        keys.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, committedOnly ? "read_committed" : "read_uncommitted");
        keys.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        keys.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"); // compaction may have removed the beginning
        return new KafkaConsumer<>(keys, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    String clientId(String who) {
        return "fluxion-" + pipeline + "-home" + who;
    }

    /** Takes one record after the other; the last of a key counts. */
    private final class Collected {
        private final String prefix = pipeline + "/";
        private final Map<Integer, Bytes> checkpoints = new TreeMap<>();
        private Optional<String> owner = Optional.empty();
        private int writers;

        void take(ConsumerRecord<byte[], byte[]> record) {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            if (!key.startsWith(prefix)) {
                return;
            }
            String what = key.substring(prefix.length());
            if (what.equals(OWNER)) {
                owner = Optional.ofNullable(record.value()).map(mark -> new String(mark, StandardCharsets.UTF_8));
                return;
            }
            int lane = what.equals(BASE) ? CheckpointHome.BASE : Integer.parseInt(what);
            writers = Math.max(writers, Math.max(lane + 1, writers(record)));
            if (record.value() == null) {
                checkpoints.remove(lane);
            } else {
                checkpoints.put(lane, Bytes.wrap(record.value()));
            }
        }

        private int writers(ConsumerRecord<byte[], byte[]> record) {
            Header header = record.headers().lastHeader(WRITERS);
            return header == null || header.value().length != 4
                    ? 0
                    : ByteBuffer.wrap(header.value()).getInt();
        }

        Contents contents() {
            return new Contents(owner, checkpoints, writers);
        }
    }
}
