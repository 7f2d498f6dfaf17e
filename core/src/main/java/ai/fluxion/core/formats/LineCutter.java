package ai.fluxion.core.formats;

/** A line a record. It ends with a line feed, and before that may stand a carriage return. */
final class LineCutter implements Cutter {
    private final boolean carriageReturns;

    /** @param carriageReturns whether one at the end of a line belongs to its end, and not to its content */
    LineCutter(boolean carriageReturns) {
        this.carriageReturns = carriageReturns;
    }

    @Override
    public int cut(byte[] bytes, int at, int end) {
        for (int i = at; i < end; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    @Override
    public int finish(byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '\n' ? to - 1 : to;
        return carriageReturns && end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    @Override
    public int longestTerminator() {
        return 2;
    }
}
