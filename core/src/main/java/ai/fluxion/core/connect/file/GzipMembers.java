package ai.fluxion.core.connect.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks all members of a gzip file (RFC 1952), also while more are appended. Unlike {@link
 * java.util.zip.GZIPInputStream} it never takes a damaged member for the end of the file, and it goes on after it came to
 * the end of a file that grows.
 */
final class GzipMembers extends InputStream {
    private static final int TRAILER = 8;
    private static final int LONGEST_HEADER = 1 << 20;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private enum Part {
        HEADER,
        BODY,
        TRAILER
    }

    private final InputStream packed;
    private final boolean growing;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private Part part = Part.HEADER;

    /** @param growing whether the file may end within a member, for now */
    GzipMembers(InputStream packed, boolean growing) {
        this.packed = packed;
        this.growing = growing;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            switch (part) {
                case HEADER -> {
                    if (!header()) {
                        return -1;
                    }
                }
                case BODY -> {
                    int count = body(target, from, length);
                    if (count != 0) {
                        return count;
                    }
                }
                case TRAILER -> {
                    if (!trailer()) {
                        return -1;
                    }
                }
            }
        }
    }

    /** Passes over a header; false if there is none (yet). */
    private boolean header() throws IOException {
        int length = headerLength();
        while (length < 0) {
            boolean betweenMembers = at == end;
            if (!fill()) {
                mayEndHere(betweenMembers);
                return false;
            }
            length = headerLength();
        }
        at += length;
        inflater.reset();
        checksum.reset();
        part = Part.BODY;
        return true;
    }

    /** How long the header is that begins here; -1 if it is not all there. */
    private int headerLength() throws ZipException {
        int there = end - at;
        if ((there > 0 && unsigned(0) != 0x1f) || (there > 1 && unsigned(1) != 0x8b)) {
            throw new ZipException("not in gzip format");
        }
        if (there < 10) {
            return -1;
        }
        if (unsigned(2) != 8) {
            throw new ZipException("unknown gzip method " + unsigned(2));
        }
        int flags = unsigned(3);
        int length = 10;
        if ((flags & FLAG_EXTRA) != 0) {
            length += there < 12 ? 2 : 2 + unsigned(10) + (unsigned(11) << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            length = behindZero(length);
        }
        if ((flags & FLAG_COMMENT) != 0) {
            length = behindZero(length);
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            length += 2;
        }
        return length <= there ? length : -1;
    }

    private int behindZero(int from) throws ZipException {
        for (int i = from; i < end - at; i++) {
            if (buffer[at + i] == 0) {
                return i + 1;
            }
        }
        if (end - at > LONGEST_HEADER) {
            throw new ZipException("endless gzip header");
        }
        return Integer.MAX_VALUE - 2;
    }

    /** Unpacks; 0 at the member's end, -1 if there is no more now. */
    private int body(byte[] target, int from, int length) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(target, from, length);
                if (count > 0) {
                    checksum.update(target, from, count);
                    return count;
                }
                if (inflater.finished()) {
                    at = end - inflater.getRemaining();
                    part = Part.TRAILER;
                    return 0;
                }
                if (inflater.needsDictionary()) {
                    throw new ZipException("a gzip member asks for a dictionary");
                }
                if (at == end && !fill()) {
                    mayEndHere(false);
                    return -1;
                }
                inflater.setInput(buffer, at, end - at);
                at = end;
            }
        } catch (DataFormatException damaged) {
            ZipException wrong = new ZipException("damaged gzip member: " + damaged.getMessage());
            wrong.initCause(damaged);
            throw wrong;
        }
    }

    /** Checks a trailer; false if it is not all there yet. */
    private boolean trailer() throws IOException {
        while (end - at < TRAILER) {
            if (!fill()) {
                mayEndHere(false);
                return false;
            }
        }
        if (fourBytes(0) != checksum.getValue() || fourBytes(4) != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("damaged gzip member: its checksum is wrong");
        }
        at += TRAILER;
        part = Part.HEADER;
        return true;
    }

    private void mayEndHere(boolean betweenMembers) throws EOFException {
        if (!betweenMembers && !growing) {
            throw new EOFException("the file ends within a gzip member");
        }
    }

    private int unsigned(int index) {
        return buffer[at + index] & 0xff;
    }

    private long fourBytes(int index) {
        return unsigned(index)
                | (unsigned(index + 1) << 8)
                | (unsigned(index + 2) << 16)
                | ((long) unsigned(index + 3) << 24);
    }

    /** Reads more behind what is there; false at the end. */
    private boolean fill() throws IOException {
        if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            at = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = packed.read(buffer, end, buffer.length - end);
        if (count > 0) {
            end += count;
        }
        return count > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
