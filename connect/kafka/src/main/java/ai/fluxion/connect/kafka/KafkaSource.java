package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.ConnectorMetrics;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.PartitionedSource;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SeekableSource;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.SplitEnumerator;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.model.PayloadDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Reads topics whose partitions the engine assigns to its lanes. */
final class KafkaSource implements PartitionedSource, SeekableSource {
    private final SourceSettings settings;
    private final PayloadDecoder format;
    private final ConnectorMetrics metrics;

    KafkaSource(SourceSettings settings, PayloadDecoder format, ConnectorMetrics metrics) {
        this.settings = settings;
        this.format = format;
        this.metrics = metrics;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.REPLAYABLE;
    }

    @Override
    public Optional<String> caveat(String sinkType, SinkKind sinkKind) {
        return settings.caveat();
    }

    @Override
    public SplitEnumerator createEnumerator() {
        return new KafkaSplitEnumerator(settings);
    }

    @Override
    public SplitReader createReader(int lane) {
        return new KafkaSplitReader(settings, format, metrics, lane);
    }

    @Override
    public Position seek(Optional<Instant> time) throws InterruptedException {
        try (Cluster cluster = new Cluster(settings.consumer("seek"), settings.clientId() + "-seek")) {
            String clusterId = cluster.id();
            Map<String, TopicDescription> topics = cluster.topics(settings.topics());
            List<TopicPartition> partitions = new ArrayList<>();
            topics.values()
                    .forEach(topic -> topic.partitions()
                            .forEach(each -> partitions.add(new TopicPartition(topic.name(), each.partition()))));
            Map<TopicPartition, Long> offsets = time.isPresent()
                    ? cluster.at(partitions, time.get(), settings.readsCommittedOnly())
                    : cluster.earliest(partitions);
            Map<String, Offset> position = new HashMap<>();
            offsets.forEach((partition, offset) -> position.put(
                    TopicName.of(partition),
                    Offset.of(offset, KafkaSplits.origin(topics.get(partition.topic()), clusterId))));
            return Position.of(position);
        }
    }

    @Override
    public Offset parse(String partition, String text) {
        try {
            TopicName.parse(partition);
        } catch (IllegalArgumentException wrong) {
            throw Failure.fatal("FLX-OFFSET", wrong.getMessage()).exception();
        }
        if (!text.matches("\\d{1,18}")) {
            throw Failure.fatal("FLX-OFFSET", "'" + text + "' is no offset for " + partition)
                    .remedy("An offset here is a number from 0, as `fluxion checkpoint show` prints it.")
                    .exception();
        }
        return Offset.of(Long.parseLong(text));
    }
}
