package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;

/**
 * A record that could not be handled.
 *
 * @param record as it was when it failed
 * @param failure why
 * @param stage where: a stage's name, {@code decode} or {@code sink}
 */
record RejectedRecord(Document record, Failure failure, String stage) {
    /** What names the record within a history: it is the same when the record comes again; empty text if nothing does. */
    static String origin(RecordMetadata metadata) {
        String offset = metadata.offset();
        return offset.isEmpty() ? "" : metadata.partition() + "/" + offset + "/" + metadata.ordinal();
    }

    /** The failure, with the record's place if it has none. */
    Failure placed() {
        RecordMetadata metadata = record.metadata();
        String where = metadata.offset().isEmpty() ? "" : metadata.partition() + "@" + metadata.offset();
        if (where.isEmpty()) {
            return failure;
        }
        return failure.at(failure.place().isEmpty() ? where : where + ", " + failure.place());
    }
}
