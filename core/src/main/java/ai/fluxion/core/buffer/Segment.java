package ai.fluxion.core.buffer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * One file of a buffer: a head, then frames. The head, big-endian: {@code FLXBUF} and the version (8 bytes), the buffer's id (16), the
 * number of the first record (8), the CRC-32C of these (4).
 *
 * @param first the number of the first record that it holds, or would hold
 */
record Segment(Path file, UUID buffer, long first) {
    static final int HEAD = 36;
    private static final long MAGIC_AND_VERSION = 0x464C584255460001L;
    private static final Pattern NAME = Pattern.compile("(\\d{19})\\.log");

    /** How far the frames of a file are whole. */
    record Extent(long bytes, long end) {}

    static Path file(Path folder, long first) {
        return folder.resolve(String.format("%019d.log", first));
    }

    static boolean isSegment(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }

    /** The segment of a file by its head; empty if it has none that is whole. */
    static Optional<Segment> read(Path file) throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        byte[] bytes = new byte[HEAD];
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (!name.matches() || in.length() < HEAD) {
                return Optional.empty();
            }
            in.readFully(bytes);
        }
        ByteBuffer head = ByteBuffer.wrap(bytes);
        long magic = head.getLong();
        UUID buffer = new UUID(head.getLong(), head.getLong());
        long first = head.getLong();
        boolean whole = head.getInt() == checksum(bytes) && magic == MAGIC_AND_VERSION;
        return whole && first == Long.parseLong(name.group(1))
                ? Optional.of(new Segment(file, buffer, first))
                : Optional.empty();
    }

    void writeHead(OutputStream out) throws IOException {
        byte[] bytes = new byte[HEAD];
        ByteBuffer head = ByteBuffer.wrap(bytes);
        head.putLong(MAGIC_AND_VERSION);
        head.putLong(buffer.getMostSignificantBits()).putLong(buffer.getLeastSignificantBits());
        head.putLong(first).putInt(checksum(bytes));
        out.write(bytes);
    }

    private static int checksum(byte[] head) {
        CRC32C checksum = new CRC32C();
        checksum.update(head, 0, HEAD - 4);
        return (int) checksum.getValue();
    }

    /**
     * Reads all frames, up to the first that is not whole.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if a later one says that this one was durable: then it is not
     *     torn, but damaged
     */
    Extent extent() throws IOException {
        try (FrameReader frames = FrameReader.open(this)) {
            while (frames.next(Long.MAX_VALUE)) {
                // checked, and that is all
            }
            Extent whole = new Extent(frames.position(), frames.expected());
            while (frames.skip()) {
                while (frames.next(Long.MAX_VALUE)) { // the first ones may have been appended before it was synced
                    if (frames.header().durable() > whole.end()) {
                        throw BufferFolder.damaged(file, "what follows byte " + whole.bytes() + " is not whole");
                    }
                }
            }
            return whole;
        }
    }

    long size() throws IOException {
        return Files.size(file);
    }
}
