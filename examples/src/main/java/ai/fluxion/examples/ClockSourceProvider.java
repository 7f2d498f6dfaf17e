package ai.fluxion.examples;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.connectors.StreamingSource;
import java.util.List;

/** Makes sources of type {@code clock}. */
public final class ClockSourceProvider implements SourceConnectorProvider {
    private static final ConnectorOption EVERY = ConnectorOption.builder("every", ConnectorOption.Type.DURATION)
            .defaultValue("1s")
            .range(1, 3_600_000)
            .doc("The time between two records.")
            .build();

    @Override
    public SourceConnectorDescriptor descriptor() {
        return SourceConnectorDescriptor.builder("clock", "Clock").build();
    }

    @Override
    public List<ConnectorOption> options() {
        return List.of(EVERY);
    }

    @Override
    public StreamingSource create(SourceConnectorContext context, SourceConnectorConfig config) {
        return new ClockSource(config.getDuration(EVERY));
    }
}
