package com.acme.connectors;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.connectors.StreamingSource;
import java.util.List;

/** Makes sources of type {@code my-source}; found by {@link java.util.ServiceLoader}. */
@SuppressWarnings("MissingOverride")
public class MySourceProvider implements SourceConnectorProvider {
    public SourceConnectorDescriptor descriptor() {
        return SourceConnectorDescriptor.builder("my-source", "My Streaming Source").build();
    }
    public List<ConnectorOption> options() { return List.of(MyOptions.ENDPOINT); }
    public StreamingSource create(SourceConnectorContext ctx, SourceConnectorConfig cfg) {
        return new MyStreamingSource(cfg.getString("endpoint", null));
    }
}
