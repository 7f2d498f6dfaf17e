package ai.fluxion.core.model;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Checks payloads in one pass and notes where their values stand. The names of an object are compared, where they stand,
 * with those that came next in objects before. One after the other, on one thread.
 */
final class JsonScanner {
    private static final int DEEPEST = 500;
    private static final int KEPT = 1 << 16; // slots that a scanner keeps room for between payloads
    private static final int SHOWN = 40; // characters of content in a message

    private byte[] bytes;
    private int base;
    private int end;

    private long[] open = new long[64]; // the slots of objects and arrays that are not closed
    private int top;
    private long[] tape = new long[64];
    private int size;
    private Shape[] shapes = new Shape[4];
    private int shapeCount;
    private int lastSpace; // where white space stood last
    private int afterName;

    /** The fields of a payload. */
    Fields scan(Bytes payload) {
        bytes = payload.array();
        base = payload.from();
        end = base + payload.length();
        top = 0;
        size = 0;
        shapeCount = 0;
        lastSpace = -1;
        try {
            root(base + (hasByteOrderMark(payload) ? 3 : 0));
            JsonSlices slices = new JsonSlices(payload, Arrays.copyOf(tape, size), Arrays.copyOf(shapes, shapeCount));
            return slices.object(open[0]);
        } finally {
            bytes = null;
            if (open.length > KEPT || tape.length > KEPT) {
                open = new long[64];
                tape = new long[64];
                shapes = new Shape[4];
            }
        }
    }

    static boolean hasByteOrderMark(Bytes payload) {
        return payload.length() >= 3
                && payload.at(0) == (byte) 0xEF
                && payload.at(1) == (byte) 0xBB
                && payload.at(2) == (byte) 0xBF;
    }

    private void root(int start) {
        if (end - base > Slot.LONGEST) {
            throw new MalformedJson("a payload of more than 1 GiB", base);
        }
        int p = skip(start);
        if (p >= end || bytes[p] != '{') {
            throw new MalformedJson("expected an object, found " + kind(p), p);
        }
        p = skip(object(p, 1));
        if (p < end) {
            throw new MalformedJson("expected the end behind the object, found more", p);
        }
    }

    private String kind(int at) {
        if (at >= end) {
            return "nothing";
        }
        return switch (bytes[at]) {
            case '[' -> "an array";
            case '"' -> "a string";
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
            default -> "something else";
        };
    }

    /** @return the byte, or 0, which nothing but a string could hold, and that not as it is */
    private int byteAt(int at) {
        return at < end ? bytes[at] : 0;
    }

    private int skip(int at) {
        return byteAt(at) <= ' ' ? skipSpace(at) : at;
    }

