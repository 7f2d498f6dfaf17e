package ai.fluxion.core.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What travels beside the fields of a record. Stages reach it as {@code $_meta.…}; sinks write it only when told to.
 *
 * <p>The partition and the offset are those of the source's position, and with the ordinal they are the record's origin:
 * a record that comes again after a failure has the same.
 */
public final class RecordMetadata {
    /** Nothing known. */
    public static final RecordMetadata NONE = builder().build();

    private static final long NO_TIME = Long.MIN_VALUE;

    private final String stream;
    private final String partition;
    private final long offset;
    private final String offsetText;
    private final int ordinal;
    private final Bytes encodedKey;
    private Object key; // null until it is read, if it is encoded; racing readers make equal ones
    private final List<Header> headers;
    private final long timestamp;
    private final Operation operation;
    private final Document before;
    private final Document attributes;

    private RecordMetadata(Builder from) {
        this.stream = from.stream;
        this.partition = from.partition;
        this.offset = from.offset;
        this.offsetText = from.offsetText;
        this.ordinal = from.ordinal;
        this.encodedKey = from.encodedKey;
        this.key = from.key;
        this.headers = from.headers;
        this.timestamp = from.timestamp;
        this.operation = from.operation;
        this.before = from.before;
        this.attributes = from.attributes;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with all of this. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.stream = stream;
        builder.partition = partition;
        builder.offset = offset;
        builder.offsetText = offsetText;
        builder.ordinal = ordinal;
        builder.encodedKey = encodedKey;
        builder.key = key;
        builder.headers = headers;
        builder.timestamp = timestamp;
        builder.operation = operation;
        builder.before = before;
        builder.attributes = attributes;
        return builder;
    }

    /** The topic, {@code schema.table} or path it came from; empty text if nobody said. */
    public String stream() {
        return stream;
    }

    /** The partition of the source's position that it belongs to; empty text if the source has no positions. */
    public String partition() {
        return partition;
    }

    /** Where it stands in its partition, as text: a number, or what the source writes; empty text if unknown. */
    public String offset() {
        if (offsetText != null) {
            return offsetText;
        }
        return offset < 0 ? "" : Long.toString(offset);
    }

    /** The offset as a number, -1 where it is none. */
    public long offsetNumber() {
        return offsetText == null ? offset : -1;
    }

    /** Which one it is of the records that a stage made from one, from 0. */
    public int ordinal() {
        return ordinal;
    }

    /** The key: a value as {@link Document} holds them; null where there is none. */
    public Object key() {
        Object known = key;
        if (known == null && encodedKey != null) {
            known = textOrBytes(encodedKey);
            key = known;
        }
        return known;
    }

    /** The bytes that the key came as, by {@link Builder#textKey}; null if it did not. */
    public Bytes encodedKey() {
        return encodedKey;
    }

    public List<Header> headers() {
        return headers;
    }

    /** When it happened, by the outside system's clock. */
    public Optional<Instant> timestamp() {
        return timestamp == NO_TIME ? Optional.empty() : Optional.of(Instant.ofEpochMilli(timestamp));
    }

    /** The timestamp in milliseconds since 1970; {@code Long.MIN_VALUE} where there is none. */
    public long timestampMillis() {
        return timestamp;
    }

    public Operation operation() {
        return operation;
    }

    /** The row before the change, if the source knows it. */
    public Optional<Document> before() {
        return Optional.ofNullable(before);
    }

    /** What only this kind of source knows, such as Kafka's topic and partition or PostgreSQL's LSN. */
    public Document attributes() {
        return attributes == null ? Document.empty() : attributes;
    }

    /**
     * What {@code $_meta.NAME} means: an attribute of that name, else one of {@code stream}, {@code partition}, {@code
     * offset}, {@code ordinal}, {@code key}, {@code headers} (a document of texts, or bytes where they are no text; the
     * last of a name), {@code timestamp}, {@code op}, {@code before}.
     *
     * @return a value as {@link Document} holds them; null if there is none
     */
    public Object get(String name) {
        int at = attributes == null ? -1 : attributes.ordinal(name);
        if (at >= 0) {
            return attributes.valueAt(at);
        }
        return switch (name) {
            case "stream" -> stream.isEmpty() ? null : stream;
            case "partition" -> partition.isEmpty() ? null : partition;
            case "offset" -> offsetText == null ? (offset < 0 ? null : (Object) offset) : offsetText;
            case "ordinal" -> ordinal;
            case "key" -> key();
            case "headers" -> headersAsDocument();
            case "timestamp" -> timestamp().orElse(null);
            case "op" -> operation.word();
            case "before" -> before;
            default -> null;
        };
    }

