package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.model.Document;
import java.util.Optional;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** What a split of this source holds, and what its offsets point into. */
final class KafkaSplits {
    private static final String TOPIC = "topic";
    private static final String PARTITION = "partition";
    private static final String TOPIC_ID = "topicId";
    private static final String CLUSTER = "cluster";

    private KafkaSplits() {}

    static Document origin(TopicDescription topic, String cluster) {
        return Document.of(TOPIC, topic.name(), TOPIC_ID, topic.topicId().toString(), CLUSTER, cluster);
    }

    static Split split(TopicPartition partition, long start, Document origin) {
        return new Split(
                TopicName.of(partition),
                Optional.of(Offset.of(start, origin)),
                Document.builder(4)
                        .put(PARTITION, partition.partition())
                        .putAll(origin)
                        .build());
    }

    static TopicPartition partition(Split split) {
        return new TopicPartition(
                split.attributes().getString(TOPIC), split.attributes().getInt(PARTITION));
    }

    static Document origin(Split split) {
        return split.attributes().without(PARTITION);
    }

    /**
     * Refuses an offset that points into another topic than the one that is there now.
     *
     * @param found the origin of the topic that is there
     */
    static void requireSame(String partition, Document kept, Document found) {
        for (String part : new String[] {TOPIC_ID, CLUSTER}) {
            Object was = kept.get(part);
            Object is = found.get(part);
            if (was != null && !was.equals(is)) {
                throw anotherTopic(partition, part + " " + was + ", now " + is).exception();
            }
        }
    }

    static Failure anotherTopic(String partition, String difference) {
        return Failure.fatal(
                        "FLX-KAFKA-ORIGIN",
                        "the topic is not the one that was read before: it was deleted, made anew, or is another cluster's ("
                                + difference + ")")
                .at(partition)
                .remedy("Choose: `fluxion checkpoint reset FILE` forgets all progress, `fluxion checkpoint set FILE"
                        + " --beginning` reads what is there now from its beginning.");
    }

    static Failure offsetGone(String partition, String what) {
        return Failure.fatal("FLX-KAFKA-OFFSET-GONE", what)
                .at(partition)
                .remedy("Choose: `fluxion checkpoint set FILE " + partition + "=OFFSET` goes on at another offset, with"
                        + " `--beginning` at what is left; `fluxion checkpoint reset FILE` starts anew, where the option"
                        + " start says.");
    }

    /**
     * Refuses an offset that the log does not reach to, at either end.
     *
     * @param who whose offset it is, such as "the checkpoint"
     */
    static void requireThere(String who, String partition, long offset, long earliest, long latest) {
        if (offset < earliest) {
            throw offsetGone(
                            partition,
                            who + " stands at offset " + offset + " and the log begins at " + earliest + ": "
                                    + (earliest - offset) + " offsets were deleted before they were read")
                    .exception();
        }
        if (offset > latest) {
            throw offsetGone(
                            partition,
                            who + " stands at offset " + offset + " and the log ends at " + latest
                                    + ": records that were read are not there any more")
                    .exception();
        }
    }
}
