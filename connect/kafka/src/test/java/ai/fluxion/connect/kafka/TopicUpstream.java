package ai.fluxion.connect.kafka;

import ai.fluxion.core.model.Document;
import ai.fluxion.testkit.Upstream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A topic with a JSON document in each message. */
final class TopicUpstream implements Upstream {
    private final String topic;
    private final int partitions;
    private final Map<String, Object> more;

    /** @param more options beside those that every source of a topic has */
    TopicUpstream(int partitions, Map<String, Object> more) {
        this.topic = Broker.topic("contract", partitions);
        this.partitions = partitions;
        this.more = more;
    }

    @Override
    public Map<String, Object> options() {
        Map<String, Object> options = new HashMap<>(more);
        options.put("bootstrapServers", Broker.address());
        options.put("topic", topic);
        options.put("pollTimeout", "100ms");
        options.put("max.poll.records", 7);
        return options;
    }

    @Override
    public void put(int partition, List<String> texts) {
        Broker.write(
                topic,
                partition,
                texts.stream().map(text -> Document.of("text", text).toJson()).toArray(String[]::new));
    }

    @Override
    public void replace() {
        Broker.get(Broker.admin().deleteTopics(List.of(topic)).all());
        Awaitility.await()
                .atMost(Broker.LONG_ENOUGH)
                .until(() -> !Broker.get(Broker.admin().listTopics().names()).contains(topic));
        Broker.create(topic, partitions, Map.of());
    }
}
