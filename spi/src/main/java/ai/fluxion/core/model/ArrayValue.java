package ai.fluxion.core.model;

import java.util.AbstractList;
import java.util.Collection;
import java.util.RandomAccess;

/** An array within a document: unmodifiable, with numbers that remember their text. */
final class ArrayValue extends AbstractList<Object> implements RandomAccess {
    final Cells items;

    ArrayValue(Cells items) {
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
        return new ArrayValue(new Cells(held));
    }

    Object held(int at) {
        return items.held(at);
    }

    ArrayValue detach() {
        return new ArrayValue(items.detach(null, null));
    }

    @Override
    public Object get(int at) {
        return items.seen(at);
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof java.util.List<?> that) || that.size() != items.size()) {
            return false;
        }
        for (int i = 0; i < items.size(); i++) {
            if (!Values.equal(items.seen(i), that.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < items.size(); i++) {
            hash = 31 * hash + Values.hash(items.seen(i));
        }
        return hash;
    }
}
