package ai.fluxion.core.connectors;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.SinkConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.StreamingSink;
import java.util.List;
import org.slf4j.LoggerFactory;

/** A sink whose classes are packed into jars by {@link ConnectorDirectoryTest}. */
public final class TallySinkProvider implements SinkConnectorProvider {
    @Override
    public SinkConnectorDescriptor descriptor() {
        LoggerFactory.getLogger(TallySinkProvider.class).trace("described");
        return SinkConnectorDescriptor.builder("tally", "Tally").build();
    }

    @Override
    public List<ConnectorOption> options() {
        return List.of();
    }

    @Override
    public StreamingSink create(ConnectorConfig config) {
        return documents -> {};
    }
}
