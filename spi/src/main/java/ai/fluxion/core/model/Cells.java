package ai.fluxion.core.model;

/**
 * The values of a document or of an array. Each is held as an object, or is a slice of a payload, which becomes an object
 * when it is read for the first time. Any thread may read: what racing ones make of a slice is equal and never changes.
 */
class Cells {
    final Object[] values; // of a slice: what was made of it, or null
    final JsonSlices source; // null if nothing is a slice
    private final long[] slots;
    private final int first;

    /** Values that are held as objects. */
    Cells(Object[] values) {
        this(values, null, null, 0);
    }

    /**
     * @param source what the slots are slices of
     * @param slots a {@link Slot} for each value, from {@code first} on
     */
    Cells(Object[] values, JsonSlices source, long[] slots, int first) {
        this.values = values;
        this.source = source;
        this.slots = slots;
        this.first = first;
    }

    final int size() {
        return values.length;
    }

    /** Where a value stands in the source, {@link Slot#HELD} if it is held as an object. */
    final long slot(int at) {
        return source == null ? Slot.HELD : slots[first + at];
    }

    /** What a reader sees. */
    final Object seen(int at) {
        Object value = values[at];
        if (value == null && source != null) {
            return make(at);
        }
        return Values.seen(value);
    }

    private Object make(int at) {
        long slot = slots[first + at];
        if (Slot.kind(slot) <= Slot.NULL) {
            return null;
        }
        Object value = source.value(slot);
        values[at] = value;
        return value;
    }

    /** For whoever copies it: a number may be the {@link NumberLiteral} that remembers its text. */
    final Object held(int at) {
        if (source != null) {
            long slot = slots[first + at];
            if (Slot.kind(slot) != Slot.HELD) {
                Object value = seen(at);
                return Slot.kind(slot) == Slot.NUMBER ? source.literal(slot, (Number) value) : value;
            }
        }
        return values[at];
    }

    final boolean isNull(int at) {
        return values[at] == null && Slot.kind(slot(at)) <= Slot.NULL;
    }

    /** @return the number; not defined for what is null */
    final long getLong(int at) {
        long slot = slot(at);
        return Slot.kind(slot) == Slot.INTEGER ? source.integer(slot) : Values.toLong(seen(at));
    }

    /** @return the number; not defined for what is null */
    final double getDouble(int at) {
        long slot = slot(at);
        if (Slot.kind(slot) == Slot.INTEGER) {
            return source.integer(slot);
        }
        if (Slot.kind(slot) == Slot.NUMBER && values[at] == null) {
            double real = source.exactReal(slot);
            if (!Double.isNaN(real)) {
                return real;
            }
        }
        return ((Number) seen(at)).doubleValue();
    }

    /** A copy of the slots; those beyond the values are {@link Slot#HELD}. */
    final long[] slots(int size) {
        long[] copy = new long[size];
        if (source != null) {
            System.arraycopy(slots, first, copy, 0, values.length);
        }
        return copy;
    }

    /** The same without hold on a larger buffer; see {@link JsonSlices#detach}. */
    Cells detach(Bytes known, Bytes detached) {
        return source == null
                ? new Cells(detachedValues())
                : new Cells(detachedValues(), source.detach(known, detached), slots(values.length), 0);
    }

    /** The values with buffers of their own; those that are slices are made again when they are read. */
    final Object[] detachedValues() {
        Object[] detached = new Object[values.length];
        for (int i = 0; i < detached.length; i++) {
            if (Slot.kind(slot(i)) == Slot.HELD) {
                detached[i] = detach(values[i]);
            }
        }
        return detached;
    }

    /** A held value with a buffer of its own. */
    static Object detach(Object held) {
        if (held instanceof Bytes bytes) {
            return bytes.detach();
        }
        if (held instanceof Document document) {
            return document.detach();
        }
        return held instanceof ArrayValue array ? array.detach() : held;
    }
}
