package ai.fluxion.core.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Objects;

/** Fills one document; not safe for several threads. It may go on after {@link #build()}. */
public final class DocumentBuilder {
    private Shape shape = Shape.EMPTY;
    private LinkedHashMap<String, Integer> own; // names and places, once there is no shared shape for them
    private Object[] values;
    private JsonSlices source; // what the slots are slices of
    private long[] slots; // null until there is a slice
    private int size;
    private RecordMetadata metadata = RecordMetadata.NONE;

    DocumentBuilder(int expected) {
        this.values = new Object[Math.max(1, expected)];
    }

    /** True if the field was put already. */
    public boolean has(String name) {
        return ordinal(name) >= 0;
    }

    /**
     * Puts a field: at its place if it is there, else at the end.
     *
     * @param value as {@link Document} says; null is one
     * @throws IllegalArgumentException if documents hold no such value
     */
    public DocumentBuilder put(String name, Object value) {
        Object held = Values.normalize(value);
        int at = own == null && shape.leadsTo(name) ? -1 : ordinal(name);
        if (at >= 0) {
            values[at] = held;
            if (slots != null) {
                slots[at] = Slot.HELD;
            }
            return this;
        }
        return add(name, held);
    }

    /**
     * Puts a field of another document, under its name, as {@link #put} does, but does not read it: where it came as bytes,
     * it is written as those bytes.
     */
    public DocumentBuilder putFrom(Document other, int ordinal) {
        Fields fields = other.fields();
        String name = fields.shape.names[ordinal];
        boolean surelyNew = own == null && shape.leadsTo(name);
        return surelyNew || !has(name) ? add(name, fields, ordinal) : put(name, fields.held(ordinal));
    }

    /**
     * Puts a field at the end, unless there is one of this name.
     *
     * @param value as {@link Document} says; null is one
     * @return false if there is one; then nothing changed
     * @throws IllegalArgumentException if documents hold no such value
     */
    public boolean putNew(String name, Object value) {
        boolean surelyNew = own == null && shape.leadsTo(name);
        if (!surelyNew && has(name)) {
            return false;
        }
        add(name, Values.normalize(value));
        return true;
    }

    /** Puts all fields of a document. */
    public DocumentBuilder putAll(Document document) {
        for (int i = 0; i < document.size(); i++) {
            putFrom(document, i);
        }
        return this;
    }

    /** Puts an array. */
    public DocumentBuilder putList(String name, Collection<?> items) {
        return put(name, ArrayValue.of(items));
    }

    public DocumentBuilder metadata(RecordMetadata what) {
        this.metadata = Objects.requireNonNull(what, "metadata");
        return this;
    }

    private int ordinal(String name) {
        return own == null ? shape.ordinal(name) : own.getOrDefault(name, -1);
    }

    /** Puts a value that is held already, under a name that is new. */
    DocumentBuilder add(String name, Object held) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
            slots = slots == null ? null : Arrays.copyOf(slots, size * 2);
        }
        Shape next = own == null ? shape.plus(Objects.requireNonNull(name, "name")) : null;
        if (next != null) {
            shape = next;
        } else {
            addOwn(Objects.requireNonNull(name, "name"));
        }
        values[size++] = held;
        return this;
    }

    /** Puts what stands there under a name that is new: as a slice, if all slices here are of one payload. */
    DocumentBuilder add(String name, Cells cells, int at) {
        long slot = cells.slot(at);
        if (Slot.kind(slot) == Slot.HELD || (source != null && source != cells.source)) {
            return add(name, cells.held(at));
        }
        add(name, cells.values[at]);
        if (slots == null) {
            source = cells.source;
            slots = new long[values.length];
        }
        slots[size - 1] = slot;
        return this;
    }

    private void addOwn(String name) {
        if (own == null) {
            own = new LinkedHashMap<>(values.length * 2);
            for (String shared : shape.names) {
                own.put(shared, own.size());
            }
        }
        own.put(name, size);
    }

    public Document build() {
        if (size == 0 && metadata == RecordMetadata.NONE) {
            return Document.empty();
        }
        return new Document(fields(), metadata, null, null, false);
    }

    Fields fields() {
        Shape form = own == null ? shape : Shape.of(own.keySet().toArray(String[]::new));
        Object[] filled = Arrays.copyOf(values, size);
        return slots == null
                ? new Fields(form, filled)
                : new Fields(form, filled, source, Arrays.copyOf(slots, size), 0);
    }
}
