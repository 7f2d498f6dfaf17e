package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.model.Document;
import org.apache.kafka.common.TopicPartition;

/** A partition that is being read: how it is called, and how far it was handed out. For one thread. */
final class AssignedPartition {
    private final TopicPartition partition;
    private final String name;
    private final Document attributes;
    private Document origin;
    private long position;

    AssignedPartition(TopicPartition partition, long position, Document origin) {
        this.partition = partition;
        this.name = TopicName.of(partition);
        this.attributes = Document.of("topic", partition.topic(), "partition", partition.partition());
        this.position = position;
        this.origin = origin;
    }

    TopicPartition partition() {
        return partition;
    }

    String name() {
        return name;
    }

    /** What all records of it have in common. */
    Document attributes() {
        return attributes;
    }

    long position() {
        return position;
    }

    void moveTo(long next) {
        position = next;
    }

    void origin(Document other) {
        origin = other;
    }

    Offset offset() {
        return Offset.of(position, origin);
    }
}
