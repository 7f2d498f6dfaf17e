package ai.fluxion.core.model;

import java.util.Arrays;

/** The decoded form of a document: values as they are held, under the names of a shape. Never changed once it is made. */
final class Fields {
    static final Fields NONE = new Fields(Shape.EMPTY, new Object[0]);

    final Shape shape;
    final Object[] values;

    Fields(Shape shape, Object[] values) {
        this.shape = shape;
        this.values = values;
    }

    /** A copy with a value, at its place, or at the end if the name is new. */
    Fields with(String name, Object held) {
        int at = shape.ordinal(name);
        if (at >= 0) {
            Object[] changed = values.clone();
            changed[at] = held;
            return new Fields(shape, changed);
        }
        int size = values.length;
        Shape longer = shape.plus(name);
        if (longer == null) {
            String[] names = Arrays.copyOf(shape.names, size + 1);
            names[size] = name;
            longer = Shape.of(names);
        }
        Object[] more = Arrays.copyOf(values, size + 1);
        more[size] = held;
        return new Fields(longer, more);
    }

    /** A copy without the value at an ordinal. */
    Fields without(int ordinal) {
        DocumentBuilder builder = Document.builder(values.length - 1);
        for (int i = 0; i < values.length; i++) {
            if (i != ordinal) {
                builder.add(shape.names[i], values[i]);
            }
        }
        return builder.fields();
    }

    Fields detach() {
        Object[] detached = new Object[values.length];
        for (int i = 0; i < detached.length; i++) {
            detached[i] = detach(values[i]);
        }
        return new Fields(shape, detached);
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

    /** Whether these are the same names with equal values, in whatever order. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Fields that) || that.values.length != values.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            int at = shape == that.shape ? i : that.shape.ordinal(shape.names[i]);
            if (at < 0 || !Values.equal(values[i], that.values[at])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < values.length; i++) {
            hash += shape.names[i].hashCode() ^ (31 * Values.hash(values[i]));
        }
        return hash;
    }
}
