package ai.fluxion.core.model;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One record: named fields in order, and beside them its {@link RecordMetadata}.
 *
 * <p>A field holds null, a {@code Boolean}, {@code Integer}, {@code Long}, {@code Double}, {@link BigDecimal}, {@code
 * String}, {@link Bytes}, {@link java.time.Instant}, {@link java.time.LocalDate}, {@link java.time.LocalTime}, {@link
 * java.time.LocalDateTime}, {@link java.util.UUID}, a {@code List} of such values, a {@code Document}, or {@link
 * Unavailable}. Other classes are brought to these when a document is built ({@code Map}, {@code byte[]}, {@code short},
 * {@code float}, {@code BigInteger}, {@code Date}, enums, arrays, {@link NumberLiteral}), or refused.
 *
 * <p>A document never changes; any thread may read it. A change returns a copy that shares what did not change. It may
 * have come as bytes that nobody has looked at ({@link #encoded}): then the first access to a field decodes them, and
 * throws the decoder's invalid-record failure if they are malformed; {@link #payload()} hands on the bytes themselves.
 *
 * <p>Two documents are equal if they have the same fields with equal values, in whatever order; numbers are equal if they
 * are the same number, whatever their class. Metadata does not count.
 */
public final class Document {
    private static final Document EMPTY = new Document(Fields.NONE, RecordMetadata.NONE, null, null, false);

    private final RecordMetadata metadata;
    private final Bytes original;
    private final PayloadDecoder decoder;
    private final boolean untouched;
    private final Fields given; // null if it came as bytes
    private Fields decoded; // null until then; its parts are final, and racing decoders make equal ones

    Document(Fields fields, RecordMetadata metadata, Bytes original, PayloadDecoder decoder, boolean untouched) {
        this.given = fields;
        this.metadata = metadata;
        this.original = original;
        this.decoder = decoder;
        this.untouched = untouched;
    }

    /** The document without fields. */
    public static Document empty() {
        return EMPTY;
    }

    /** A document of one field. */
    public static Document of(String name, Object value) {
        return builder(1).put(name, value).build();
    }

    /** A document of two fields. */
    public static Document of(String name1, Object value1, String name2, Object value2) {
        return builder(2).put(name1, value1).put(name2, value2).build();
    }

    /** A document of three fields. */
    public static Document of(String name1, Object value1, String name2, Object value2, String name3, Object value3) {
        DocumentBuilder builder = builder(3).put(name1, value1).put(name2, value2);
        return builder.put(name3, value3).build();
    }

    /** A document with the entries of a map, in its order. */
    public static Document of(Map<String, ?> fields) {
        return (Document) Values.normalize(fields);
    }

    /** A document that is still bytes; nobody writes to them again. */
    public static Document encoded(Bytes payload, PayloadDecoder decoder, RecordMetadata metadata) {
        return new Document(
                null,
                Objects.requireNonNull(metadata, "metadata"),
                Objects.requireNonNull(payload, "payload"),
                Objects.requireNonNull(decoder, "decoder"),
                true);
    }

    public static DocumentBuilder builder() {
        return new DocumentBuilder(8);
    }

    /** @param expected how many fields there will be, about */
    public static DocumentBuilder builder(int expected) {
        return new DocumentBuilder(expected);
    }

    // ---- what travels beside the fields

    /** Where it came from, its key and headers, its operation; {@link RecordMetadata#NONE} if nobody said. */
    public RecordMetadata metadata() {
        return metadata;
    }

    /** The same fields, or the same bytes, with other metadata. */
    public Document withMetadata(RecordMetadata other) {
        return new Document(known(), Objects.requireNonNull(other, "metadata"), original, decoder, untouched);
    }

    /** The bytes that it came as, if no field was changed since; and their format is {@link #format()}. */
    public Optional<Bytes> payload() {
        return untouched ? Optional.ofNullable(original) : Optional.empty();
    }

    /** The bytes that the record came as, whatever was done to it since: what a dead letter shows. */
    public Optional<Bytes> original() {
        return Optional.ofNullable(original);
    }

    /** The format of {@link #original()}, empty if it never was bytes. */
    public Optional<String> format() {
        return decoder == null ? Optional.empty() : Optional.of(decoder.format());
    }

    /**
     * Decodes it now, if nobody did.
     *
     * @return this
     * @throws RuntimeException the decoder's invalid-record failure, if the bytes are malformed
     */
    public Document decode() {
        fields();
        return this;
    }

    /** True once the fields are known: decoding has succeeded, or there was nothing to decode. */
    public boolean isDecoded() {
        return known() != null;
    }

    private Fields known() {
        return given == null ? decoded : given;
    }

    Fields fields() {
        Fields known = known();
        if (known == null) {
            known = decoder.decode(original).fields();
            decoded = known;
        }
        return known;
    }

    // ---- fields by name

    public int size() {
        return fields().size();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** True if there is such a field, null or not. */
    public boolean has(String name) {
        return ordinal(name) >= 0;
    }

    /** The value of a field; null if it is null or missing. */
    public Object get(String name) {
        Fields known = fields();
        int at = known.shape.ordinal(name);
        return at < 0 ? null : known.seen(at);
    }

    /** The names in order. */
    public List<String> names() {
        return List.of(fields().shape.names);
    }

    /**
     * The text of a field.
     *
     * @throws NoSuchElementException if it is missing or null
     * @throws ClassCastException if it is no text
     */
    public String getString(String name) {
        return (String) present(name);
    }

    /**
     * The number of a field as an {@code int}.
     *
     * @throws NoSuchElementException if it is missing or null
     * @throws ClassCastException if it is no number
     * @throws ArithmeticException if it is not an integer of 32 bits
     */
    public int getInt(String name) {
        return Math.toIntExact(getLong(name));
    }

    /**
     * The number of a field as a {@code long}.
     *
     * @throws NoSuchElementException if it is missing or null
     * @throws ClassCastException if it is no number
     * @throws ArithmeticException if it is not an integer of 64 bits
     */
    public long getLong(String name) {
        return getLong(presentOrdinal(name));
    }

    /**
     * The number of a field as a {@code double}, rounded if need be.
     *
     * @throws NoSuchElementException if it is missing or null
     * @throws ClassCastException if it is no number
     */
    public double getDouble(String name) {
        return getDouble(presentOrdinal(name));
    }

    /**
     * The truth value of a field.
     *
     * @throws NoSuchElementException if it is missing or null
     * @throws ClassCastException if it is none
     */
    public boolean getBoolean(String name) {
        return (Boolean) present(name);
    }

    /**
     * The document in a field.
     *
     * @throws NoSuchElementException if it is missing or null
     * @throws ClassCastException if it is none
     */
    public Document getDocument(String name) {
        return (Document) present(name);
    }

    /**
     * The array in a field, unmodifiable.
     *
     * @throws NoSuchElementException if it is missing or null
     * @throws ClassCastException if it is none
     */
    @SuppressWarnings("unchecked") // arrays of documents are lists of objects
    public List<Object> getList(String name) {
        return (List<Object>) present(name);
    }

    private Object present(String name) {
        int at = presentOrdinal(name);
        return presentAt(at).seen(at);
    }

    private int presentOrdinal(String name) {
        int at = ordinal(name);
        if (at < 0) {
            throw new NoSuchElementException("no value in field " + name);
        }
        return at;
    }

    // ---- fields by ordinal, 0 to size() - 1

    /** Where the field stands, or -1. Documents of one form have it at one place. */
    public int ordinal(String name) {
        return fields().shape.ordinal(name);
    }

    public String nameAt(int ordinal) {
        return fields().shape.names[ordinal];
    }

    /** The value; null if it is null. */
    public Object valueAt(int ordinal) {
        return fields().seen(ordinal);
    }

    public boolean isNull(int ordinal) {
        return fields().isNull(ordinal);
    }

    /** As {@link #getLong(String)}, without a box. */
    public long getLong(int ordinal) {
        return presentAt(ordinal).getLong(ordinal);
    }

    /** As {@link #getDouble(String)}, without a box. */
    public double getDouble(int ordinal) {
        return presentAt(ordinal).getDouble(ordinal);
    }

    /** As {@link #getBoolean(String)}, without a box. */
    public boolean getBoolean(int ordinal) {
        return (Boolean) presentAt(ordinal).seen(ordinal);
    }

    private Fields presentAt(int ordinal) {
        Fields known = fields();
        if (known.isNull(ordinal)) {
            throw new NoSuchElementException("no value in field " + nameAt(ordinal));
        }
        return known;
    }

    /**
     * The value for whoever copies it into another document: as {@link #valueAt}, but a number may be the {@link
     * NumberLiteral} that remembers its text, and is if that says more than the value.
     */
    public Object held(int ordinal) {
        return fields().held(ordinal);
    }

    /** The same for an item of an array that a document held. */
    public static Object held(List<?> array, int at) {
        return array instanceof ArrayValue known ? known.held(at) : array.get(at);
    }

    /** Hands each field to the action, in order; values may be null. */
    public void forEach(BiConsumer<String, Object> action) {
        Fields known = fields();
        for (int i = 0; i < known.size(); i++) {
            action.accept(known.shape.names[i], known.seen(i));
        }
    }

    // ---- changes

    /**
     * A copy in which the field has this value, at its place, or at the end if it is new.
     *
     * @param value a value as the class comment says; null is one
     * @throws IllegalArgumentException if documents hold no such value
     */
    public Document with(String name, Object value) {
        return changed(fields().with(name, Values.normalize(value)));
    }

    /** A copy without the field; this, if there is none. */
    public Document without(String name) {
        int at = ordinal(name);
        return at < 0 ? this : changed(fields().without(at));
    }

    /** The fields of another document with the metadata and the original bytes of this one. */
    public Document withFieldsOf(Document other) {
        return changed(other.fields());
    }

    Document changed(Fields others) {
        return new Document(others, metadata, original, decoder, false);
    }

    /** The same document without hold on buffers that it was cut from: before it is kept for long. */
    public Document detach() {
        Bytes bytes = original == null ? null : original.detach();
        Fields known = known();
        return new Document(
                known == null ? null : known.detach(original, bytes), metadata.detach(), bytes, decoder, untouched);
    }

    // ---- as other things

    /** The fields as a map of its own, in order; documents in it become maps as well. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(size() * 2);
        forEach((name, value) -> map.put(name, Values.plain(value)));
        return map;
    }

    /** The fields as JSON; see {@link JsonWriter}. */
    public String toJson() {
        return JsonWriter.text(this);
    }

    /** The fields as JSON; of bytes that nobody decoded, their format and length. */
    @Override
    public String toString() {
        try {
            return toJson();
        } catch (RuntimeException malformed) {
            return original == null
                    ? "<malformed within>"
                    : "<malformed " + decoder.format() + ", " + original.length() + " bytes>";
        }
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Document that) || that.size() != size()) {
            return false;
        }
        return fields().equals(that.fields());
    }

    @Override
    public int hashCode() {
        return fields().hashCode();
    }
}
