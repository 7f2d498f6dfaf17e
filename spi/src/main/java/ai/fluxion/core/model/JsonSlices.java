package ai.fluxion.core.model;

/**
 * A JSON payload that was checked, with where its values stand. Never changes.
 *
 * <p>The slots of the values of one object or array stand in a row on the tape, behind two numbers: the heading, a {@link
 * Slot} that says where it stands and whether it has no white space, and a number that has the count of the values below
 * and the index of the shape above.
 */
final class JsonSlices {
    static final int COMPACT = 1;

    private final Bytes payload;
    private final byte[] bytes;
    private final int base;
    private final long[] tape;
    private final Shape[] shapes;

    /** @param tape with places that count from the beginning of the payload */
    JsonSlices(Bytes payload, long[] tape, Shape[] shapes) {
        this.payload = payload;
        this.bytes = payload.array();
        this.base = payload.from();
        this.tape = tape;
        this.shapes = shapes;
    }

    /** The value of a slot as a reader sees it. */
    Object value(long slot) {
        int kind = Slot.kind(slot);
        return switch (kind) {
            case Slot.NULL -> null;
            case Slot.FALSE -> false;
            case Slot.TRUE -> true;
            case Slot.INTEGER -> boxed(integer(slot));
            case Slot.NUMBER -> JsonNumber.value(bytes, start(slot), Slot.length(slot));
            case Slot.OBJECT -> new Document(object(slot), RecordMetadata.NONE, null, null, false);
            case Slot.ARRAY -> array(slot);
            default -> JsonText.decode(bytes, start(slot) + 1, start(slot) + Slot.length(slot) - 1, kind);
        };
    }

    private static Object boxed(long number) {
        if ((int) number == number) {
            return (int) number;
        }
        return number;
    }

    long integer(long slot) {
        return JsonNumber.integer(bytes, start(slot), Slot.length(slot));
    }

    /** As {@link JsonNumber#exactReal}. */
    double exactReal(long slot) {
        return JsonNumber.exactReal(bytes, start(slot), Slot.length(slot));
    }

    NumberLiteral literal(long slot, Number value) {
        return new NumberLiteral(JsonNumber.text(bytes, start(slot), Slot.length(slot)), value);
    }

    private int start(long slot) {
        return base + Slot.start(slot);
    }

    Fields object(long slot) {
        int heading = Slot.start(slot);
        long counts = tape[heading + 1];
        return new Fields(shapes[(int) (counts >>> 32)], new Object[(int) counts], this, tape, heading + 2);
    }

    private ArrayValue array(long slot) {
        int heading = Slot.start(slot);
        return new ArrayValue(new Cells(new Object[(int) tape[heading + 1]], this, tape, heading + 2));
    }

    // ---- for whoever writes

    /** The slot itself, or the heading of what it is the slot of: where the value stands in the payload. */
    long place(long slot) {
        return Slot.isContainer(slot) ? tape[Slot.start(slot)] : slot;
    }

    /** Whether the bytes are what would be written, but for the escapes in strings; the value is no other. */
    boolean isCompact(long slot) {
        return !Slot.isContainer(slot) || Slot.kind(tape[Slot.start(slot)]) == COMPACT;
    }

    void copy(int from, int length, byte[] target, int at) {
        System.arraycopy(bytes, base + from, target, at, length);
    }

    /**
     * The same without hold on a larger buffer.
     *
     * @param known a payload that was detached, or null
     * @param detached what became of it
     */
    JsonSlices detach(Bytes known, Bytes detached) {
        boolean ofKnown = known != null && known.array() == bytes && known.from() == base;
        Bytes kept = ofKnown ? detached : payload.detach();
        return kept.array() == bytes ? this : new JsonSlices(kept, tape, shapes);
    }
}
