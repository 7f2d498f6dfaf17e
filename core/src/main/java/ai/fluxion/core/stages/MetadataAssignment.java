package ai.fluxion.core.stages;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Header;
import ai.fluxion.core.model.JsonWriter;
import ai.fluxion.core.model.RecordMetadata;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code _meta.key}, {@code _meta.timestamp} (a date) or {@code _meta.headers.NAME} (text, or bytes; others as JSON) with
 * a new value. A missing value takes the key, the timestamp or the header away.
 */
record MetadataAssignment(String path, Node node, FieldReads reads, Place place) {
    private static final String HEADERS = FieldPaths.METADATA + ".headers.";
    private static final String KEY = FieldPaths.METADATA + ".key";
    private static final String TIMESTAMP = FieldPaths.METADATA + ".timestamp";

    static boolean isWritable(String path) {
        return path.equals(KEY)
                || path.equals(TIMESTAMP)
                || (path.startsWith(HEADERS) && path.length() > HEADERS.length());
    }

    boolean isKey() {
        return path.equals(KEY);
    }

    /**
     * Whether its value follows from what a record has, of which only some fields are known.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException invalid record, if it does not and is the key: under the
     *     old one the change would meet another row, or none
     */
    boolean computable(Document record) {
        boolean computable = reads.within(record::has);
        if (!computable && isKey()) {
            throw Failure.invalidRecord(
                            "FLX-STAGE-KEY",
                            "the key is made of " + reads + ", and of this "
                                    + record.metadata().operation().word() + " only the old key is known")
                    .at(place.toString())
                    .remedy("Make the key of $_meta.key, or keep such records out before:"
                            + " $match: {_meta.op: {$ne: delete}}.")
                    .exception();
        }
        return computable;
    }

    /** The record with all of these. */
    static Document apply(List<MetadataAssignment> assignments, Document record, Scope scope) {
        if (assignments.isEmpty()) {
            return record;
        }
        RecordMetadata.Builder metadata = record.metadata().toBuilder();
        List<Header> headers = new ArrayList<>(record.metadata().headers());
        for (MetadataAssignment assignment : assignments) {
            Object value = Operators.value(assignment.node, scope, assignment.place);
            if (assignment.isKey()) {
                metadata.key(value == Missing.VALUE ? null : value);
            } else if (assignment.path.equals(TIMESTAMP)) {
                metadata.timestamp(assignment.millis(value));
            } else {
                assignment.setHeader(headers, value);
            }
        }
        return record.withMetadata(metadata.headers(headers).build());
    }

    private long millis(Object value) {
        return Operators.isNullish(value)
                ? RecordMetadata.NONE.timestampMillis()
                : Conversions.millis(Dates.date(value, place), place);
    }

    private void setHeader(List<Header> headers, Object value) {
        String name = path.substring(HEADERS.length());
        headers.removeIf(header -> header.name().equals(name));
        if (value == Missing.VALUE) {
            return;
        }
        Bytes bytes = null;
        if (value instanceof Bytes given) {
            bytes = given;
        } else if (value != null) {
            bytes = Bytes.utf8(value instanceof String text ? text : JsonWriter.text(value));
        }
        headers.add(new Header(name, bytes));
    }
}
