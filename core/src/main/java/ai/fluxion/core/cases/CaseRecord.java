package ai.fluxion.core.cases;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Header;
import ai.fluxion.core.model.Operation;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.model.RecordMetadata;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A record as a case writes it: its fields, and under {@code $_meta} what travels beside them.
 *
 * @param metadata empty, or with the one field {@code $_meta}
 */
record CaseRecord(Document fields, Document metadata) {
    static final String METADATA = "$_meta";

    static CaseRecord of(Object value) {
        Document all = Document.of((Map<String, ?>) map(value));
        if (!all.has(METADATA)) {
            return new CaseRecord(all, Document.empty());
        }
        return new CaseRecord(all.without(METADATA), Document.of(METADATA, all.get(METADATA)));
    }

    /**
     * The record that goes into the stages.
     *
     * @param value a map of fields, or text: a payload
     * @param number its offset
     * @throws IllegalArgumentException if there can be no such record; the message says why
     */
    static Document input(Object value, int number, PayloadDecoder payloads) {
        RecordMetadata.Builder metadata =
                RecordMetadata.builder().stream("case").partition("case").offset(number);
        if (value instanceof String payload) {
            return Document.encoded(Bytes.utf8(payload), payloads, metadata.build());
        }
        CaseRecord record = of(value);
        if (record.metadata.get(METADATA) instanceof Document given) {
            fill(metadata, given);
        } else if (!record.metadata.isEmpty()) {
            throw new IllegalArgumentException(METADATA + " is a map");
        }
        return record.fields.withMetadata(metadata.build());
    }

    private static void fill(RecordMetadata.Builder metadata, Document given) {
        Document[] attributes = {Document.empty()};
        given.forEach((name, value) -> {
            switch (name) {
                case "stream" -> metadata.stream(String.valueOf(value));
                case "partition" -> metadata.partition(String.valueOf(value));
                case "offset" -> metadata.offset(String.valueOf(value));
                case "key" -> metadata.key(value);
                case "headers" -> metadata.headers(headers(value));
                case "timestamp" -> metadata.timestamp(time(value));
                case "op" -> metadata.operation(Operation.ofWord(String.valueOf(value)));
                case "before" -> metadata.before(document(name, value));
                default -> attributes[0] = attributes[0].with(name, value);
            }
        });
        metadata.attributes(attributes[0]);
    }

    private static List<Header> headers(Object value) {
        List<Header> headers = new ArrayList<>();
        document("headers", value)
                .forEach((name, text) -> headers.add(new Header(name, text == null ? null : Bytes.utf8("" + text))));
        return headers;
    }

    private static long time(Object value) {
        try {
            return Instant.parse(String.valueOf(value)).toEpochMilli();
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException(
                    METADATA + ".timestamp: '" + value + "' is no time, such as 2026-01-31T12:00:00Z", wrong);
        }
    }

    private static Document document(String name, Object value) {
        if (value instanceof Document map) {
            return map;
        }
        throw new IllegalArgumentException(METADATA + "." + name + " is a map");
    }

    @SuppressWarnings("unchecked") // the reader of cases lets nothing else in
    private static Map<String, ?> map(Object value) {
        return (Map<String, ?>) value;
    }
}
