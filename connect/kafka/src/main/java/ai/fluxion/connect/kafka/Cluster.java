package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What brokers know, asked for. Each question waits for the answer, for at most {@code default.api.timeout.ms}; the
 * failures are those of {@link KafkaFailures}.
 */
final class Cluster implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(10);

    private final Admin admin;

    /**
     * @param client a client's configuration, of which an administrator's part is taken
     * @param who the name by which brokers know this client
     */
    Cluster(Map<String, Object> client, String who) {
        Map<String, Object> keys = new HashMap<>(client);
        keys.keySet().retainAll(AdminClientConfig.configNames());
        keys.put(AdminClientConfig.CLIENT_ID_CONFIG, who);
        keys.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        keys.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "15000");
        try {
            this.admin = Admin.create(keys);
        } catch (RuntimeException refused) {
            throw KafkaFailures.of(refused, "connect").exception();
        }
    }

    String id() throws InterruptedException {
        return answer(admin.describeCluster().clusterId(), "ask for the cluster's id");
    }

    /** The topics that are there and selected, by name. */
    Map<String, TopicDescription> topics(TopicSelection selection) throws InterruptedException {
        if (selection instanceof TopicSelection.Named named) {
            return topics(named.topics());
        }
        Set<String> names = answer(admin.listTopics().names(), "list the topics");
        return topics(names.stream().filter(selection::selects).toList());
    }

    /** Those of the topics that are there, by name. */
    Map<String, TopicDescription> topics(Collection<String> names) throws InterruptedException {
        Map<String, TopicDescription> found = new TreeMap<>();
        Map<String, KafkaFuture<TopicDescription>> asked = admin.describeTopics(
                        List.copyOf(names), new DescribeTopicsOptions())
                .topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> each : asked.entrySet()) {
            try {
                found.put(each.getKey(), each.getValue().get());
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw KafkaFailures.rethrown(failed, "ask for topic " + each.getKey());
                }
            }
        }
        return found;
    }

    /** Where the logs begin. */
    Map<TopicPartition, Long> earliest(Collection<TopicPartition> partitions) throws InterruptedException {
        return offsets(partitions, partition -> OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** Where the logs end for readers of this kind. */
    Map<TopicPartition, Long> latest(Collection<TopicPartition> partitions, boolean committedOnly)
            throws InterruptedException {
        return offsets(
                partitions,
                partition -> OffsetSpec.latest(),
                committedOnly ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED);
    }

    /** The first records at or after a time; where there is none, the end. */
    Map<TopicPartition, Long> at(Collection<TopicPartition> partitions, Instant time, boolean committedOnly)
            throws InterruptedException {
        Map<TopicPartition, Long> ends = latest(partitions, committedOnly);
        Map<TopicPartition, Long> found = offsets(
                partitions, partition -> OffsetSpec.forTimestamp(time.toEpochMilli()), IsolationLevel.READ_UNCOMMITTED);
        found.replaceAll((partition, offset) -> offset < 0 ? ends.get(partition) : offset);
        return found;
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, Function<TopicPartition, OffsetSpec> which, IsolationLevel isolation)
            throws InterruptedException {
        if (partitions.isEmpty()) {
            return new HashMap<>();
        }
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().distinct().collect(Collectors.toMap(Function.identity(), which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all(), "ask for offsets")
                .forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    /** What a group has committed, where it has. */
    Map<TopicPartition, Long> committed(String groupId) throws InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer(
                        admin.listConsumerGroupOffsets(
                                        groupId, new ListConsumerGroupOffsetsOptions().requireStable(true))
                                .partitionsToOffsetAndMetadata(),
                        "ask for the offsets of group " + groupId)
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        offsets.put(partition, offset.offset());
                    }
                });
        return offsets;
    }

    /** Makes a topic, and waits until the brokers know it; that it is there already is no failure. */
    void create(NewTopic topic) throws InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
            long deadline = System.nanoTime() + KNOWN_WITHIN.toNanos();
            while (!isKnown(topic.name()) && System.nanoTime() - deadline < 0) {
                Thread.sleep(20);
            }
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw Failure.fatal(
                                "FLX-KAFKA-CREATE-TOPIC",
                                "could not create topic " + topic.name() + ": "
                                        + KafkaFailures.root(failed).getMessage())
                        .remedy("Create it by hand, or change partitions or replicationFactor.")
                        .cause(failed)
                        .as(KafkaFailures.of(failed, "create topic " + topic.name())
                                .kind())
                        .exception();
            }
        }
    }

    /** A topic that was just made is known to one broker sooner than to another. */
    private boolean isKnown(String topic) throws InterruptedException {
        try {
            return !topics(List.of(topic)).isEmpty() && !settings(topic).isEmpty();
        } catch (FluxionException notYet) {
            return !(KafkaFailures.root(notYet.getCause()) instanceof UnknownTopicOrPartitionException);
        }
    }

    /** The settings of a topic. */
    Map<String, String> settings(String topic) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = answer(
                        admin.describeConfigs(List.of(resource)).all(), "ask for the configuration of topic " + topic)
                .get(resource);
        Map<String, String> settings = new HashMap<>();
        config.entries().forEach(entry -> settings.put(entry.name(), String.valueOf(entry.value())));
        return settings;
    }

    /** Ends the transactions of these ids, and lets their producers write no more. */
    void fence(Collection<String> transactionalIds) throws InterruptedException {
        answer(admin.fenceProducers(transactionalIds).all(), "fence the pipeline's former producers");
    }

    private static <T> T answer(KafkaFuture<T> future, String doing) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw KafkaFailures.rethrown(failed, doing);
        }
    }

    @Override
    public void close() {
        admin.close(CLOSING);
    }
}
