package ai.fluxion.core.connectors;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SinkConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.streaming.ContextLoader;
import java.util.List;
import java.util.Set;

/** As {@link IsolatedSource}. */
record IsolatedSink(SinkConnectorProvider provider) implements SinkConnectorProvider {
    @Override
    public SinkConnectorDescriptor descriptor() {
        try (ContextLoader scope = ContextLoader.of(provider)) {
            return provider.descriptor();
        }
    }

    @Override
    public List<ConnectorOption> options() {
        try (ContextLoader scope = ContextLoader.of(provider)) {
            return provider.options();
        }
    }

    @Override
    public StreamingSink create(ConnectorConfig config) {
        try (ContextLoader scope = ContextLoader.of(provider)) {
            return provider.create(config);
        }
    }

    @Override
    public Set<String> passThroughKeys() {
        try (ContextLoader scope = ContextLoader.of(provider)) {
            return provider.passThroughKeys();
        }
    }

    @Override
    public List<OptionProblem> check(ConnectorConfig config) {
        try (ContextLoader scope = ContextLoader.of(provider)) {
            return provider.check(config);
        }
    }
}
