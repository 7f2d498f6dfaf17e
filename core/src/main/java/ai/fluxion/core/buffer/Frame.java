package ai.fluxion.core.buffer;

import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentCodec;
import ai.fluxion.core.model.PayloadDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * One batch as it stands in a segment. Big-endian: length of the payload (4 bytes), CRC-32C of all that follows (4), number of the
 * first record (8), how many there are (4), the number after the last record that was durable when this was written (8); then the payload: the stream's namespace and name, and each record with its length
 * before it, as {@link DocumentCodec} writes it.
 */
final class Frame {
    static final int HEADER = 28;
    private static final int CHECKED_FROM = 8;

    /** The head of a frame, read from a file. */
    record Header(int length, int checksum, long first, int count, long durable) {
        long end() {
            return first + count;
        }

        /** @param bytes {@link Frame#HEADER} of them */
        static Header read(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes, 0, HEADER);
            return new Header(in.getInt(), in.getInt(), in.getLong(), in.getInt(), in.getLong());
        }

        boolean fits(byte[] header, byte[] payload) {
            return checksum == Frame.checksum(header, payload, length);
        }
    }

    /** What {@link ByteArrayOutputStream} has, without a copy. */
    private static final class Buffer extends ByteArrayOutputStream {
        private static final int KEPT = 1 << 20;

        Buffer() {
            super(1 << 16);
        }

        byte[] array() {
            return buf;
        }

        /** Begins anew, without the memory that one large batch took. */
        void clear() {
            if (buf.length > KEPT) {
                buf = new byte[1 << 16];
            }
            reset();
        }
    }

    private final Buffer buffer = new Buffer();
    private final DataOutputStream out = new DataOutputStream(buffer);

    /**
     * Encodes a batch in place of the one before.
     *
     * @param first the number of its first record
     * @param durable the number after the last record that is durable
     */
    void encode(StreamId stream, List<Document> documents, long first, long durable) {
        buffer.clear();
        try {
            out.write(new byte[HEADER]);
            out.writeUTF(stream.namespace());
            out.writeUTF(stream.name());
            for (Document document : documents) {
                Bytes record = DocumentCodec.encode(document);
                out.writeInt(record.length());
                record.writeTo(out);
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        ByteBuffer header = ByteBuffer.wrap(buffer.array(), 0, HEADER);
        header.putInt(size() - HEADER)
                .putInt(0)
                .putLong(first)
                .putInt(documents.size())
                .putLong(durable);
        CRC32C checksum = new CRC32C();
        checksum.update(buffer.array(), CHECKED_FROM, size() - CHECKED_FROM);
        header.putInt(4, (int) checksum.getValue());
    }

    int size() {
        return buffer.size();
    }

    void writeTo(OutputStream file) throws IOException {
        file.write(buffer.array(), 0, size());
    }

    private static int checksum(byte[] header, byte[] payload, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(header, CHECKED_FROM, HEADER - CHECKED_FROM);
        checksum.update(payload, 0, length);
        return (int) checksum.getValue();
    }

    /**
     * What a frame holds.
     *
     * @throws IllegalArgumentException if the payload is none, whatever its checksum says
     */
    static BufferedBatch decode(Header header, byte[] payload, Function<String, PayloadDecoder> decoders) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload, 0, header.length()))) {
            StreamId stream = new StreamId(in.readUTF(), in.readUTF());
            List<Document> documents = new ArrayList<>(Math.min(header.count(), 65_536));
            for (int i = 0; i < header.count(); i++) {
                int length = in.readInt();
                if (length < 0 || length > in.available()) {
                    throw new IllegalArgumentException("a record of " + length + " bytes");
                }
                int at = header.length() - in.available();
                documents.add(DocumentCodec.decode(Bytes.wrap(payload, at, length), decoders));
                in.skipBytes(length);
            }
            return new BufferedBatch(stream, documents, header.first());
        } catch (IOException cut) {
            throw new IllegalArgumentException("a batch that is cut off", cut);
        }
    }
}
