package ai.fluxion.core.model;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Documents with their metadata as bytes, without loss: values keep their classes, numbers their text, and bytes that
 * nobody decoded stay bytes; a record that came as bytes and was changed has both. (A lone surrogate is no text, and
 * becomes a question mark.) The first byte is the version; each version stays readable. Safe for several threads.
 */
public final class DocumentCodec {
    private static final int VERSION = 1;
    private static final int DEEPEST = 500;

    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int INT = 3;
    private static final int LONG = 4;
    private static final int DOUBLE = 5;
    private static final int DECIMAL = 6;
    private static final int LITERAL = 7;
    private static final int STRING = 8;
    private static final int BYTES = 9;
    private static final int INSTANT = 10;
    private static final int DATE = 11;
    private static final int TIME = 12;
    private static final int DATETIME = 13;
    private static final int IDENTIFIER = 14;
    private static final int ARRAY = 15;
    private static final int DOCUMENT = 16;
    private static final int UNAVAILABLE = 17;

    private static final int ENCODED = 1;
    private static final int DECODED = 2;

    private DocumentCodec() {}

    /** The document as bytes. */
    public static Bytes encode(Document document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writeRecord(out, document);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    /**
     * The document of {@link #encode}.
     *
     * @param decoders gives the decoder of a format by its name, or null if there is none
     * @throws IllegalArgumentException if the bytes are no such document, or of a version or format that is not known here
     */
    public static Document decode(Bytes bytes, Function<String, PayloadDecoder> decoders) {
        try (DataInputStream in = new DataInputStream(bytes.stream())) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "a document of version " + version + "; this program reads version " + VERSION);
            }
            Document document = readRecord(in, decoders);
            if (in.read() >= 0) {
                throw new IllegalArgumentException("bytes after the end of a document");
            }
            return document;
        } catch (EOFException cut) {
            throw new IllegalArgumentException("a document that is cut off", cut);
        } catch (DateTimeException | ArithmeticException | ClassCastException wrong) {
            throw new IllegalArgumentException("no document: " + wrong.getMessage(), wrong);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void writeRecord(DataOutputStream out, Document document) throws IOException {
        boolean encoded = document.original().isPresent();
        boolean decoded = document.payload().isEmpty();
        out.writeByte((encoded ? ENCODED : 0) | (decoded ? DECODED : 0));
        writeMetadata(out, document.metadata());
        if (encoded) {
            writeText(out, document.format().orElseThrow());
            writeBytes(out, document.original().orElseThrow());
        }
        if (decoded) {
            writeFields(out, document, 0);
        }
    }

    private static Document readRecord(DataInputStream in, Function<String, PayloadDecoder> decoders)
            throws IOException {
        int flags = in.readUnsignedByte();
        if (flags < ENCODED || flags > (ENCODED | DECODED)) {
            throw new IllegalArgumentException("no document: flags " + flags);
        }
        RecordMetadata metadata = readMetadata(in);
        if (flags == DECODED) {
            return readFields(in, 0).withMetadata(metadata);
        }
        String format = readText(in);
        PayloadDecoder decoder = decoders.apply(format);
        if (decoder == null) {
            throw new IllegalArgumentException("a document in the format " + format + ", which is not known here");
        }
        Document document = Document.encoded(readBytes(in), decoder, metadata);
        return flags == ENCODED ? document : document.withFieldsOf(readFields(in, 0));
    }

    private static void writeMetadata(DataOutputStream out, RecordMetadata metadata) throws IOException {
        writeText(out, metadata.stream());
        writeText(out, metadata.partition());
        writeText(out, metadata.offset());
        out.writeLong(metadata.offsetNumber());
        out.writeInt(metadata.ordinal());
        writeValue(out, metadata.key(), 0);
        out.writeInt(metadata.headers().size());
        for (Header header : metadata.headers()) {
            writeText(out, header.name());
            writeValue(out, header.bytes(), 0);
        }
        out.writeLong(metadata.timestampMillis());
        writeText(out, metadata.operation().word());
        writeValue(out, metadata.before().orElse(null), 0);
        writeFields(out, metadata.attributes(), 0);
    }

    private static RecordMetadata readMetadata(DataInputStream in) throws IOException {
        RecordMetadata.Builder builder =
                RecordMetadata.builder().stream(readText(in)).partition(readText(in));
        String offset = readText(in);
        long number = in.readLong();
        if (number >= 0) {
            builder.offset(number);
        } else if (!offset.isEmpty()) {
            builder.offset(offset);
        }
        builder.ordinal(in.readInt()).key(readValue(in, 0));
        int count = size(in);
        List<Header> headers = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            headers.add(new Header(readText(in), (Bytes) readValue(in, 0)));
        }
        builder.headers(headers).timestamp(in.readLong());
        return builder.operation(Operation.ofWord(readText(in)))
                .before((Document) readValue(in, 0))
                .attributes(readFields(in, 0))
                .build();
    }

    private static void writeFields(DataOutputStream out, Document document, int depth) throws IOException {
        out.writeInt(document.size());
        for (int i = 0; i < document.size(); i++) {
            writeText(out, document.nameAt(i));
            writeValue(out, document.held(i), depth + 1);
        }
    }

    private static Document readFields(DataInputStream in, int depth) throws IOException {
        int count = size(in);
        DocumentBuilder builder = Document.builder(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            builder.put(readText(in), readValue(in, depth + 1));
        }
        return builder.build();
    }

    private static void writeValue(DataOutputStream out, Object value, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("a document nested deeper than " + DEEPEST);
        }
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Boolean flag) {
            out.writeByte(flag ? TRUE : FALSE);
        } else if (value instanceof Integer number) {
            out.writeByte(INT);
            out.writeInt(number);
        } else if (value instanceof Long number) {
            out.writeByte(LONG);
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeByte(DOUBLE);
            out.writeDouble(number);
        } else if (value instanceof String text) {
            out.writeByte(STRING);
            writeText(out, text);
        } else if (value instanceof NumberLiteral literal) {
            out.writeByte(LITERAL);
            writeText(out, literal.text());
        } else if (value instanceof Document document) {
            out.writeByte(DOCUMENT);
            writeFields(out, document, depth);
        } else if (value instanceof ArrayValue array) {
            out.writeByte(ARRAY);
            out.writeInt(array.size());
            for (int i = 0; i < array.size(); i++) {
                writeValue(out, array.held(i), depth + 1);
            }
        } else {
            writeRarer(out, value);
        }
    }

    private static void writeRarer(DataOutputStream out, Object value) throws IOException {
        if (value instanceof BigDecimal decimal) {
            out.writeByte(DECIMAL);
            out.writeInt(decimal.scale());
            writeBytes(out, Bytes.wrap(decimal.unscaledValue().toByteArray()));
        } else if (value instanceof Bytes bytes) {
            out.writeByte(BYTES);
            writeBytes(out, bytes);
        } else if (value instanceof Instant instant) {
            out.writeByte(INSTANT);
            out.writeLong(instant.getEpochSecond());
            out.writeInt(instant.getNano());
        } else if (value instanceof LocalDate date) {
            out.writeByte(DATE);
            out.writeLong(date.toEpochDay());
        } else if (value instanceof LocalTime time) {
            out.writeByte(TIME);
            out.writeLong(time.toNanoOfDay());
        } else if (value instanceof LocalDateTime time) {
            out.writeByte(DATETIME);
            out.writeLong(time.toLocalDate().toEpochDay());
            out.writeLong(time.toLocalTime().toNanoOfDay());
        } else if (value instanceof UUID id) {
            out.writeByte(IDENTIFIER);
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
        } else if (value == Unavailable.VALUE) {
            out.writeByte(UNAVAILABLE);
        } else {
            throw new IllegalArgumentException("no encoding for " + value.getClass());
        }
    }

    private static Object readValue(DataInputStream in, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("a document nested deeper than " + DEEPEST);
        }
        int tag = in.readUnsignedByte();
        return switch (tag) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case INT -> in.readInt();
            case LONG -> in.readLong();
            case DOUBLE -> in.readDouble();
            case STRING -> readText(in);
            case LITERAL -> NumberLiteral.parse(readText(in));
            case DOCUMENT -> readFields(in, depth);
            case ARRAY -> {
                int count = size(in);
                List<Object> items = new ArrayList<>(Math.min(count, 1024));
                for (int i = 0; i < count; i++) {
                    items.add(readValue(in, depth + 1));
                }
                yield ArrayValue.of(items);
            }
            case DECIMAL -> {
                int scale = in.readInt();
                yield new BigDecimal(new BigInteger(readBytes(in).toArray()), scale);
            }
            case BYTES -> readBytes(in);
            case INSTANT -> Instant.ofEpochSecond(in.readLong(), in.readInt());
            case DATE -> LocalDate.ofEpochDay(in.readLong());
            case TIME -> LocalTime.ofNanoOfDay(in.readLong());
            case DATETIME ->
                LocalDateTime.of(LocalDate.ofEpochDay(in.readLong()), LocalTime.ofNanoOfDay(in.readLong()));
            case IDENTIFIER -> new UUID(in.readLong(), in.readLong());
            case UNAVAILABLE -> Unavailable.VALUE;
            default -> throw new IllegalArgumentException("no value has the tag " + tag);
        };
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return readBytes(in).utf8();
    }

    private static void writeBytes(DataOutputStream out, Bytes bytes) throws IOException {
        out.writeInt(bytes.length());
        bytes.writeTo(out);
    }

    private static Bytes readBytes(DataInputStream in) throws IOException {
        int length = size(in);
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return Bytes.wrap(bytes);
    }

    /** A count or length, which can't be more than the bytes that are left: nothing is allocated for a lie. */
    private static int size(DataInputStream in) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > in.available()) {
            throw new IllegalArgumentException("a size of " + size + " where " + in.available() + " bytes are left");
        }
        return size;
    }
}
