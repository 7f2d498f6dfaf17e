package ai.fluxion.core.model;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The field names of a document in order, shared by all documents of one form. Shapes form a tree from the empty one; the
 * tree is bounded, in the names that it holds altogether and in those of one shape; a document that falls outside gets a
 * shape of its own.
 */
final class Shape {
    static final Shape EMPTY = new Shape(new String[0], true);

    private static final int NAMES_AT_MOST = 2_000_000;
    private static final int WIDEST = 500; // a document of n fields makes n shapes, of n * n / 2 names
    private static final int CHILDREN_AT_MOST = 256;
    private static final int SCAN_UP_TO = 8;
    private static final AtomicInteger NAMES_SHARED = new AtomicInteger();

    final String[] names;
    private final boolean shared;
    private final ConcurrentHashMap<String, Shape> children;
    private Shape lastChild; // a hint: any thread may see any of the children
    private Index index; // built on first use; racing builders build the same

    /** A hash table of ordinals plus one, 0 where there is none; behind a final field, so that racing readers see it whole. */
    private static final class Index {
        final int[] table;

        Index(int[] table) {
            this.table = table;
        }
    }

    private Shape(String[] names, boolean shared) {
        this.names = names;
        this.shared = shared;
        this.children = shared ? new ConcurrentHashMap<>(2) : null;
    }

    static Shape of(String[] names) {
        return new Shape(names, false);
    }

    /** The shape with one more name, which this one does not have; or null if the tree is full. */
    Shape plus(String name) {
        Shape hint = lastChild;
        if (hint != null && hint.names[names.length].equals(name)) {
            return hint;
        }
        if (!shared || names.length >= WIDEST) {
            return null;
        }
        Shape child = children.get(name);
        if (child == null) {
            if (children.size() >= CHILDREN_AT_MOST || NAMES_SHARED.get() >= NAMES_AT_MOST) {
                return null;
            }
            String[] more = Arrays.copyOf(names, names.length + 1);
            more[names.length] = name;
            Shape made = new Shape(more, true);
            child = children.putIfAbsent(name, made);
            if (child == null) {
                child = made;
                NAMES_SHARED.addAndGet(more.length);
            }
        }
        lastChild = child;
        return child;
    }

    /** Whether the name came next before, and so is not among the names; false says nothing. */
    boolean leadsTo(String name) {
        Shape hint = lastChild;
        return hint != null && hint.names[names.length].equals(name);
    }

    int size() {
        return names.length;
    }

    int ordinal(String name) {
        if (names.length <= SCAN_UP_TO) {
            for (int i = 0; i < names.length; i++) {
                if (names[i].equals(name)) {
                    return i;
                }
            }
            return -1;
        }
        Index known = index;
        if (known == null) {
            known = new Index(buildIndex());
            index = known;
        }
        int[] table = known.table;
        int mask = table.length - 1;
        for (int slot = spread(name) & mask; table[slot] != 0; slot = (slot + 1) & mask) {
            if (names[table[slot] - 1].equals(name)) {
                return table[slot] - 1;
            }
        }
        return -1;
    }

    private int[] buildIndex() {
        int[] table = new int[Integer.highestOneBit(names.length * 4 - 1)];
        int mask = table.length - 1;
        for (int i = 0; i < names.length; i++) {
            int slot = spread(names[i]) & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = i + 1;
        }
        return table;
    }

    private static int spread(String name) {
        int hash = name.hashCode();
        return hash ^ (hash >>> 16);
    }
}
