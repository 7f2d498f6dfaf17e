package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;

/** How much memory a batch takes, about: what queues are bounded by. */
final class BatchSize {
    /** What a record takes beside its bytes: the document, its metadata, its key. */
    static final long RECORD_OVERHEAD = 160;

    private static final long FIELD = 48;

    private BatchSize() {}

    /** Bytes where there are some, else what fields take. */
    static long of(Batch batch) {
        if (!(batch instanceof Batch.Records records)) {
            return 0;
        }
        long sum = 0;
        for (Document document : records.documents()) {
            Bytes original = document.original().orElse(null);
            sum += RECORD_OVERHEAD + (original == null ? FIELD * document.size() : original.length());
        }
        return sum;
    }
}
