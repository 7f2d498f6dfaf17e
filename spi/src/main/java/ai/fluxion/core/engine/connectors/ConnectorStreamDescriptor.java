package ai.fluxion.core.engine.connectors;

import ai.fluxion.core.model.Schema;
import java.util.Objects;
import java.util.Optional;

/**
 * A stream that a source offers.
 *
 * @param stream its name
 * @param schema what its records look like, if it is known or was inferred
 * @param details what else people want to know, such as the number of partitions; may be empty
 */
public record ConnectorStreamDescriptor(StreamId stream, Optional<Schema> schema, String details) {
    public ConnectorStreamDescriptor {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(details, "details");
    }
}
