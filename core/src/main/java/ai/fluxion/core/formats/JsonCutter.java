package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.formats.ByteSource;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a JSON file into its records: the elements of the array that it holds, or the values that stand one after the
 * other. It minds strings and nesting and leaves the rest to the decoder; what is wrong between records is fatal, since
 * then nobody can say where the next one begins.
 */
final class JsonCutter implements Cutter {
    private enum Expected {
        ANYTHING,
        FIRST_ELEMENT,
        ELEMENT,
        COMMA_OR_END,
        VALUE,
        NOTHING
    }

    private Expected expected;
    private boolean atFileStart;

    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean bare; // a number, a literal, or rubbish

    /**
     * @param offset where reading begins: 0, or behind a record
     * @param array whether the file holds an array; at 0 that is seen while reading
     */
    JsonCutter(long offset, boolean array) {
        this.atFileStart = offset == 0;
        if (offset == 0) {
            expected = Expected.ANYTHING;
        } else {
            expected = array ? Expected.COMMA_OR_END : Expected.VALUE;
        }
    }

    /** Whether the first thing in a file is an array. */
    static boolean beginsWithArray(ByteSource source) throws IOException {
        try (InputStream in = source.at(0)) {
            int b = in.read();
            while (isSpace(b) || isByteOrderMark(b)) {
                b = in.read();
            }
            return b == '[';
        }
    }

    @Override
    public int skip(byte[] bytes, int at, int end, long offset) {
        for (int i = at; i < end; i++) {
            int b = bytes[i] & 0xFF;
            if (isSpace(b) || (atFileStart && isByteOrderMark(b))) {
                continue;
            }
            atFileStart = false;
            if (beginsRecord(b, offset + i - at)) {
                begin(b);
                return i;
            }
        }
        return end;
    }

    private boolean beginsRecord(int b, long where) {
        switch (expected) {
            case ANYTHING -> {
                if (b == '[') {
                    expected = Expected.FIRST_ELEMENT;
                    return false;
                }
                expected = Expected.VALUE;
            }
            case COMMA_OR_END -> {
                if (b != ',' && b != ']') {
                    throw misplaced(b, where, "a comma or the end of the array");
                }
                expected = b == ',' ? Expected.ELEMENT : Expected.NOTHING;
                return false;
            }
            case FIRST_ELEMENT -> {
                if (b == ']') {
                    expected = Expected.NOTHING;
                    return false;
                }
            }
            case ELEMENT, VALUE -> {
                // checked below
            }
            case NOTHING -> throw misplaced(b, where, "nothing behind the array");
        }
        if (b == ',' || b == ':' || b == ']' || b == '}') {
            throw misplaced(b, where, "an object");
        }
        return true;
    }

    private FluxionException misplaced(int b, long where, String wanted) {
        String found = b > 0x20 && b < 0x7F ? "'" + (char) b + "'" : String.format("byte 0x%02x", b);
        return Failure.fatal(JsonDecoder.CODE, "expected " + wanted + ", found " + found)
                .at("byte " + where)
                .exception();
    }

    private void begin(int b) {
        depth = 0;
        inString = false;
        escaped = false;
        bare = b != '{' && b != '[' && b != '"';
    }

    @Override
    public int cut(byte[] bytes, int at, int end) {
        if (bare) {
            return cutBare(bytes, at, end);
        }
        for (int i = at; i < end; i++) {
            byte b = bytes[i];
            if (inString) {
                if (escaped) {
                    escaped = false;
                } else if (b == '\\') {
                    escaped = true;
                } else if (b == '"') {
                    inString = false;
                    if (depth == 0) {
                        return i + 1;
                    }
                }
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if ((b == '}' || b == ']') && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private static int cutBare(byte[] bytes, int at, int end) {
        for (int i = at; i < end; i++) {
            byte b = bytes[i];
            if (isSpace(b) || b == ',' || b == ']' || b == '}' || b == '{' || b == '[' || b == '"') {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int finish(byte[] bytes, int from, int to) {
        expected = expected == Expected.VALUE ? Expected.VALUE : Expected.COMMA_OR_END;
        return to;
    }

    @Override
    public void atEnd(long offset) {
        if (expected == Expected.FIRST_ELEMENT || expected == Expected.ELEMENT || expected == Expected.COMMA_OR_END) {
            throw Failure.fatal(JsonDecoder.CODE, "expected the end of the array, found the end of the file")
                    .at("byte " + offset)
                    .remedy("Is the file complete?")
                    .exception();
        }
    }

    @Override
    public int longestTerminator() {
        return 0;
    }

    private static boolean isSpace(int b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static boolean isByteOrderMark(int b) {
        return b == 0xEF || b == 0xBB || b == 0xBF;
    }
}
