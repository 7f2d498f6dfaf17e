package ai.fluxion.core.connectors;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.SinkConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.StreamingSink;
import java.util.List;

/** A sink that can't be described without another class. */
public final class NeedySinkProvider implements SinkConnectorProvider {
    private final TallySinkProvider other = new TallySinkProvider();

    @Override
    public SinkConnectorDescriptor descriptor() {
        return other.descriptor();
    }

    @Override
    public List<ConnectorOption> options() {
        return other.options();
    }

    @Override
    public StreamingSink create(ConnectorConfig config) {
        return other.create(config);
    }
}
