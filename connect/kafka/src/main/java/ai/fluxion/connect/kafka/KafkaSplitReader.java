package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.ConnectorMetrics;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Health;
import ai.fluxion.core.engine.connectors.Lag;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.PayloadDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the partitions of one lane with one consumer, which the engine assigns them to. */
final class KafkaSplitReader implements SplitReader {
    private final SourceSettings settings;
    private final Decoding decoding;
    private final String who;
    private final Map<TopicPartition, AssignedPartition> assigned = new LinkedHashMap<>();
    private final Fetched fetched;
    private final GroupOffsets group;
    private final ConnectorMetrics metrics;
    private final PartitionLags lags = new PartitionLags();
    private KafkaConsumer<Bytes, Bytes> consumer; // null until the first splits
    private volatile Health health = Health.ok();

    KafkaSplitReader(SourceSettings settings, PayloadDecoder format, ConnectorMetrics metrics, int lane) {
        this.settings = settings;
        this.decoding = new Decoding(settings, format);
        this.who = Integer.toString(lane);
        this.fetched = new Fetched(decoding, assigned);
        this.group = new GroupOffsets(settings.groupId());
        this.metrics = metrics;
    }

    @Override
    public void add(List<Split> splits) throws InterruptedException {
        try {
            if (consumer == null) {
                consumer =
                        new KafkaConsumer<>(settings.consumer(who), new SliceDeserializer(), new SliceDeserializer());
                ClientMetrics.ofConsumer(metrics, consumer.metrics());
            }
            List<AssignedPartition> added = new ArrayList<>();
            for (Split split : splits) {
                TopicPartition partition = KafkaSplits.partition(split);
                Offset start = split.start()
                        .orElseThrow(() -> Failure.fatal("FLX-KAFKA-SPLIT", "no place to begin was given")
                                .at(split.partition())
                                .exception());
                AssignedPartition each = new AssignedPartition(partition, start.number(), KafkaSplits.origin(split));
                assigned.put(partition, each);
                added.add(each);
            }
            consumer.assign(assigned.keySet());
            added.forEach(each -> consumer.seek(each.partition(), each.position()));
        } catch (RuntimeException failed) {
            throw KafkaFailures.rethrown(failed, "read from the brokers");
        }
    }

    @Override
    public void remove(Collection<String> partitions) throws InterruptedException {
        List<TopicPartition> removed = partitions.stream().map(TopicName::parse).toList();
        assigned.keySet().removeAll(removed);
        fetched.drop(removed);
        if (consumer == null) {
            return;
        }
        try {
            consumer.assign(assigned.keySet());
        } catch (RuntimeException failed) {
            throw KafkaFailures.rethrown(failed, "read from the brokers");
        }
    }

    @Override
    public Batch next() throws InterruptedException {
        if (!fetched.isEmpty()) {
            return fetched.next();
        }
        if (assigned.isEmpty()) {
            Thread.sleep(settings.pollTimeout().toMillis());
            return Batch.idle();
        }
        try {
            ConsumerRecords<Bytes, Bytes> polled = consumer.poll(settings.pollTimeout());
            fetched.add(polled);
            lags.look(consumer, assigned.values());
            if (!fetched.isEmpty()) {
                health = Health.ok();
                return fetched.next();
            }
            return new Batch.Progress(Position.empty(), caughtUp());
        } catch (RuntimeException failed) {
            throw Reading.failure(failed);
        }
    }

    private boolean caughtUp() {
        Reading.Ends ends = Reading.ends(consumer, assigned.values());
        health = ends.health();
        return ends.reached();
    }

    @Override
    public void acknowledge(Position position) {
        if (consumer != null) {
            group.publish(consumer, position);
        }
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public Lag lag() {
        return lags.lag();
    }

    @Override
    public void close() {
        try (decoding) {
            if (consumer != null) {
                Reading.close(consumer, Duration.ofSeconds(3));
            }
        }
    }
}
