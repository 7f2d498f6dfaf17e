package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out at which offset each partition begins that has no checkpoint, as the options say. */
final class StartOffsets {
    private static final Logger LOG = LoggerFactory.getLogger(StartOffsets.class);

    private final Cluster cluster;
    private final SourceSettings settings;

    StartOffsets(Cluster cluster, SourceSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
    }

    /** By the option {@code start}; without it at the group's offsets, else by {@code auto.offset.reset}. */
    Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) throws InterruptedException {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        if (settings.start().isPresent()) {
            return by(settings.start().get(), partitions);
        }
        Map<TopicPartition, Long> starts = cluster.committed(settings.groupId());
        starts.keySet().retainAll(partitions);
        if (!starts.isEmpty()) {
            LOG.warn(
                    "without a checkpoint, {} begins at what group {} has committed; the group is shared with every pipeline"
                            + " that names it, or names none. To begin elsewhere set `start`, or a `groupId` of its own.",
                    starts.keySet(),
                    settings.groupId());
        }
        Map<TopicPartition, Long> earliest = cluster.earliest(starts.keySet());
        Map<TopicPartition, Long> latest = cluster.latest(starts.keySet(), false);
        starts.forEach((partition, offset) -> KafkaSplits.requireThere(
                "group " + settings.groupId(),
                TopicName.of(partition),
                offset,
                earliest.get(partition),
                latest.get(partition)));
        List<TopicPartition> others = new ArrayList<>(partitions);
        others.removeAll(starts.keySet());
        starts.putAll(by(settings.reset(), others));
        return starts;
    }

    private Map<TopicPartition, Long> by(Start start, Collection<TopicPartition> partitions)
            throws InterruptedException {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        if (start instanceof Start.Latest) {
            return cluster.latest(partitions, settings.readsCommittedOnly());
        }
        if (start instanceof Start.At at) {
            return cluster.at(partitions, at.time(), settings.readsCommittedOnly());
        }
        if (start instanceof Start.Ago ago) {
            return cluster.at(partitions, Instant.now().minus(ago.duration()), settings.readsCommittedOnly());
        }
        if (start instanceof Start.Refuse) {
            TopicPartition first = partitions.iterator().next();
            throw Failure.fatal(
                            "FLX-KAFKA-START",
                            "there is neither a checkpoint nor an offset of group " + settings.groupId()
                                    + ", and auto.offset.reset is none")
                    .at(TopicName.of(first))
                    .remedy("Say where to begin with the option start.")
                    .exception();
        }
        Map<TopicPartition, Long> earliest = cluster.earliest(partitions);
        return start instanceof Start.Offsets offsets ? given(offsets, earliest) : earliest;
    }

    private Map<TopicPartition, Long> given(Start.Offsets offsets, Map<TopicPartition, Long> earliest)
            throws InterruptedException {
        Map<TopicPartition, Long> latest = cluster.latest(earliest.keySet(), false);
        Map<TopicPartition, Long> starts = new HashMap<>(earliest);
        starts.replaceAll((partition, beginning) -> {
            String name = TopicName.of(partition);
            long offset = offsets.offsets().getOrDefault(name, beginning);
            if (offset < beginning || offset > latest.get(partition)) {
                throw Failure.fatal(
                                "FLX-KAFKA-START",
                                "offset " + offset + " of " + name + " is not in its log, which goes from " + beginning
                                        + " to " + latest.get(partition))
                        .at(SourceOptions.START.name())
                        .exception();
            }
            return offset;
        });
        return starts;
    }
}
