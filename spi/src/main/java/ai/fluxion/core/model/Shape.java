package ai.fluxion.core.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The field names of a document in order, shared by all documents of one form. Shapes form a tree from the empty one, which
 * foretells the names of the next document. The tree is bounded, in the memory that it takes, in the names of one shape and
 * in the length of one name; a document that falls outside gets a shape of its own. When there is no room for another
 * child, or in the tree, what was learned is forgotten and learned again from the documents that come now.
 */
final class Shape {
    private static final Shape[] NOBODY = {};

    static final Shape EMPTY = new Shape(new String[0], ShapeKey.NONE, true);

    static final long MEMORY_AT_MOST = 32L << 20; // bytes, about
    private static final int LONGEST_NAME = 256;
    private static final int WIDEST = 500; // a document of n fields makes n shapes, of n * n / 2 names
    private static final int CHILDREN_AT_MOST = 256;
    private static final int FORETOLD = 8; // children that are tried one after the other
    private static final int SCAN_UP_TO = 8;
    private static final AtomicLong MEMORY = new AtomicLong();

    final String[] names;
    private final ShapeKey key; // of the last name
    private final boolean shared;
    private volatile Shape[] likely = NOBODY;
    private volatile ConcurrentHashMap<String, Shape> others; // null while all are likely
    private volatile Shape recent; // the one of the others that was found last
    private Made<int[]> index; // a hash table of ordinals plus one, 0 where there is none
    private Made<Map<String, Integer>> wideIndex; // instead, if there are very many names
    private Made<byte[][]> keys;

    /** Made on first use; racing threads make the same, and the final field lets them see it whole. */
    private static final class Made<T> {
        final T it;

        Made(T it) {
            this.it = it;
        }
    }

    private Shape(String[] names, ShapeKey key, boolean shared) {
        this.names = names;
        this.key = key;
        this.shared = shared;
    }

    static Shape of(String[] names) {
        return new Shape(names, ShapeKey.NONE, false);
    }

    /** The shape of the first of these names: one of the tree, if it has room. */
    static Shape named(String[] names, int count) {
        Shape shape = EMPTY;
        for (int i = 0; i < count && shape != null; i++) {
            shape = shape.plus(names[i]);
        }
        return shape == null ? of(Arrays.copyOf(names, count)) : shape;
    }

    // ---- what comes next

    /** The shape with one more name, if the key of that stands here, and was seen next before; null says nothing. */
    Shape next(byte[] bytes, int at, int end) {
        for (Shape child : likely) {
            if (child.key.standsAt(bytes, at, end)) {
                return child;
            }
        }
        Shape last = recent;
        return last != null && last.key.standsAt(bytes, at, end) ? last : null;
    }

    int keyLength() {
        return key.length();
    }

    /** Whether the name came next before, and so is not among the names; false says nothing. */
    boolean leadsTo(String name) {
        return known(name) != null;
    }

    private Shape known(String name) {
        for (Shape child : likely) {
            if (child.names[names.length].equals(name)) {
                return child;
            }
        }
        return null;
    }

    /** The shape with one more name, which this one does not have; or null if the tree is full. */
    Shape plus(String name) {
        Shape child = child(name);
        return child != null || !shared ? child : grow(name);
    }

    private Shape child(String name) {
        Shape child = known(name);
        Map<String, Shape> rest = others;
        if (child != null || rest == null) {
            return child;
        }
        Shape found = rest.get(name);
        if (found != null && found != recent) {
            recent = found;
        }
        return found;
    }

    private synchronized Shape grow(String name) {
        Shape child = child(name);
        if (child != null || names.length >= WIDEST || name.length() > LONGEST_NAME) {
            return child;
        }
        long memory = 200L + 8L * names.length + 4L * name.length();
        if (likely.length + (others == null ? 0 : others.size()) >= CHILDREN_AT_MOST) {
            forget();
        }
        if (MEMORY.addAndGet(memory) > MEMORY_AT_MOST) {
            EMPTY.forget();
            MEMORY.set(0);
            return null;
        }
        String[] more = Arrays.copyOf(names, names.length + 1);
        more[names.length] = name;
        child = new Shape(more, ShapeKey.of(name), true);
        if (likely.length < FORETOLD) {
            Shape[] longer = Arrays.copyOf(likely, likely.length + 1);
            longer[likely.length] = child;
            likely = longer;
        } else {
            if (others == null) {
                others = new ConcurrentHashMap<>();
            }
            others.put(name, child);
        }
        return child;
    }

    /** Under the lock, since {@link #grow} reads what it changes; a thread takes none but the root's beside its own. */
    private synchronized void forget() {
        likely = NOBODY;
        others = null;
        recent = null;
    }

    /** The bytes that the tree takes, about. */
    static long memory() {
        return MEMORY.get();
    }

    // ---- names

    int size() {
        return names.length;
    }

    /** As {@link #ordinal} says, for a shape that is not asked often: makes nothing. */
    boolean contains(String name) {
        if (index != null) {
            return ordinal(name) >= 0;
        }
        int hash = name.hashCode();
        for (String known : names) {
            if (known.hashCode() == hash && known.equals(name)) {
                return true;
            }
        }
        return false;
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
        if (names.length > WIDEST) {
            return wideOrdinal(name);
        }
        Made<int[]> known = index;
        if (known == null) {
            known = new Made<>(buildTable());
            index = known;
        }
        int[] table = known.it;
        int mask = table.length - 1;
        for (int slot = spread(name) & mask; table[slot] != 0; slot = (slot + 1) & mask) {
            if (names[table[slot] - 1].equals(name)) {
                return table[slot] - 1;
            }
        }
        return -1;
    }

    /** Some of so many names could have been chosen for their hashes; a map stays fast. */
    private int wideOrdinal(String name) {
        Made<Map<String, Integer>> known = wideIndex;
        if (known == null) {
            Map<String, Integer> ordinals = new HashMap<>(names.length * 2);
            for (int i = 0; i < names.length; i++) {
                ordinals.put(names[i], i);
            }
            known = new Made<>(ordinals);
            wideIndex = known;
        }
        return known.it.getOrDefault(name, -1);
    }

    private int[] buildTable() {
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

    /** The names as JSON, each with its quotes and the colon. */
    byte[][] keys() {
        Made<byte[][]> known = keys;
        if (known == null) {
            byte[][] made = new byte[names.length][];
            for (int i = 0; i < made.length; i++) {
                made[i] = ShapeKey.json(names[i]);
            }
            known = new Made<>(made);
            keys = known;
            if (shared) {
                MEMORY.addAndGet(48L * names.length);
            }
        }
        return known.it;
    }
}
