package ai.fluxion.core.connectors;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.ConnectorStreamDescriptor;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.streaming.ContextLoader;
import java.util.List;
import java.util.Set;

/** A provider that is called with its own class loader as the thread's, since libraries look for classes there. */
record IsolatedSource(SourceConnectorProvider provider) implements SourceConnectorProvider {
    @Override
    public SourceConnectorDescriptor descriptor() {
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
    public StreamingSource create(SourceConnectorContext context, SourceConnectorConfig config) {
        try (ContextLoader scope = ContextLoader.of(provider)) {
            return provider.create(context, config);
        }
    }

    @Override
    public Set<String> passThroughKeys() {
        try (ContextLoader scope = ContextLoader.of(provider)) {
            return provider.passThroughKeys();
        }
    }

    @Override
    public List<OptionProblem> check(SourceConnectorConfig config) {
        try (ContextLoader scope = ContextLoader.of(provider)) {
            return provider.check(config);
        }
    }

    @Override
    public List<OptionProblem> checkDiscovery(SourceConnectorConfig config) {
        try (ContextLoader scope = ContextLoader.of(provider)) {
            return provider.checkDiscovery(config);
        }
    }

    @Override
    public List<ConnectorStreamDescriptor> discoverStreams(SourceConnectorContext context, SourceConnectorConfig config)
            throws Exception {
        try (ContextLoader scope = ContextLoader.of(provider)) {
            return provider.discoverStreams(context, config);
        }
    }
}
