package ai.fluxion.core.formats;

import ai.fluxion.core.engine.formats.ByteSource;
import ai.fluxion.core.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into records, each a slice of a buffer that is never written again. It holds one record at most, and of
 * one that is too large only its head. For one thread.
 */
final class Slicer implements AutoCloseable {
    private static final int BUFFER = 128 * 1024;
    private static final int HEAD = 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final Cutter cutter;
    private final int largest;

    private byte[] buffer = new byte[BUFFER];
    private int from; // of what was not handed out
    private int scanned; // what the cutter has seen
    private int end;
    private long fromOffset; // of from, in the file
    private long next; // where the next record begins, or the bytes that stand before it
    private long start; // of the record handed out last
    private boolean begun;
    private byte[] head; // of a record that is too large
    private boolean tooLarge;

    /** @param largest how many bytes a record may have */
    Slicer(ByteSource source, long offset, Cutter cutter, int largest) throws IOException {
        this.in = source.at(offset);
        this.cutter = cutter;
        this.largest = largest;
        this.fromOffset = offset;
        this.next = offset;
        this.start = offset;
    }

    /**
     * The next record without its terminator.
     *
     * @param complete whether the file is: then what stands at its end is a record without terminator
     * @return null if there is none now
     */
    Bytes next(boolean complete) throws IOException {
        while (true) {
            if (!begun && !begin()) {
                if (complete) {
                    cutter.atEnd(fromOffset);
                }
                return null;
            }
            int to = cutter.cut(buffer, scanned, end);
            scanned = to < 0 ? end : to;
            if (to >= 0) {
                return slice(to);
            }
            dropIfTooLarge();
            if (!fill()) {
                return complete ? slice(end) : null;
            }
        }
    }

    private boolean begin() throws IOException {
        while (true) {
            int at = cutter.skip(buffer, from, end, fromOffset);
            fromOffset += at - from;
            from = at;
            if (from < end) {
                scanned = from;
                start = fromOffset;
                begun = true;
                return true;
            }
            if (!fill()) {
                return false;
            }
        }
    }

    private void dropIfTooLarge() {
        if (end - from > largest + cutter.longestTerminator()) {
            if (head == null) {
                head = head();
            }
            fromOffset += end - from;
            from = end;
            scanned = end;
        }
    }

    private Bytes slice(int to) {
        int contentEnd = cutter.finish(buffer, from, to);
        Bytes slice;
        tooLarge = head != null || contentEnd - from > largest;
        if (tooLarge) {
            slice = Bytes.wrap(head == null ? head() : head);
        } else {
            slice = Bytes.wrap(buffer, from, contentEnd - from);
        }
        fromOffset += to - from;
        from = to;
        scanned = to;
        next = fromOffset;
        begun = false;
        head = null;
        return slice;
    }

    /** As much in whatever pieces the record comes. */
    private byte[] head() {
        return Arrays.copyOfRange(buffer, from, from + Math.min(largest, HEAD));
    }

    private boolean fill() throws IOException {
        if (end == buffer.length) {
            int kept = end - from;
            byte[] larger = new byte[(int) Math.min(Math.max(BUFFER, kept * 2L), Integer.MAX_VALUE - 8)];
            System.arraycopy(buffer, from, larger, 0, kept);
            buffer = larger;
            scanned -= from;
            from = 0;
            end = kept;
        }
        int count = in.read(buffer, end, buffer.length - end);
        end += Math.max(count, 0);
        return count > 0;
    }

    /** Whether the record handed out last is only the head of one that is too large. */
    boolean tooLarge() {
        return tooLarge;
    }

    /** How many bytes a record may have. */
    int largest() {
        return largest;
    }

    /** Where the record handed out last begins. */
    long start() {
        return start;
    }

    /** Where to go on after the record handed out last. */
    long offset() {
        return next;
    }

    /** A record without the mark that may stand at the beginning of a file in UTF-8. */
    Bytes withoutMark(Bytes record) {
        boolean marked = start == 0
                && record.length() >= BYTE_ORDER_MARK.length
                && record.slice(0, BYTE_ORDER_MARK.length).equals(Bytes.wrap(BYTE_ORDER_MARK));
        return marked ? record.slice(BYTE_ORDER_MARK.length, record.length() - BYTE_ORDER_MARK.length) : record;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