    private int skipSpace(int at) {
        int p = at;
        int c = byteAt(p);
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            lastSpace = p;
            c = byteAt(++p);
        }
        return p;
    }

    // ---- objects and arrays

    private int object(int at, int depth) {
        if (depth > DEEPEST) {
            throw tooDeep(at);
        }
        int frame = top;
        Shape shape = Shape.EMPTY;
        LinkedHashSet<String> own = null; // the names, once no shape has them
        int p = skip(at + 1);
        if (byteAt(p) != '}') {
            while (true) {
                Shape next = own == null ? shape.next(bytes, p, end) : null;
                if (next != null) {
                    p += next.keyLength();
                } else {
                    String name = name(p);
                    next = own == null ? longer(shape, name, p) : null;
                    if (next == null) {
                        own = own == null ? new LinkedHashSet<>(List.of(shape.names)) : own;
                        if (!own.add(name)) {
                            throw twice(name, p);
                        }
                    }
                    p = afterName;
                }
                shape = next == null ? shape : next;
                p = skip(value(skip(p), depth));
                int c = byteAt(p);
                if (c == ',') {
                    p = skip(p + 1);
                } else if (c == '}') {
                    break;
                } else {
                    throw MalformedJson.expected("a comma or the end of the object", bytes, p, end);
                }
            }
        }
        close(frame, at, p + 1, own == null ? shape : Shape.of(own.toArray(String[]::new)), Slot.OBJECT);
        return p + 1;
    }

    private int array(int at, int depth) {
        if (depth > DEEPEST) {
            throw tooDeep(at);
        }
        int frame = top;
        int p = skip(at + 1);
        if (byteAt(p) != ']') {
            while (true) {
                p = skip(value(p, depth));
                int c = byteAt(p);
                if (c == ',') {
                    p = skip(p + 1);
                } else if (c == ']') {
                    break;
                } else {
                    throw MalformedJson.expected("a comma or the end of the array", bytes, p, end);
                }
            }
        }
        close(frame, at, p + 1, null, Slot.ARRAY);
        return p + 1;
    }

    private static MalformedJson tooDeep(int at) {
        return new MalformedJson("nested deeper than " + DEEPEST + " levels", at);
    }

    /** Moves the slots of an object or array from the open ones to the tape, behind its heading. */
    private void close(int frame, int from, int to, Shape shape, int kind) {
        int count = top - frame;
        long needed = size + count + 2L;
        if (needed > tape.length) {
            if (needed > Slot.LONGEST) {
                throw new MalformedJson("more values than a payload can have", from);
            }
            tape = Arrays.copyOf(tape, (int) Math.min(Math.max(tape.length * 2L, needed), Slot.LONGEST));
        }
        int heading = size;
        tape[heading] = Slot.of(from - base, to - from, lastSpace > from ? 0 : JsonSlices.COMPACT);
        tape[heading + 1] = count | (shape == null ? 0 : (long) index(shape) << 32);
        System.arraycopy(open, frame, tape, heading + 2, count);
        size = heading + 2 + count;
        top = frame;
        push(Slot.of(heading, 0, kind));
    }

    private int index(Shape shape) {
        if (shapeCount > 0 && shapes[shapeCount - 1] == shape) {
            return shapeCount - 1;
        }
        if (shapeCount == shapes.length) {
            shapes = Arrays.copyOf(shapes, shapeCount * 2);
        }
        shapes[shapeCount] = shape;
        return shapeCount++;
    }

    private void push(long slot) {
        if (top == open.length) {
            open = Arrays.copyOf(open, top * 2);
        }
        open[top++] = slot;
    }

    // ---- names that nobody foresaw

    /** Reads a name and the colon behind it, and leaves the place behind that in {@link #afterName}. */
    private String name(int at) {
        if (byteAt(at) != '"') {
            throw MalformedJson.expected("a name in quotes", bytes, at, end);
        }
        long checked = JsonText.check(bytes, at + 1, end);
        int behind = (int) (checked >>> 4);
        int colon = skip(behind);
        if (byteAt(colon) != ':') {
            throw MalformedJson.expected("a colon behind a name", bytes, colon, end);
        }
        afterName = colon + 1;
        return JsonText.decode(bytes, at + 1, behind - 1, Slot.kind(checked));
    }

    private static Shape longer(Shape shape, String name, int at) {
        if (!shape.leadsTo(name) && shape.contains(name)) {
            throw twice(name, at);
        }
        return shape.plus(name);
    }

    private static MalformedJson twice(String name, int at) {
        String shown = name.length() <= SHOWN ? name : name.substring(0, SHOWN - 1) + "…";
        return new MalformedJson("the name '" + shown + "' stands twice", at);
    }

    // ---- values

    /** Checks the value that begins here, and notes its slot; gives the place behind it. */
    private int value(int at, int depth) {
        switch (byteAt(at)) {
            case '"' -> {
                return note(at, JsonText.check(bytes, at + 1, end));
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                return note(at, JsonNumber.check(bytes, at, end));
            }
            case '{' -> {
                return object(at, depth + 1);
            }
            case '[' -> {
                return array(at, depth + 1);
            }
            case 't' -> {
                return word(at, "true", Slot.TRUE);
            }
            case 'f' -> {
                return word(at, "false", Slot.FALSE);
            }
            case 'n' -> {
                return word(at, "null", Slot.NULL);
            }
            default -> throw MalformedJson.expected("a value", bytes, at, end);
        }
    }

    /** @param checked the place behind the value, and below, in four bits, its kind */
    private int note(int at, long checked) {
        int behind = (int) (checked >>> 4);
        push(Slot.of(at - base, behind - at, Slot.kind(checked)));
        return behind;
    }

    private int word(int at, String word, int kind) {
        int length = word.length();
        for (int i = 1; i < length; i++) {
            if (byteAt(at + i) != word.charAt(i)) {
                throw MalformedJson.expected("a value", bytes, at + i, end);
            }
        }
        push(Slot.of(at - base, length, kind));
        return at + length;
    }
}
