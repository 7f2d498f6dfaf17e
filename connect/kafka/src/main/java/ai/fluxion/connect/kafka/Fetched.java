package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What was polled and not yet handed out, topic by topic: a batch holds one topic's records. Positions follow what is
 * handed out. For one thread.
 */
final class Fetched {
    /** What one poll gave of one partition. */
    private record Part(TopicPartition partition, List<ConsumerRecord<Bytes, Bytes>> records, long next) {}

    private final Decoding decoding;
    private final Map<TopicPartition, AssignedPartition> assigned;
    private final Deque<List<Part>> topics = new ArrayDeque<>();
    private final Map<String, StreamId> streams = new HashMap<>();

    /** @param assigned the partitions that are read, by whoever reads them */
    Fetched(Decoding decoding, Map<TopicPartition, AssignedPartition> assigned) {
        this.decoding = decoding;
        this.assigned = assigned;
    }

    boolean isEmpty() {
        return topics.isEmpty();
    }

    /** Takes what a poll gave; partitions that only moved (a transaction's end, a gap of compaction) count as well. */
    void add(ConsumerRecords<Bytes, Bytes> polled) {
        Map<String, List<Part>> byTopic = new LinkedHashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> next :
                polled.nextOffsets().entrySet()) {
            TopicPartition partition = next.getKey();
            if (assigned.containsKey(partition)) {
                byTopic.computeIfAbsent(partition.topic(), topic -> new ArrayList<>(4))
                        .add(new Part(
                                partition,
                                polled.records(partition),
                                next.getValue().offset()));
            }
        }
        topics.addAll(byTopic.values());
    }

    /** Forgets what was not handed out of these: they are somebody else's now. */
    void drop(Collection<TopicPartition> partitions) {
        topics.forEach(parts -> parts.removeIf(part -> partitions.contains(part.partition())));
        topics.removeIf(List::isEmpty);
    }

    /** The next batch, which is a {@link Batch.Progress} if positions moved without records; there must be something. */
    Batch next() {
        List<Part> parts = topics.remove();
        int count = 0;
        for (Part part : parts) {
            count += part.records().size();
        }
        List<Document> documents = new ArrayList<>(count);
        Map<String, Offset> offsets = new HashMap<>();
        for (Part part : parts) {
            AssignedPartition partition = assigned.get(part.partition());
            for (ConsumerRecord<Bytes, Bytes> record : part.records()) {
                documents.add(decoding.document(record, partition.name(), partition.attributes()));
            }
            partition.moveTo(part.next());
            offsets.put(partition.name(), partition.offset());
        }
        Position position = Position.of(offsets);
        if (documents.isEmpty()) {
            return new Batch.Progress(position, false);
        }
        StreamId stream = streams.computeIfAbsent(parts.get(0).partition().topic(), StreamId::of);
        return new Batch.Records(stream, Optional.empty(), documents, position, true);
    }
}
