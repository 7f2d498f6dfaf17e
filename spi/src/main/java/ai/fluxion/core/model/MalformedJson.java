package ai.fluxion.core.model;

/** Thrown from within the reader to where the place becomes a line and a column; costs no stack trace. */
final class MalformedJson extends RuntimeException {
    private final int at;
    private final boolean utf8;

    MalformedJson(String message, int at) {
        this(message, at, false);
    }

    private MalformedJson(String message, int at, boolean utf8) {
        super(message, null, false, false);
        this.at = at;
        this.utf8 = utf8;
    }

    static MalformedJson utf8(int at) {
        return new MalformedJson("the bytes are no UTF-8", at, true);
    }

    /** Says what stands there instead. */
    static MalformedJson expected(String what, byte[] bytes, int at, int end) {
        String found;
        if (at >= end) {
            found = "the end";
        } else if (bytes[at] > 0x20 && bytes[at] < 0x7F) {
            found = "'" + (char) bytes[at] + "'";
        } else {
            found = String.format("byte 0x%02x", bytes[at]);
        }
        return new MalformedJson("expected " + what + ", found " + found, at);
    }

    /** The place in the array. */
    int at() {
        return at;
    }

    /** Whether there is no text at the place, and so no column. */
    boolean isNoText() {
        return utf8;
    }
}
