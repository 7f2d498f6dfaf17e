package ai.fluxion.core.model;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Writes documents as JSON in UTF-8, without white space, into a buffer that it reuses.
 *
 * <p>Numbers that nobody changed keep their text. JSON has no place for some values: NaN and the infinities are written
 * as the strings {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}, bytes in base 64, dates and times in ISO-8601 (an
 * instant in UTC), and a field that is {@link Unavailable} is left out. Not safe for several threads.
 */
public final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer;
    private int length;

    public JsonWriter() {
        this(512);
    }

    /** @param capacity how many bytes to hold at first; it grows as it must */
    public JsonWriter(int capacity) {
        this.buffer = new byte[Math.max(16, capacity)];
    }

    /** The JSON of a value, as text. */
    public static String text(Object value) {
        JsonWriter writer = new JsonWriter(64);
        writer.value(value);
        return new String(writer.buffer, 0, writer.length, StandardCharsets.UTF_8);
    }

    /** The number of bytes written since the last {@link #reset()}. */
    public int length() {
        return length;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    /** Forgets what was written, and keeps the buffer. */
    public void reset() {
        length = 0;
    }

    /** Appends one byte as it is, such as a line feed between documents. */
    public void raw(byte value) {
        room(1);
        buffer[length++] = value;
    }

    /** Appends bytes as they are: the caller says that they are JSON. */
    public void raw(Bytes json) {
        room(json.length());
        json.copyTo(buffer, length);
        length += json.length();
    }

    /** Appends a document as an object. */
    public void document(Document document) {
        fields(document.fields());
    }

    private void fields(Fields fields) {
        byte[][] keys = fields.shape.keys();
        raw((byte) '{');
        int start = length;
        int at = 0;
        while (at < keys.length) {
            if (isCopied(fields, at)) {
                at = copy(fields, keys, at, start);
                continue;
            }
            Object held = fields.held(at);
            if (held != Unavailable.VALUE) {
                key(keys[at], length > start);
                value(held);
            }
            at++;
        }
        raw((byte) '}');
    }

    private void key(byte[] key, boolean follows) {
        room(key.length + 1L);
        if (follows) {
            buffer[length++] = ',';
        }
        System.arraycopy(key, 0, buffer, length, key.length);
        length += key.length;
    }

    private static boolean isCopied(Cells cells, int at) {
        long slot = cells.slot(at);
        return Slot.kind(slot) != Slot.HELD && cells.source.isCompact(slot);
    }

    /**
     * Copies fields from the bytes that they came as: as many as stand there one behind the other with nothing between
     * them but a comma and a key without white space, which is seen by the distance.
     *
     * @return the first field that was not copied
     */
    private int copy(Fields fields, byte[][] keys, int first, int start) {
        JsonSlices source = fields.source;
        long place = source.place(fields.slot(first));
        int from = Slot.start(place);
        int to = from + Slot.length(place);
        int at = first + 1;
        for (; at < keys.length && isCopied(fields, at); at++) {
            place = source.place(fields.slot(at));
            if (Slot.start(place) - keys[at].length != to + 1) {
                break;
            }
            to = Slot.start(place) + Slot.length(place);
        }
        key(keys[first], length > start);
        room(to - from);
        source.copy(from, to - from, buffer, length);
        length += to - from;
        return at;
    }

    /** Appends the value of one field; a number that nobody changed keeps its text. */
    public void field(Document document, int ordinal) {
        cell(document.fields(), ordinal);
    }

    private void cell(Cells cells, int at) {
        if (!isCopied(cells, at)) {
            value(cells.held(at));
            return;
        }
        long place = cells.source.place(cells.slot(at));
        room(Slot.length(place));
        cells.source.copy(Slot.start(place), Slot.length(place), buffer, length);
        length += Slot.length(place);
    }

    /**
     * Appends any value that a document holds.
     *
     * @throws IllegalArgumentException if a document holds no such value
     */
    public void value(Object value) {
        if (value instanceof String text) {
            string(text);
        } else if (value instanceof Integer number) {
            integer(number);
        } else if (value instanceof Long number) {
            integer(number);
        } else if (value instanceof Document document) {
            document(document);
        } else if (value == null || value == Unavailable.VALUE) {
            ascii("null");
        } else if (value instanceof Boolean flag) {
            ascii(flag ? "true" : "false");
        } else if (value instanceof NumberLiteral literal) {
            ascii(literal.text());
        } else if (value instanceof ArrayValue array) {
            array(array);
        } else {
            other(value);
        }
    }

    private void other(Object value) {
        if (value instanceof Double number) {
            real(number);
        } else if (value instanceof BigDecimal decimal) {
            ascii(decimal.toString());
        } else if (value instanceof List<?> items) {
            array(ArrayValue.of(items));
        } else if (value instanceof Bytes bytes) {
            quoted(bytes.base64());
        } else if (value instanceof Instant
                || value instanceof LocalDate
                || value instanceof LocalTime
                || value instanceof LocalDateTime
                || value instanceof UUID) {
            quoted(value.toString());
        } else {
            Object normal = Values.normalize(value);
            if (normal == value) {
                throw new IllegalArgumentException(
                        "no JSON for " + value.getClass().getName());
            }
            value(normal);
        }
    }

    private void array(ArrayValue array) {
        raw((byte) '[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                raw((byte) ',');
            }
            cell(array.items, i);
        }
        raw((byte) ']');
    }

    private void real(double number) {
        if (!Double.isFinite(number)) {
            quoted(Double.toString(number));
            return;
        }
        room(32);
        int behind = JsonNumber.putReal(number, buffer, length);
        if (behind < 0) {
            ascii(Double.toString(number));
        } else {
            length = behind;
        }
    }

    private void integer(long number) {
        room(20);
        length = JsonNumber.putInteger(number, buffer, length);
    }

    private void quoted(String ascii) {
        raw((byte) '"');
        ascii(ascii);
        raw((byte) '"');
    }

    @SuppressWarnings("deprecation") // copies the low bytes of ASCII text without an encoder
    private void ascii(String text) {
        room(text.length());
        text.getBytes(0, text.length(), buffer, length);
        length += text.length();
    }

    /** Appends a string with its quotes, escaped as RFC 8259 asks (section 7); lone surrogates become U+FFFD. */
    public void string(String text) {
        byte[] utf8 = JsonText.utf8(text);
        room(utf8.length + 2L);
        buffer[length++] = '"';
        int at = 0;
        while (true) {
            int stop = JsonText.toEscape(utf8, at);
            room(utf8.length - at + 8L);
            System.arraycopy(utf8, at, buffer, length, stop - at);
            length += stop - at;
            if (stop == utf8.length) {
                break;
            }
            escape(utf8[stop]);
            at = stop + 1;
        }
        buffer[length++] = '"';
    }

    private void escape(byte c) {
        buffer[length++] = '\\';
        switch (c) {
            case '"', '\\' -> buffer[length++] = c;
            case '\n' -> buffer[length++] = 'n';
            case '\r' -> buffer[length++] = 'r';
            case '\t' -> buffer[length++] = 't';
            case '\b' -> buffer[length++] = 'b';
            case '\f' -> buffer[length++] = 'f';
            default -> {
                buffer[length++] = 'u';
                buffer[length++] = '0';
                buffer[length++] = '0';
                buffer[length++] = HEX[c >> 4];
                buffer[length++] = HEX[c & 0xF];
            }
        }
    }

    private void room(long more) {
        if (buffer.length - length < more) {
            long wanted = Math.max(length + more, buffer.length * 2L);
            if (length + more > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("JSON of more than 2 GiB");
            }
            buffer = Arrays.copyOf(buffer, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
    }
}
