package ai.fluxion.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.PartitionedSource;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitEnumerator;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a source with two readers, as an engine with two lanes does. */
final class LaneReads {
    private final List<Document> records = new ArrayList<>();
    private Position position = Position.empty();

    private LaneReads() {}

    /** Each lane reads one of two partitions. */
    static List<Document> inTwoLanes(PartitionedSource source, SplitEnumerator enumerator) throws Exception {
        List<Split> splits = twoSplits(enumerator);
        LaneReads reads = new LaneReads();
        try (SplitReader one = source.createReader(0);
                SplitReader other = source.createReader(1)) {
            one.add(List.of(splits.get(0)));
            other.add(List.of(splits.get(1)));
            reads.toEnd(one);
            reads.toEnd(other);
        }
        return reads.records;
    }

    /** One lane begins both partitions; another takes over the second where the first one left it. */
    static List<Document> withAMove(PartitionedSource source, SplitEnumerator enumerator) throws Exception {
        List<Split> splits = twoSplits(enumerator);
        Split moved = splits.get(1);
        LaneReads reads = new LaneReads();
        try (SplitReader one = source.createReader(0);
                SplitReader other = source.createReader(1)) {
            one.add(splits);
            Shown.until(() -> {
                reads.step(one);
                return !reads.records.isEmpty();
            });
            one.remove(List.of(moved.partition()));
            Optional<Split> goesOn = reads.position
                    .offset(moved.partition())
                    .map(at -> new Split(moved.partition(), Optional.of(at), moved.attributes()));
            other.add(List.of(goesOn.orElse(moved)));
            reads.toEnd(one);
            reads.toEnd(other);
        }
        return reads.records;
    }

    private static List<Split> twoSplits(SplitEnumerator enumerator) throws Exception {
        List<Split> splits = enumerator.discover();
        assertThat(splits).as("an upstream of two partitions").hasSize(2);
        return splits;
    }

    private void toEnd(SplitReader reader) throws Exception {
        Shown.until(() -> {
            Batch batch = step(reader);
            return batch == null || (batch instanceof Batch.Progress progress && progress.caughtUp());
        });
    }

    private Batch step(SplitReader reader) throws Exception {
        Batch batch = reader.next();
        if (batch != null) {
            position = position.merge(batch.position());
        }
        if (batch instanceof Batch.Records some) {
            records.addAll(some.documents());
        }
        return batch;
    }
}
