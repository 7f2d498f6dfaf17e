package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.ConnectorStreamDescriptor;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.model.PayloadDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Makes sources of type {@code kafka}. */
public final class KafkaSourceProvider implements SourceConnectorProvider {
    private static final SourceConnectorDescriptor DESCRIPTOR = SourceConnectorDescriptor.builder(
                    "kafka", "Apache Kafka")
            .description("Reads one topic, several, or all that match a pattern. Positions are the partitions' offsets;"
                    + " `$_meta` holds topic, partition, offset, timestamp, key and headers. A null value is a delete.")
            .kinds(SourceKind.REPLAYABLE)
            .build();

    @Override
    public SourceConnectorDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<ConnectorOption> options() {
        return SourceOptions.all();
    }

    @Override
    public StreamingSource create(SourceConnectorContext context, SourceConnectorConfig config) {
        SourceSettings settings = SourceSettings.of(config, context.pipelineId());
        ConnectorConfig format = settings.format();
        PayloadDecoder decoder = context.services().format(format.type()).decoder(format);
        return settings.byGroup()
                ? new GroupKafkaSource(settings, decoder, context)
                : new KafkaSource(settings, decoder, context.services().metrics());
    }

    @Override
    public Set<String> passThroughKeys() {
        return ConsumerConfig.configNames();
    }

    /** Whoever asks which topics there are need not name one. */
    @Override
    public List<OptionProblem> checkDiscovery(SourceConnectorConfig config) {
        return check(config, SourceSettings.namesTopics(config));
    }

    @Override
    public List<OptionProblem> check(SourceConnectorConfig config) {
        return check(config, true);
    }

    private static List<OptionProblem> check(SourceConnectorConfig config, boolean needsTopics) {
        List<OptionProblem> problems = new ArrayList<>(
                new ClientConfig(config, ConsumerConfig.configDef(), SourceOptions.KEYS).check(OwnedKeys.SOURCE));
        if (needsTopics) {
            report(config, SourceSettings::topics, problems);
        }
        report(config, SourceSettings::start, problems);
        if (config.has(SourceOptions.START.name())
                && config.getString(SourceOptions.ASSIGNMENT).equals("group")) {
            problems.add(OptionProblem.warning(
                    "FLX-KAFKA-START",
                    SourceOptions.START.name(),
                    "with assignment: group it holds only for partitions of which the group has no offset"));
        }
        return problems;
    }

    private static void report(ConnectorConfig config, Consumer<ConnectorConfig> reader, List<OptionProblem> problems) {
        try {
            reader.accept(config);
        } catch (FluxionException wrong) {
            problems.add(OptionProblem.error(
                    wrong.failure().code(),
                    wrong.failure().place(),
                    wrong.failure().message()));
        }
    }

    @Override
    public List<ConnectorStreamDescriptor> discoverStreams(SourceConnectorContext context, SourceConnectorConfig config)
            throws InterruptedException {
        SourceSettings settings = SourceSettings.forDiscovery(config);
        ConnectorConfig format = settings.format();
        PayloadDecoder decoder = context.services().format(format.type()).decoder(format);
        try (Cluster cluster = new Cluster(settings.client(), settings.clientId() + "-discover")) {
            return new TopicDiscovery(settings, cluster, decoder).streams();
        }
    }
}
