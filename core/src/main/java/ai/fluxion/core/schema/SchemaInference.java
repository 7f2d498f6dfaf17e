package ai.fluxion.core.schema;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Operation;
import ai.fluxion.core.model.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Infers a schema from sampled records, such that every one of them that can be decoded fits it: types are widened until
 * they hold all values (32 bits, 64 bits, double, decimal), a field that is null or missing somewhere may be null, and what
 * has no type in common is {@code JSON}, anything. Deletes are left out, since they have no fields of their own.
 */
public final class SchemaInference {
    private SchemaInference() {}

    /**
     * What a sample tells.
     *
     * @param schema empty if no record could be decoded
     * @param sampled how many records were looked at, malformed ones among them
     * @param malformed how many of them could not be decoded
     * @param firstMalformed why the first of those could not
     */
    public record Inferred(Optional<Schema> schema, int sampled, int malformed, Optional<Failure> firstMalformed) {}

    /** Infers the schema of a stream. */
    public static Inferred infer(StreamId stream, List<Document> sample) {
        ObservedFields fields = new ObservedFields();
        Failure first = null;
        int sampled = 0;
        int malformed = 0;
        for (Document document : sample) {
            if (document.metadata().operation() == Operation.DELETE) {
                continue;
            }
            sampled++;
            try {
                fields.add(document.decode(), 0);
            } catch (RuntimeException undecodable) {
                malformed++;
                first = first == null ? Failure.of(undecodable) : first;
            }
        }
        Optional<Schema> schema = sampled == malformed
                ? Optional.empty()
                : Optional.of(new Schema(stream.namespace(), stream.name(), fields.fields(), ""));
        return new Inferred(schema, sampled, malformed, Optional.ofNullable(first));
    }
}
