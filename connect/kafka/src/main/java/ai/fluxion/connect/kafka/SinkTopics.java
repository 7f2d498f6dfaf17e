package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Which topics are there, with how many partitions; makes those that are missing. For one thread. */
final class SinkTopics implements AutoCloseable {
    private final SinkSettings settings;
    private final String clientId;
    private final Map<String, Integer> partitions = new HashMap<>();
    private Cluster cluster; // null until something has to be asked
    private String last = "";

    SinkTopics(SinkSettings settings, Map<String, Object> producer) {
        this.settings = settings;
        this.clientId = producer.get(ProducerConfig.CLIENT_ID_CONFIG) + "-admin";
    }

    /**
     * Returns once the topic is there.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException if it is not and is not made: fatal for the one topic of
     *     the sink, an invalid record for one that a record named
     */
    void require(String topic) throws InterruptedException {
        if (topic.equals(last)) {
            return;
        }
        if (!partitions.containsKey(topic) && !lookUp(topic)) {
            if (!settings.createTopics()) {
                boolean only = settings.constantTopic().isPresent();
                Failure failure = only
                        ? Failure.fatal("FLX-KAFKA-TOPIC", "there is no topic " + topic)
                        : Failure.invalidRecord("FLX-KAFKA-TOPIC", "there is no topic " + topic);
                throw failure.at(SinkOptions.TOPIC.name())
                        .remedy("Create it, correct the name, or set createTopics: true.")
                        .exception();
            }
            cluster.create(settings.newTopic(topic));
            partitions.put(topic, 0); // looked up when a record asks for a partition
        }
        last = topic;
    }

    /** Whether the topic, which is there, has the partition. */
    boolean has(String topic, int partition) throws InterruptedException {
        return partition < partitions.getOrDefault(topic, 0)
                || (lookUp(topic) && partition < partitions.get(topic));
    }

    private boolean lookUp(String topic) throws InterruptedException {
        if (cluster == null) {
            cluster = new Cluster(settings.client(), clientId);
        }
        cluster.topics(List.of(topic))
                .forEach((name, description) ->
                        partitions.put(name, description.partitions().size()));
        return partitions.containsKey(topic);
    }


    @Override
    public void close() {
        if (cluster != null) {
            cluster.close();
        }
    }
}
