package ai.fluxion.core.connect.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Packs what is written to it into a new file, through a buffer and without locks, and counts and sums what arrives there. */
final class StagedOutput extends OutputStream {
    private final Target target;
    private final OutputStream packed;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private long written;

    private StagedOutput(Target target, OutputStream packed) {
        this.target = target;
        this.packed = packed;
    }

    /** Makes the file anew. */
    static StagedOutput open(Path file, Compression compression) throws IOException {
        Target target = new Target(FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
        return new StagedOutput(target, compression.pack(target));
    }

    @Override
    public void write(int b) throws IOException {
        if (filled == buffer.length) {
            drain();
        }
        buffer[filled++] = (byte) b;
        written++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        written += length;
        if (length > buffer.length - filled) {
            drain();
            if (length >= buffer.length) {
                packed.write(bytes, from, length);
                return;
            }
        }
        System.arraycopy(bytes, from, buffer, filled, length);
        filled += length;
    }

    private void drain() throws IOException {
        packed.write(buffer, 0, filled);
        filled = 0;
    }

    /** How many bytes were written to it. */
    long written() {
        return written;
    }

    /** Ends the member or frame, and returns once the file's content is durable; its name is not. */
    void finish() throws IOException {
        drain();
        packed.flush();
        target.sync = true;
        packed.close();
    }

    /** Closes the file, whatever is in it. */
    void abandon() throws IOException {
        target.abandoned = true;
        try (FileChannel closing = target.channel) {
            packed.close();
        }
    }

    /** How long the file is, once it is finished. */
    long packedLength() {
        return target.length;
    }

    /** The CRC-32C of the file. */
    long packedChecksum() {
        return target.checksum.getValue();
    }

    private static final class Target extends OutputStream {
        private final FileChannel channel;
        private final CRC32C checksum = new CRC32C();
        private long length;
        private boolean sync;
        private boolean abandoned;

        private Target(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (abandoned) {
                return;
            }
            ByteBuffer left = ByteBuffer.wrap(bytes, from, count);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            checksum.update(bytes, from, count);
            length += count;
        }

        @Override
        public void close() throws IOException {
            try (channel) {
                if (sync && !abandoned) {
                    channel.force(true);
                }
            }
        }
    }
}
