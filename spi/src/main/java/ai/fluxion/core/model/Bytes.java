package ai.fluxion.core.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * An immutable run of bytes: a payload, a key, a header, a binary field.
 *
 * <p>It may be a slice of a larger buffer, which it keeps alive; {@link #detach()} before keeping one for long.
 * Equality and order are by content, bytes compared unsigned.
 */
public final class Bytes implements Comparable<Bytes> {
    private static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int from;
    private final int length;

    private Bytes(byte[] array, int from, int length) {
        this.array = array;
        this.from = from;
        this.length = length;
    }

    /** No bytes. */
    public static Bytes empty() {
        return EMPTY;
    }

    /** A copy of {@code bytes}. */
    public static Bytes copyOf(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone(), 0, bytes.length);
    }

    /** The array itself, without a copy: the caller never writes to it again. */
    public static Bytes wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes, 0, bytes.length);
    }

    /**
     * A slice of the array, without a copy: the caller never writes to that part again.
     *
     * @throws IndexOutOfBoundsException if the slice does not lie within the array
     */
    public static Bytes wrap(byte[] bytes, int from, int length) {
        java.util.Objects.checkFromIndexSize(from, length, bytes.length);
        return length == 0 ? EMPTY : new Bytes(bytes, from, length);
    }

    /** The text in UTF-8. */
    public static Bytes utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The buffer that it is a slice of; nobody writes to it. */
    byte[] array() {
        return array;
    }

    /** Where it begins in the buffer. */
    int from() {
        return from;
    }

    /** @throws IndexOutOfBoundsException if {@code index} is not in {@code [0, length())} */
    public byte at(int index) {
        java.util.Objects.checkIndex(index, length);
        return array[from + index];
    }

    /** A view of a part, without a copy. */
    public Bytes slice(int start, int count) {
        java.util.Objects.checkFromIndexSize(start, count, length);
        return wrap(array, from + start, count);
    }

    /** A new array with the content. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, from, from + length);
    }

    /** A read-only view. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(array, from, length).slice().asReadOnlyBuffer();
    }

    /** Copies all bytes to {@code target} at {@code at}. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, from, target, at, length);
    }

    /** Writes all bytes to the stream, without a copy. */
    public void writeTo(java.io.OutputStream out) throws java.io.IOException {
        out.write(array, from, length);
    }

    /** A stream over the content; never blocks. */
    public java.io.InputStream stream() {
        return new java.io.ByteArrayInputStream(array, from, length);
    }

    /** The index of the first such byte at or after {@code start}, or -1. */
    public int indexOf(byte value, int start) {
        for (int i = start; i < length; i++) {
            if (array[from + i] == value) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The content as UTF-8 text.
     *
     * @throws CharacterCodingException if it is not valid UTF-8
     */
    public String strictUtf8() throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(array, from, length))
                .toString();
    }

    /** The content as UTF-8 text, malformed input replaced by U+FFFD. */
    public String utf8() {
        return new String(array, from, length, StandardCharsets.UTF_8);
    }

    /** The content in base 64 (RFC 4648, section 4). */
    public String base64() {
        return Base64.getEncoder().encodeToString(toArray());
    }

    /** The same content with a buffer of its own: this one, if it fills its buffer already. */
    public Bytes detach() {
        return length == array.length ? this : wrap(toArray());
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(array, from, from + length, other.array, other.from, other.from + other.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, from, from + length, that.array, that.from, that.from + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** The length and the first bytes in hexadecimal: content may be secret or large, so it is not all shown. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Bytes[").append(length);
        for (int i = 0; i < Math.min(length, 8); i++) {
            text.append(i == 0 ? ": " : " ").append(String.format("%02x", array[from + i]));
        }
        return text.append(length > 8 ? " …]" : "]").toString();
    }
}
