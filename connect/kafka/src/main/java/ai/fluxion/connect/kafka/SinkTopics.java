package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Which topics are there, with how many partitions and for which records; makes those that are missing. For one thread.
 */
final class SinkTopics implements AutoCloseable {
    /**
     * What a topic takes, as far as the user may know it.
     *
     * @param maxMessageBytes the largest batch
     * @param needsKeys whether it is compacted
     */
    record Rules(long maxMessageBytes, boolean needsKeys) {
        private static final Rules UNKNOWN = new Rules(Long.MAX_VALUE, false);
    }

    private record Found(int partitions, Rules rules) {}

    private final SinkSettings settings;
    private final Cluster cluster;
    private final Map<String, Found> topics = new HashMap<>();
    private String last = "";
    private Rules lastRules = Rules.UNKNOWN;

    /** @param clientId the name by which brokers know who asks */
    SinkTopics(SinkSettings settings, String clientId) {
        this.settings = settings;
        this.cluster = new Cluster(settings.client(), clientId);
    }

    /**
     * Returns once the topic is there, with what it takes.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException if it is not and is not made: fatal for the one topic of
     *     the sink, an invalid record for one that a record named
     */
    Rules require(String topic) throws InterruptedException {
        if (!topic.equals(last)) {
            Found found = topics.get(topic);
            if (found == null) {
                found = lookUp(topic);
            }
            if (found == null) {
                create(topic);
                found = new Found(0, rules(topic)); // partitions are looked up when a record asks for one
                topics.put(topic, found);
            }
            last = topic;
            lastRules = found.rules();
        }
        return lastRules;
    }

    private void create(String topic) throws InterruptedException {
        if (!settings.createTopics()) {
            boolean only = settings.constantTopic().isPresent();
            String message = "there is no topic " + topic;
            throw (only ? Failure.fatal("FLX-KAFKA-TOPIC", message) : Failure.invalidRecord("FLX-KAFKA-TOPIC", message))
                    .at(SinkOptions.TOPIC.name())
                    .remedy("Create it, correct the name, or set createTopics: true.")
                    .exception();
        }
        cluster.create(settings.newTopic(topic));
    }

    /** Whether the topic, which is there, has the partition. */
    boolean has(String topic, int partition) throws InterruptedException {
        if (topics.containsKey(topic) && partition < topics.get(topic).partitions()) {
            return true;
        }
        Found found = lookUp(topic);
        return found != null && partition < found.partitions();
    }

    /** Null if it is not there. */
    private Found lookUp(String topic) throws InterruptedException {
        TopicDescription description = cluster.topics(List.of(topic)).get(topic);
        if (description == null) {
            return null;
        }
        Found found = new Found(description.partitions().size(), rules(topic));
        topics.put(topic, found);
        return found;
    }

    private Rules rules(String topic) throws InterruptedException {
        try {
            Map<String, String> rules = cluster.settings(topic);
            return new Rules(
                    Long.parseLong(rules.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)),
                    rules.get(TopicConfig.CLEANUP_POLICY_CONFIG).contains(TopicConfig.CLEANUP_POLICY_COMPACT));
        } catch (FluxionException notTold) {
            if (notTold.failure().kind() == Failure.Kind.RETRYABLE) {
                throw notTold;
            }
            return Rules.UNKNOWN; // the user may write and not look at settings: then the broker refuses what is wrong
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
