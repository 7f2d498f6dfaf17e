package ai.fluxion.core.engine.connectors;

import java.util.Objects;
import java.util.Optional;

/** What the engine offers a source. Immutable. */
public final class SourceConnectorContext {
    private final String pipelineId;
    private final ConnectorServices services;
    private final EpochControl epochs;

    private SourceConnectorContext(String pipelineId, ConnectorServices services, EpochControl epochs) {
        this.pipelineId = pipelineId;
        this.services = Objects.requireNonNull(services, "services");
        this.epochs = Objects.requireNonNull(epochs, "epochs");
    }

    /** The context of a source that a program makes. */
    public static SourceConnectorContext from(StreamingContext context) {
        return new SourceConnectorContext(context.pipelineId().orElse(null), context.services(), EpochControl.NONE);
    }

    /** The same context with a running pipeline behind it. */
    public SourceConnectorContext withEpochs(EpochControl control) {
        return new SourceConnectorContext(pipelineId, services, control);
    }

    /** Empty if the pipeline has none. */
    public Optional<String> pipelineId() {
        return Optional.ofNullable(pipelineId);
    }

    public ConnectorServices services() {
        return services;
    }

    public EpochControl epochs() {
        return epochs;
    }
}
