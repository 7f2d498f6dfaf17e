package ai.fluxion.core.formats;

/**
 * Cuts a CSV into its records (RFC 4180): a line each, but that a line feed in quotes is content. A quote opens only at the
 * beginning of a field; elsewhere it is left to the decoder.
 */
final class CsvCutter implements Cutter {
    private enum State {
        FIELD_BEGINS,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private final byte delimiter;
    private final byte quote;
    private State state = State.FIELD_BEGINS;

    CsvCutter(CsvDialect dialect) {
        this.delimiter = (byte) dialect.delimiter();
        this.quote = (byte) dialect.quote();
    }

    @Override
    public int cut(byte[] bytes, int at, int end) {
        State now = state;
        for (int i = at; i < end; i++) {
            byte b = bytes[i];
            if (now == State.QUOTED) {
                now = b == quote ? State.QUOTE_IN_QUOTED : now;
            } else if (b == '\n') {
                state = State.FIELD_BEGINS;
                return i + 1;
            } else if (b == delimiter) {
                now = State.FIELD_BEGINS;
            } else if (b == quote && now != State.PLAIN) {
                now = State.QUOTED;
            } else {
                now = State.PLAIN;
            }
        }
        state = now;
        return -1;
    }

    @Override
    public int finish(byte[] bytes, int from, int to) {
        boolean unclosed = state == State.QUOTED;
        state = State.FIELD_BEGINS;
        if (unclosed) {
            return to;
        }
        int end = to > from && bytes[to - 1] == '\n' ? to - 1 : to;
        return end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    @Override
    public int longestTerminator() {
        return 2;
    }
}
