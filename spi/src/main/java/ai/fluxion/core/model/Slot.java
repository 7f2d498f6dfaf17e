package ai.fluxion.core.model;

/**
 * Where a value stands in a checked payload, in one {@code long}: its kind in 4 bits, above it its length and its start in
 * 30 each. Of an array or an object the upper part is the place of its heading among the slots; see {@link JsonSlices}.
 */
final class Slot {
    /** No slice: the value is held as an object. */
    static final int HELD = 0;

    static final int NULL = 1;
    static final int FALSE = 2;
    static final int TRUE = 3;
    /** An integer of at most 18 characters that is written as Java does. */
    static final int INTEGER = 4;

    static final int NUMBER = 5;
    /** A string in ASCII without escapes; the kinds above it are less plain. */
    static final int TEXT = 6;

    static final int UTF8 = 7;
    static final int ESCAPED = 8;
    static final int OBJECT = 9;
    static final int ARRAY = 10;

    /** Payloads can't be larger. */
    static final int LONGEST = 1 << 30;

    private Slot() {}

    /** @param mark the kind, or for a heading whether no white space stands between its tokens */
    static long of(int start, int length, int mark) {
        return (long) start << 34 | (long) length << 4 | mark;
    }

    static int kind(long slot) {
        return (int) slot & 0xF;
    }

    static int start(long slot) {
        return (int) (slot >>> 34);
    }

    static int length(long slot) {
        return (int) (slot >>> 4) & 0x3FFF_FFFF;
    }

    static boolean isContainer(long slot) {
        return kind(slot) >= OBJECT;
    }
}
