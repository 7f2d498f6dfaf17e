package ai.fluxion.core.buffer;

import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.model.Document;
import java.util.List;

/**
 * Records as the log gives them back.
 *
 * @param first the number of the first one; the others are counted on from it
 */
record BufferedBatch(StreamId stream, List<Document> documents, long first) {
    long end() {
        return first + documents.size();
    }

    /** The same without the records before a number. */
    BufferedBatch from(long number) {
        if (number <= first) {
            return this;
        }
        int skipped = (int) (number - first);
        return new BufferedBatch(stream, documents.subList(skipped, documents.size()), number);
    }
}
