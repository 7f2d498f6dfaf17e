package ai.fluxion.core.connectors;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.SinkConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.StreamingSink;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * A sink whose classes {@link ConnectorDirectoryTest} packs into jars; the name of its option tells the thread's class
 * loader.
 */
public final class TallySinkProvider implements SinkConnectorProvider {
    @Override
    public SinkConnectorDescriptor descriptor() {
        LoggerFactory.getLogger(TallySinkProvider.class).trace("described");
        return SinkConnectorDescriptor.builder("tally", "Tally").build();
    }

    @Override
    public List<ConnectorOption> options() {
        String loader = Thread.currentThread().getContextClassLoader().getName();
        return List.of(ConnectorOption.builder("seen-by-" + loader, ConnectorOption.Type.STRING)
                .build());
    }

    @Override
    public StreamingSink create(ConnectorConfig config) {
        return documents -> {};
    }
}
