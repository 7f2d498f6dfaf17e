package ai.fluxion.core.model;

import java.util.Arrays;

/** The decoded form of a document: values under the names of a shape. */
final class Fields extends Cells {
    static final Fields NONE = new Fields(Shape.EMPTY, new Object[0]);

    final Shape shape;

    Fields(Shape shape, Object[] values) {
        super(values);
        this.shape = shape;
    }

    /** As {@link Cells#Cells(Object[], JsonSlices, long[], int)}. */
    Fields(Shape shape, Object[] values, JsonSlices source, long[] slots, int first) {
        super(values, source, slots, first);
        this.shape = shape;
    }

    /** A copy with a value, at its place, or at the end if the name is new. */
    Fields with(String name, Object held) {
        int at = shape.ordinal(name);
        return at < 0 ? plus(name, held) : with(at, held);
    }

    /** A copy with a value at an ordinal. */
    Fields with(int at, Object held) {
        Object[] changed = values.clone();
        changed[at] = held;
        if (source == null) {
            return new Fields(shape, changed);
        }
        long[] slots = slots(changed.length);
        slots[at] = Slot.HELD;
        return new Fields(shape, changed, source, slots, 0);
    }

    private Fields plus(String name, Object held) {
        int size = values.length;
        Shape longer = shape.plus(name);
        if (longer == null) {
            String[] names = Arrays.copyOf(shape.names, size + 1);
            names[size] = name;
            longer = Shape.of(names);
        }
        return plus(longer, held);
    }

    /** A copy with a value behind the others, in the form with one more name. */
    Fields plus(Shape longer, Object held) {
        int size = values.length;
        Object[] more = Arrays.copyOf(values, size + 1);
        more[size] = held;
        return source == null ? new Fields(longer, more) : new Fields(longer, more, source, slots(size + 1), 0);
    }

    /** The values at these ordinals, in another form. */
    Fields select(Shape form, int[] ordinals) {
        Object[] selected = new Object[ordinals.length];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = values[ordinals[i]];
        }
        if (source == null) {
            return new Fields(form, selected);
        }
        long[] slots = new long[selected.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = slot(ordinals[i]);
        }
        return new Fields(form, selected, source, slots, 0);
    }

    /** A copy without the value at an ordinal. */
    Fields without(int ordinal) {
        DocumentBuilder builder = Document.builder(values.length - 1);
        for (int i = 0; i < values.length; i++) {
            if (i != ordinal) {
                builder.add(shape.names[i], this, i);
            }
        }
        return builder.fields();
    }

    @Override
    Fields detach(Bytes known, Bytes detached) {
        return source == null
                ? new Fields(shape, detachedValues())
                : new Fields(shape, detachedValues(), source.detach(known, detached), slots(values.length), 0);
    }

    /** Whether these are the same names with equal values, in whatever order. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Fields that) || that.values.length != values.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            int at = shape == that.shape ? i : that.shape.ordinal(shape.names[i]);
            if (at < 0 || !Values.equal(seen(i), that.seen(at))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < values.length; i++) {
            hash += shape.names[i].hashCode() ^ (31 * Values.hash(seen(i)));
        }
        return hash;
    }
}
