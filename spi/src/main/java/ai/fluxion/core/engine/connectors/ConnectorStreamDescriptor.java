package ai.fluxion.core.engine.connectors;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A stream that a source offers. Made by {@link #of}, and filled with what is known.
 *
 * @param stream its name
 * @param schema what its records look like, if the source knows, with the fields of the key marked; if not, it is inferred
 *     from the sample
 * @param partitions its partitions, if it has any
 * @param records about how many records there are, if that is known
 * @param bytes about how many bytes there are, if that is known
 * @param details what else people want to know; may be empty
 * @param sample some of its records, as a reader would hand them out
 */
public record ConnectorStreamDescriptor(
        StreamId stream,
        Optional<Schema> schema,
        List<Partition> partitions,
        OptionalLong records,
        OptionalLong bytes,
        String details,
        List<Document> sample) {
    public ConnectorStreamDescriptor {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(schema, "schema");
        partitions = List.copyOf(partitions);
        Objects.requireNonNull(records, "records");
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(details, "details");
        sample = List.copyOf(sample);
    }

    /**
     * A part of a stream.
     *
     * @param name as positions name it
     * @param beginning where its records begin, if that is known
     * @param end behind its last record now, if that is known
     */
    public record Partition(String name, Optional<Offset> beginning, Optional<Offset> end) {
        public Partition {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(beginning, "beginning");
            Objects.requireNonNull(end, "end");
        }
    }

    /** A stream of which nothing but the name is known. */
    public static ConnectorStreamDescriptor of(StreamId stream) {
        return new ConnectorStreamDescriptor(
                stream, Optional.empty(), List.of(), OptionalLong.empty(), OptionalLong.empty(), "", List.of());
    }

    public ConnectorStreamDescriptor withSchema(Schema known) {
        return new ConnectorStreamDescriptor(stream, Optional.of(known), partitions, records, bytes, details, sample);
    }

    public ConnectorStreamDescriptor withPartitions(List<Partition> all) {
        return new ConnectorStreamDescriptor(stream, schema, all, records, bytes, details, sample);
    }

    public ConnectorStreamDescriptor withRecords(long estimate) {
        return new ConnectorStreamDescriptor(
                stream, schema, partitions, OptionalLong.of(estimate), bytes, details, sample);
    }

    public ConnectorStreamDescriptor withBytes(long estimate) {
        return new ConnectorStreamDescriptor(
                stream, schema, partitions, records, OptionalLong.of(estimate), details, sample);
    }

    public ConnectorStreamDescriptor withDetails(String text) {
        return new ConnectorStreamDescriptor(stream, schema, partitions, records, bytes, text, sample);
    }

    public ConnectorStreamDescriptor withSample(List<Document> some) {
        return new ConnectorStreamDescriptor(stream, schema, partitions, records, bytes, details, some);
    }
}
