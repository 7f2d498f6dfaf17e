package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.SinkConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.StreamingSink;
import java.util.List;

/** A sink with options of several sorts, on the tests' class path. */
public final class SampleSinkProvider implements SinkConnectorProvider {
    @Override
    public SinkConnectorDescriptor descriptor() {
        return SinkConnectorDescriptor.builder("sample", "A sample")
                .kinds(SinkKind.IDEMPOTENT, SinkKind.PLAIN)
                .build();
    }

    @Override
    public List<ConnectorOption> options() {
        return List.of(
                ConnectorOption.builder("url", ConnectorOption.Type.STRING)
                        .required()
                        .build(),
                ConnectorOption.builder("password", ConnectorOption.Type.STRING)
                        .secret()
                        .build(),
                ConnectorOption.builder("timeout", ConnectorOption.Type.DURATION)
                        .defaultValue("5s")
                        .range(1, 60_000)
                        .doc("How long to wait.")
                        .build(),
                ConnectorOption.builder("mode", ConnectorOption.Type.STRING)
                        .defaultValue("fast")
                        .allowed("fast", "safe")
                        .build());
    }

    @Override
    public StreamingSink create(ConnectorConfig config) {
        return documents -> {};
    }
}
