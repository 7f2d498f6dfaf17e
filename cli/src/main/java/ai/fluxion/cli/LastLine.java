package ai.fluxion.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard error with, on a terminal, a last line that is written over again and again and stays below everything else.
 * Whoever writes to standard error while the line is shown writes through this. Safe for several threads.
 */
final class LastLine extends OutputStream {
    /** The one of this process. */
    static final LastLine OF_STANDARD_ERROR = new LastLine(System.err, Boolean.getBoolean("fluxion.terminal"));

    private static final byte[] CLEAR = ascii("\r\033[K");
    /** Without wrapping, a line that is too long for the terminal is cut. */
    private static final String NO_WRAP = "\033[?7l";

    private static final String WRAP = "\033[?7h";

    private final OutputStream target;
    private final boolean terminal;
    private byte[] shown = {};

    LastLine(OutputStream target, boolean terminal) {
        this.target = target;
        this.terminal = terminal;
    }

    /** Whether somebody watches: without a terminal there is no last line. */
    boolean isTerminal() {
        return terminal;
    }

    /** Shows a line in the place of the one before; an empty one removes it. */
    synchronized void show(String line) throws IOException {
        if (terminal) {
            shown = line.isEmpty() ? new byte[0] : (NO_WRAP + line + WRAP).getBytes(StandardCharsets.UTF_8);
            target.write(CLEAR);
            target.write(shown);
            target.flush();
        }
    }

    /** Writes whole lines above the last one. */
    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        if (shown.length > 0) {
            target.write(CLEAR);
        }
        target.write(bytes, from, length);
        target.write(shown);
        target.flush();
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
