package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SinkConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.StreamingSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Makes sinks of type {@code kafka}. */
public final class KafkaSinkProvider implements SinkConnectorProvider {
    /** What a broker allows unless its transaction.max.timeout.ms says otherwise. */
    private static final long LONGEST_TRANSACTION_MILLIS = 900_000;

    static final String TYPE = "kafka";

    private static final SinkConnectorDescriptor DESCRIPTOR = SinkConnectorDescriptor.builder(TYPE, "Apache Kafka")
            .description(
                    "Writes to a topic, or to one that each record names. For exactly-once records and checkpoint are"
                            + " one transaction. A delete is written as a null value.")
            .kinds(SinkKind.TRANSACTIONAL, SinkKind.PLAIN)
            .build();

    private final Ownerships ownerships = new Ownerships();

    @Override
    public SinkConnectorDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<ConnectorOption> options() {
        return SinkOptions.all();
    }

    @Override
    public StreamingSink create(ConnectorConfig config) {
        return new KafkaSink(SinkSettings.of(config), ownerships);
    }

    @Override
    public Set<String> passThroughKeys() {
        return ProducerConfig.configNames();
    }

    @Override
    public List<OptionProblem> check(ConnectorConfig config) {
        List<OptionProblem> problems = new ArrayList<>();
        ClientConfig client = new ClientConfig(config, ProducerConfig.configDef(), SinkOptions.KEYS);
        try {
            SinkSettings settings = SinkSettings.of(config);
            problems.addAll(client.check(OwnedKeys.sink(settings.acksAll())));
            checkTimes(settings, problems);
        } catch (FluxionException wrong) {
            problems.add(OptionProblem.error(
                    wrong.failure().code(),
                    wrong.failure().place(),
                    wrong.failure().message()));
        }
        return problems;
    }

    private static void checkTimes(SinkSettings settings, List<OptionProblem> problems) {
        long timeout = settings.transactionTimeoutMillis();
        if (timeout > LONGEST_TRANSACTION_MILLIS) {
            problems.add(OptionProblem.warning(
                    "FLX-KAFKA-TRANSACTION-TIMEOUT",
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    "brokers refuse more than 900000 unless their transaction.max.timeout.ms was raised"));
        }
        if (settings.flushTimeout().toMillis() >= timeout) {
            problems.add(OptionProblem.warning(
                    "FLX-KAFKA-TRANSACTION-TIMEOUT",
                    SinkOptions.FLUSH_TIMEOUT.name(),
                    "a transaction may be ended by the broker (transaction.timeout.ms is " + timeout
                            + ") while the checkpoint still waits for acknowledgements"));
        }
    }
}
