package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitEnumerator;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds partitions. Those of the first look begin as the options say, or where the checkpoint stands; those that are found
 * later begin at their beginning. Its state is the selection of topics: of a topic that the manifest names anew, the
 * options say where to begin.
 */
final class KafkaSplitEnumerator implements SplitEnumerator {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSplitEnumerator.class);

    private final SourceSettings settings;
    private final Map<String, Document> origins = new HashMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private Cluster cluster; // null until open
    private String clusterId = "";
    private Position position = Position.empty();
    private Optional<TopicSelection> before = Optional.empty();
    private boolean looked;
    private long nextLook;

    KafkaSplitEnumerator(SourceSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(Position checkpoint, Optional<Document> state) throws InterruptedException {
        this.position = checkpoint;
        this.before = state.map(TopicSelection::of);
        this.cluster = new Cluster(settings.consumer("enumerator"), settings.clientId() + "-enumerator");
        this.clusterId = cluster.id();
    }

    @Override
    public List<Split> discover() throws InterruptedException {
        if (looked && System.nanoTime() - nextLook < 0) {
            return List.of();
        }
        nextLook = System.nanoTime() + settings.discoveryInterval().toNanos();
        try {
            List<Split> found = look();
            before = Optional.of(settings.topics());
            looked = true;
            return found;
        } catch (FluxionException failed) {
            if (!looked || failed.failure().kind() != Failure.Kind.RETRYABLE) {
                throw failed;
            }
            // The readers notice whether they can read; new partitions can wait.
            LOG.atWarn().addKeyValue("cause", failed.getMessage()).log("no answer about new partitions");
            return List.of();
        }
    }

    private List<Split> look() throws InterruptedException {
        Map<String, TopicDescription> topics = cluster.topics(settings.topics());
        requireAll(topics.keySet());
        List<TopicPartition> resumed = new ArrayList<>();
        List<TopicPartition> later = new ArrayList<>();
        List<TopicPartition> fresh = new ArrayList<>();
        for (TopicDescription topic : topics.values()) {
            Document origin = KafkaSplits.origin(topic, clusterId);
            Document known = origins.putIfAbsent(topic.name(), origin);
            if (known != null) {
                KafkaSplits.requireSame(topic.name(), known, origin);
            }
            int count = topic.partitions().size();
            for (int i = partitions.getOrDefault(topic.name(), 0); i < count; i++) {
                TopicPartition partition = new TopicPartition(topic.name(), i);
                if (position.offset(TopicName.of(partition)).isPresent()) {
                    resumed.add(partition);
                } else if (before.isPresent() && before.get().selects(topic.name())) {
                    later.add(partition);
                } else {
                    fresh.add(partition);
                }
            }
        }
        Map<TopicPartition, Long> starts = new HashMap<>(resumed(resumed));
        starts.putAll(cluster.earliest(later));
        starts.putAll(new StartOffsets(cluster, settings).of(fresh));
        topics.values()
                .forEach(
                        topic -> partitions.put(topic.name(), topic.partitions().size()));
        if (!looked) {
            warnOfUnread(topics);
        }
        return splits(starts, resumed, later, fresh);
    }

    private List<Split> splits(
            Map<TopicPartition, Long> starts,
            List<TopicPartition> resumed,
            List<TopicPartition> later,
            List<TopicPartition> fresh) {
        List<Split> splits = new ArrayList<>(starts.size());
        for (List<TopicPartition> each : List.of(resumed, later, fresh)) {
            for (TopicPartition partition : each) {
                splits.add(KafkaSplits.split(partition, starts.get(partition), origins.get(partition.topic())));
            }
        }
        return splits;
    }

    /** Named topics have to be there; a topic that was read and is gone took its records with it. */
    private void requireAll(Set<String> found) {
        if (!(settings.topics() instanceof TopicSelection.Named named)) {
            return;
        }
        Set<String> missing = new TreeSet<>(named.topics());
        missing.removeAll(found);
        if (missing.isEmpty()) {
            return;
        }
        String first = missing.iterator().next();
        if (looked) {
            throw KafkaSplits.anotherTopic(first, "it is not there any more").exception();
        }
        throw TopicSelection.missing(named, missing);
    }

    /** The checkpoint's offsets, each checked: it must point into this very topic, at something that is there. */
    private Map<TopicPartition, Long> resumed(List<TopicPartition> resumed) throws InterruptedException {
        Map<TopicPartition, Long> earliest = cluster.earliest(resumed);
        Map<TopicPartition, Long> latest = cluster.latest(resumed, false);
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (TopicPartition partition : resumed) {
            String name = TopicName.of(partition);
            Offset offset = position.offset(name).orElseThrow();
            KafkaSplits.requireSame(name, offset.origin(), origins.get(partition.topic()));
            KafkaSplits.requireThere(
                    "the checkpoint", name, offset.number(), earliest.get(partition), latest.get(partition));
            starts.put(partition, offset.number());
        }
        return starts;
    }

    /** Partitions of the checkpoint that are not read any more: their offsets are kept. */
    private void warnOfUnread(Map<String, TopicDescription> topics) {
        for (String name : position.offsets().keySet()) {
            TopicPartition partition = TopicName.parse(name);
            TopicDescription topic = topics.get(partition.topic());
            if (topic == null || topic.partitions().size() <= partition.partition()) {
                LOG.atWarn().addKeyValue("partition", name).log("in the checkpoint, but not read any more");
            }
        }
    }

    @Override
    public Optional<Document> state() {
        return before.map(TopicSelection::toDocument);
    }

    @Override
    public void close() {
        if (cluster != null) {
            cluster.close();
        }
    }
}
