package com.acme.connectors;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.testkit.SinkContract;
import ai.fluxion.testkit.Target;
import ai.fluxion.testkit.TestServices;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class MySinkContractTest extends SinkContract {
    private static final PayloadDecoder JSON = new TestServices()
            .format("json")
            .decoder(
                    ConnectorConfig.builder("json", ConnectorConfig.Kind.FORMAT).build());

    @Override
    protected SinkConnectorProvider provider() {
        return new MySinkProvider();
    }

    @Override
    protected Target target() {
        String endpoint = UUID.randomUUID().toString();
        return new Target() {
            @Override
            public Map<String, Object> options() {
                return Map.of("endpoint", endpoint);
            }

            @Override
            public List<String> visible() {
                return Mailbox.at(endpoint).outgoing().stream()
                        .map(letter -> JSON.decode(Bytes.utf8(letter)).getString("text"))
                        .toList();
            }
        };
    }
}
