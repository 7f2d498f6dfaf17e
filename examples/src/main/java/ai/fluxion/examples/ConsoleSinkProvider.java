package ai.fluxion.examples;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.SinkConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.StreamingSink;
import java.util.List;

/** Makes sinks of type {@code console}. */
public final class ConsoleSinkProvider implements SinkConnectorProvider {
    @Override
    public SinkConnectorDescriptor descriptor() {
        return SinkConnectorDescriptor.builder("console", "Console").build();
    }

    @Override
    public List<ConnectorOption> options() {
        return List.of();
    }

    @Override
    public StreamingSink create(ConnectorConfig config) {
        return documents -> documents.forEach(System.out::println);
    }
}
