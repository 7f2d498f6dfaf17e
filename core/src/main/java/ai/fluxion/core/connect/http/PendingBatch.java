package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Outcomes;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

/**
 * A batch, and how much of it the server has answered for. The engine writes a batch again after a retryable failure; what
 * is done is then not sent again.
 */
final class PendingBatch {
    /** Records that are sent in order, one request after the other. For one thread at a time. */
    static final class Sequence {
        private final int[] ordinals;
        private volatile int done;

        private Sequence(int[] ordinals) {
            this.ordinals = ordinals;
        }

        int size() {
            return ordinals.length;
        }

        /** How many of them are taken or rejected. */
        int done() {
            return done;
        }

        void done(int count) {
            done = count;
        }

        /** The place in the batch of one of them. */
        int ordinal(int index) {
            return ordinals[index];
        }
    }

    private final Batch.Records batch;
    private final List<Sequence> sequences;
    private final Map<Integer, Failure> rejected = new ConcurrentSkipListMap<>();
    private final String nonce = UUID.randomUUID().toString();

    /** @param apart whether partitions are sent apart from each other */
    PendingBatch(Batch.Records batch, boolean apart) {
        this.batch = batch;
        this.sequences = apart ? byPartition(batch.documents()) : List.of(all(batch.documents()));
    }

    private static Sequence all(List<Document> documents) {
        return new Sequence(IntStream.range(0, documents.size()).toArray());
    }

    private static List<Sequence> byPartition(List<Document> documents) {
        Map<String, IntStream.Builder> ordinals = new LinkedHashMap<>();
        for (int i = 0; i < documents.size(); i++) {
            ordinals.computeIfAbsent(documents.get(i).metadata().partition(), partition -> IntStream.builder())
                    .add(i);
        }
        List<Sequence> sequences = new ArrayList<>();
        ordinals.values()
                .forEach(each -> sequences.add(new Sequence(each.build().toArray())));
        return sequences;
    }

    /** Whether it is this very batch, and not another one that looks the same. */
    @SuppressWarnings("ReferenceEquality") // the engine hands the same object over again
    boolean isOf(Batch.Records other) {
        return batch == other;
    }

    List<Sequence> sequences() {
        return sequences;
    }

    Document record(int ordinal) {
        return batch.documents().get(ordinal);
    }

    /** Names the batch within this process. */
    String nonce() {
        return nonce;
    }

    void reject(int ordinal, Failure failure) {
        rejected.put(ordinal, failure);
    }

    /** Names the rejected records, once the others are taken. */
    void report(Outcomes outcomes) {
        rejected.forEach(outcomes::reject);
    }

    /** How many records are taken or rejected. */
    long done() {
        return sequences.stream().mapToLong(Sequence::done).sum();
    }
}
