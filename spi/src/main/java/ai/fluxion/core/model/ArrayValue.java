package ai.fluxion.core.model;

import java.util.AbstractList;
import java.util.Collection;
import java.util.RandomAccess;

/** An array within a document: unmodifiable, with numbers that remember their text. */
final class ArrayValue extends AbstractList<Object> implements RandomAccess {
    private final Object[] items;

    private ArrayValue(Object[] items) {
        this.items = items;
    }

    static ArrayValue of(Collection<?> items) {
        if (items instanceof ArrayValue array) {
            return array;
        }
        Object[] held = new Object[items.size()];
        int at = 0;
        for (Object item : items) {
            held[at++] = Values.normalize(item);
        }
        return new ArrayValue(held);
    }

    Object held(int at) {
        return items[at];
    }

    ArrayValue detach() {
        Object[] copy = new Object[items.length];
        for (int i = 0; i < items.length; i++) {
            copy[i] = Fields.detach(items[i]);
        }
        return new ArrayValue(copy);
    }

    @Override
    public Object get(int at) {
        return Values.seen(items[at]);
    }

    @Override
    public int size() {
        return items.length;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof java.util.List<?> that) || that.size() != items.length) {
            return false;
        }
        for (int i = 0; i < items.length; i++) {
            if (!Values.equal(items[i], that.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (Object item : items) {
            hash = 31 * hash + Values.hash(item);
        }
        return hash;
    }
}
