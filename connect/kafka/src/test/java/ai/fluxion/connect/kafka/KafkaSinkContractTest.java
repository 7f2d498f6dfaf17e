package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.testkit.Target;
import ai.fluxion.testkit.TransactionalSinkContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class KafkaSinkContractTest extends TransactionalSinkContract {
    private static final PayloadDecoder JSON = new ai.fluxion.testkit.TestServices()
            .format("json")
            .decoder(
                    ConnectorConfig.builder("json", ConnectorConfig.Kind.FORMAT).build());

    @Override
    protected SinkConnectorProvider provider() {
        return new KafkaSinkProvider();
    }

    @Override
    protected Target target() {
        String topic = Broker.topic("contract", 1);
        String home = Broker.name("contract-checkpoints");
        return new Target() {
            @Override
            public Map<String, Object> options() {
                return Map.of(
                        "bootstrapServers",
                        Broker.address(),
                        "topic",
                        topic,
                        "checkpointTopic",
                        home,
                        "max.request.size",
                        100_000,
                        "linger.ms",
                        0);
            }

            @Override
            public List<String> visible() {
                return Broker.texts(topic).stream()
                        .map(json -> JSON.decode(Bytes.utf8(json)).getString("text"))
                        .toList();
            }
        };
    }

    @Override
    protected Optional<Document> unacceptable() {
        return Optional.of(record("x".repeat(200_000)));
    }
}