    /** All that {@link #get} knows, as one document. */
    public Document asDocument() {
        DocumentBuilder all = Document.builder(12);
        for (String name : List.of("stream", "partition", "offset", "key", "headers", "timestamp", "op", "before")) {
            Object value = get(name);
            if (value != null) {
                all.put(name, value);
            }
        }
        return all.putAll(attributes()).build();
    }

    private Document headersAsDocument() {
        DocumentBuilder all = Document.builder(headers.size());
        for (Header header : headers) {
            all.put(
                    header.name(),
                    header.value().map(RecordMetadata::textOrBytes).orElse(null));
        }
        return all.build();
    }

    private static Object textOrBytes(Bytes bytes) {
        try {
            return bytes.strictUtf8();
        } catch (java.nio.charset.CharacterCodingException notText) {
            return bytes;
        }
    }

    /**
     * What names this record and no other, also when it comes again: the incarnation of the pipeline's history, partition,
     * offset and ordinal, as {@code incarnation/partition/offset} or {@code incarnation/partition/offset/ordinal}.
     *
     * @return empty if the source gives no offsets
     */
    public Optional<String> originId(String incarnation) {
        String where = offset();
        if (where.isEmpty()) {
            return Optional.empty();
        }
        String id = incarnation + "/" + partition + "/" + where;
        return Optional.of(ordinal == 0 ? id : id + "/" + ordinal);
    }

    RecordMetadata detach() {
        if (this == NONE) {
            return this;
        }
        Builder builder = toBuilder();
        builder.key = Cells.detach(key);
        builder.encodedKey = encodedKey == null ? null : encodedKey.detach();
        builder.headers = headers.stream()
                .map(h -> new Header(
                        h.name(), h.bytes() == null ? null : h.bytes().detach()))
                .toList();
        builder.before = before == null ? null : before.detach();
        builder.attributes = attributes == null ? null : attributes.detach();
        return builder.build();
    }

    @Override
    public String toString() {
        return asDocument().toJson();
    }

    /** Fills metadata; not safe for several threads. What is not set is unknown; the operation is an insert. */
    public static final class Builder {
        private String stream = "";
        private String partition = "";
        private long offset = -1;
        private String offsetText;
        private int ordinal;
        private Object key;
        private Bytes encodedKey;
        private List<Header> headers = List.of();
        private long timestamp = NO_TIME;
        private Operation operation = Operation.INSERT;
        private Document before;
        private Document attributes; // null for none: Document and this class initialize each other

        private Builder() {}

        public Builder stream(String name) {
            this.stream = Objects.requireNonNull(name, "stream");
            return this;
        }

        public Builder partition(String name) {
            this.partition = Objects.requireNonNull(name, "partition");
            return this;
        }

        /** @param number 0 or more */
        public Builder offset(long number) {
            this.offset = number;
            this.offsetText = null;
            return this;
        }

        /** An offset that is no number, and whose order is the source's affair; empty text for none. */
        public Builder offset(String text) {
            this.offset = -1;
            this.offsetText = text.isEmpty() ? null : text;
            return this;
        }

        public Builder ordinal(int number) {
            this.ordinal = number;
            return this;
        }

        /** @param value a value as {@link Document} holds them; null for none */
        public Builder key(Object value) {
            this.key = Values.seen(Values.normalize(value));
            this.encodedKey = null;
            return this;
        }

        /** A key that is text in UTF-8, and is decoded when somebody asks; bytes that are no such text are the key as they are. */
        public Builder textKey(Bytes utf8) {
            this.key = null;
            this.encodedKey = Objects.requireNonNull(utf8, "key");
            return this;
        }

        public Builder headers(List<Header> all) {
            this.headers = List.copyOf(all);
            return this;
        }

        /** @param millis since 1970, UTC */
        public Builder timestamp(long millis) {
            this.timestamp = millis;
            return this;
        }

        public Builder operation(Operation what) {
            this.operation = Objects.requireNonNull(what, "operation");
            return this;
        }

        /** @param row the image before the change; null if it is not known */
        public Builder before(Document row) {
            this.before = row;
            return this;
        }

        public Builder attributes(Document all) {
            this.attributes = all.isEmpty() ? null : all;
            return this;
        }

        public RecordMetadata build() {
            return new RecordMetadata(this);
        }
    }
}
