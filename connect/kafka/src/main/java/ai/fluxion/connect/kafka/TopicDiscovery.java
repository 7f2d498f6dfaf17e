package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.ConnectorStreamDescriptor;
import ai.fluxion.core.engine.connectors.ConnectorStreamDescriptor.Partition;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells which topics there are, from where to where their partitions go, and what their newest records are. It joins no
 * group and commits nothing. Reading ends after a time, whatever was found by then; brokers that do not answer are a failure
 * after the administrator's own time limits.
 */
final class TopicDiscovery {
    /** Of each partition. */
    static final int SAMPLE_RECORDS = 100;

    /** Of each topic. */
    private static final long SAMPLE_BYTES = 4 << 20;

    /** For all topics together. */
    private static final Duration READING = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final SourceSettings settings;
    private final Cluster cluster;
    private final PayloadDecoder format;

    TopicDiscovery(SourceSettings settings, Cluster cluster, PayloadDecoder format) {
        this.settings = settings;
        this.cluster = cluster;
        this.format = format;
    }

    List<ConnectorStreamDescriptor> streams() throws InterruptedException {
        Map<String, TopicDescription> topics = cluster.topics(settings.topics());
        if (settings.topics() instanceof TopicSelection.Named named) {
            Set<String> missing = new TreeSet<>(named.topics());
            missing.removeAll(topics.keySet());
            if (!missing.isEmpty()) {
                throw TopicSelection.missing(named, missing);
            }
        }
        List<TopicPartition> partitions = new ArrayList<>();
        topics.values().forEach(topic -> partitions.addAll(partitions(topic)));
        Map<TopicPartition, Long> beginnings = cluster.earliest(partitions);
        Map<TopicPartition, Long> ends = cluster.latest(partitions, settings.readsCommittedOnly());
        List<ConnectorStreamDescriptor> streams = new ArrayList<>();
        KafkaConsumer<Bytes, Bytes> consumer = consumer();
        try (Decoding decoding = new Decoding(settings, format)) {
            long deadline = System.nanoTime() + READING.toNanos();
            for (TopicDescription topic : topics.values()) {
                streams.add(new Topic(topic, beginnings, ends).describe(consumer, decoding, deadline));
            }
        } catch (RuntimeException failed) {
            throw Reading.failure(failed);
        } finally {
            Reading.close(consumer, CLOSING);
        }
        return streams;
    }

    private KafkaConsumer<Bytes, Bytes> consumer() throws InterruptedException {
        Map<String, Object> keys = new HashMap<>(settings.consumer("discover"));
        keys.remove(ConsumerConfig.GROUP_ID_CONFIG);
        keys.put(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"); // what retention removed meanwhile is passed over
        keys.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Long.toString(SAMPLE_BYTES));
        try {
            return new KafkaConsumer<>(keys, new SliceDeserializer(), new SliceDeserializer());
        } catch (RuntimeException refused) {
            throw KafkaFailures.rethrown(refused, "connect");
        }
    }

    private static List<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(each -> new TopicPartition(topic.name(), each.partition()))
                .toList();
    }

    /** One topic, with what the brokers say of all. */
    private record Topic(TopicDescription topic, Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends) {

        ConnectorStreamDescriptor describe(KafkaConsumer<Bytes, Bytes> consumer, Decoding decoding, long deadline) {
            List<TopicPartition> partitions = partitions(topic);
            long records = 0;
            List<Partition> described = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                long beginning = beginnings.get(partition);
                long end = Math.max(beginning, ends.get(partition));
                records += end - beginning;
                described.add(new Partition(
                        TopicName.of(partition), Optional.of(Offset.of(beginning)), Optional.of(Offset.of(end))));
            }
            ConnectorStreamDescriptor found = ConnectorStreamDescriptor.of(StreamId.of(topic.name()))
                    .withPartitions(described)
                    .withRecords(records);
            Set<TopicPartition> unread = new HashSet<>(partitions);
            unread.removeIf(partition -> ends.get(partition) <= beginnings.get(partition));
            List<Document> sample = sample(consumer, decoding, unread, deadline);
            return unread.isEmpty()
                    ? found.withSample(sample)
                    : found.withSample(sample)
                            .withDetails("the sample lacks partitions, since there was no time or too much to read");
        }

        /** @param unread loses what was read as far as wanted */
        private List<Document> sample(
                KafkaConsumer<Bytes, Bytes> consumer, Decoding decoding, Set<TopicPartition> unread, long deadline) {
            List<Document> sample = new ArrayList<>();
            consumer.assign(unread);
            Map<TopicPartition, AssignedPartition> assigned = new HashMap<>();
            for (TopicPartition partition : unread) {
                long from = Math.max(beginnings.get(partition), ends.get(partition) - SAMPLE_RECORDS);
                consumer.seek(partition, from);
                assigned.put(partition, new AssignedPartition(partition, from, Document.empty()));
            }
            long bytes = 0;
            while (!unread.isEmpty() && bytes < SAMPLE_BYTES && System.nanoTime() - deadline < 0) {
                ConsumerRecords<Bytes, Bytes> polled = consumer.poll(POLL);
                for (ConsumerRecord<Bytes, Bytes> record : polled) {
                    AssignedPartition partition = assigned.get(new TopicPartition(record.topic(), record.partition()));
                    if (record.offset() < ends.get(partition.partition())) {
                        sample.add(decoding.document(record, partition.name(), partition.attributes())
                                .detach());
                        bytes += Math.max(0, record.serializedValueSize());
                    }
                }
                polled.nextOffsets().forEach((partition, next) -> {
                    if (next.offset() >= ends.get(partition)) {
                        unread.remove(partition);
                        consumer.pause(List.of(partition));
                    }
                });
            }
            return sample;
        }
    }
}
