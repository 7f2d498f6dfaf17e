package ai.fluxion.core.engine.connectors;

import java.util.Objects;
import java.util.Optional;

/**
 * What the engine offers a sink. Immutable.
 *
 * @param pipeline the pipeline's id; empty if it has none
 * @param incarnation the pipeline's incarnation: with a record's metadata it makes the origin id; empty if it has none
 * @param services what the engine does for connectors
 */
public record SinkContext(Optional<String> pipeline, Optional<String> incarnation, ConnectorServices services) {
    public SinkContext {
        Objects.requireNonNull(pipeline, "pipeline");
        Objects.requireNonNull(incarnation, "incarnation");
        Objects.requireNonNull(services, "services");
    }

    /** The context of a sink that a program uses without an engine. */
    public static SinkContext from(StreamingContext context) {
        return new SinkContext(context.pipelineId(), Optional.empty(), context.services());
    }
}
