package ai.fluxion.core.buffer;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;

/** Reads the frames of one segment in order, each whole and with the number that follows, while others are appended. */
final class FrameReader implements AutoCloseable {
    private static final int BUFFER = 1 << 17;

    private final DataInputStream in;
    private final byte[] head = new byte[Frame.HEADER];
    private byte[] payload = new byte[1 << 16];
    private Frame.Header header;
    private Frame.Header broken;
    private long position = Segment.HEAD;
    private long expected;

    private FrameReader(FileInputStream file, long first) {
        this.in = new DataInputStream(new BufferedInputStream(file, BUFFER));
        this.expected = first;
    }

    static FrameReader open(Segment segment) throws IOException {
        FileInputStream file = new FileInputStream(segment.file().toFile());
        try {
            FrameReader reader = new FrameReader(file, segment.first());
            reader.in.skipNBytes(Segment.HEAD);
            return reader;
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    /**
     * Goes to the next frame.
     *
     * @param end the number after the last record that may be read
     * @return false at the end of what is whole
     */
    boolean next(long end) throws IOException {
        if (expected >= end || !read()) {
            return false;
        }
        if (!header.fits(head, payload)) {
            broken = header;
            return false;
        }
        pass();
        return true;
    }

    /** Passes over a frame whose length was there, and whose checksum is another; false if the last one was none. */
    boolean skip() {
        if (broken == null) {
            return false;
        }
        pass();
        broken = null;
        return true;
    }

    /** The head and the payload that it announces, if they can be such. */
    private boolean read() throws IOException {
        try {
            in.readFully(head);
            header = Frame.Header.read(head);
            boolean possible = header.length() >= 0
                    && header.first() == expected
                    && header.count() > 0
                    && header.length() <= in.available();
            if (!possible) {
                return false;
            }
            if (payload.length < header.length()) {
                payload = new byte[header.length()];
            }
            in.readFully(payload, 0, header.length());
            return true;
        } catch (EOFException cut) {
            return false;
        }
    }

    private void pass() {
        position += Frame.HEADER + header.length();
        expected = header.end();
    }

    Frame.Header header() {
        return header;
    }

    /** The payload of the frame; overwritten by the next one. */
    byte[] payload() {
        return payload;
    }

    /** How many bytes of the file were read. */
    long position() {
        return position;
    }

    /** The number that the next record has. */
    long expected() {
        return expected;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
