package ai.fluxion.core.model;

/** A name as it stands in JSON without white space, with its quotes and the colon, made to be compared with bytes. */
final class ShapeKey {
    /** Stands nowhere. */
    static final ShapeKey NONE = new ShapeKey(new byte[8], Integer.MAX_VALUE);

    private final byte[] json;
    private final int length;
    private final long head; // the first eight bytes, fewer if there are not so many
    private final long headMask;
    private final long tail; // the last eight, if there are so many

    private ShapeKey(byte[] json, int length) {
        this.json = json;
        this.length = length;
        long first = 0;
        for (int i = Math.min(8, json.length) - 1; i >= 0; i--) {
            first = first << 8 | (json[i] & 0xFF);
        }
        this.head = first;
        this.headMask = json.length >= 8 ? -1L : (1L << (json.length * 8)) - 1;
        this.tail = json.length >= 8 ? (long) JsonText.EIGHT.get(json, json.length - 8) : 0;
    }

    static ShapeKey of(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isSurrogate(name.charAt(i))) {
                return NONE; // half of a pair is written as another character
            }
        }
        byte[] json = json(name);
        return new ShapeKey(json, json.length);
    }

    static byte[] json(String name) {
        JsonWriter writer = new JsonWriter(name.length() + 8);
        writer.string(name);
        writer.raw((byte) ':');
        return writer.toByteArray();
    }

    int length() {
        return length;
    }

    boolean standsAt(byte[] bytes, int at, int end) {
        if (length > end - at) {
            return false;
        }
        if (at + 8 > bytes.length) {
            return standsAtEnd(bytes, at);
        }
        if ((((long) JsonText.EIGHT.get(bytes, at) ^ head) & headMask) != 0) {
            return false;
        }
        return length <= 8
                || ((long) JsonText.EIGHT.get(bytes, at + length - 8) == tail && (length <= 16 || middle(bytes, at)));
    }

    private boolean middle(byte[] bytes, int at) {
        for (int i = 8; i < length - 8; i += 8) {
            if ((long) JsonText.EIGHT.get(bytes, at + i) != (long) JsonText.EIGHT.get(json, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean standsAtEnd(byte[] bytes, int at) {
        for (int i = 0; i < length; i++) {
            if (bytes[at + i] != json[i]) {
                return false;
            }
        }
        return true;
    }
}
