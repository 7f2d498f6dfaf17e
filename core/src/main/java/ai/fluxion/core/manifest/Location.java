package ai.fluxion.core.manifest;

import java.util.Comparator;
import java.util.Objects;

/**
 * A place in a file.
 *
 * @param file as it was named on the command line; {@code --set} for an override, whose line is its number among them
 * @param line from 1
 * @param column from 1
 */
public record Location(String file, int line, int column) implements Comparable<Location> {
    private static final Comparator<Location> ORDER =
            Comparator.comparing(Location::file).thenComparing(Location::line).thenComparing(Location::column);

    public Location {
        Objects.requireNonNull(file, "file");
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("lines and columns are counted from 1: " + line + ":" + column);
        }
    }

    /** Where a file begins. */
    static Location start(String file) {
        return new Location(file, 1, 1);
    }

    /** The place of a character in a text, by its index. */
    static Location at(String file, String text, int index) {
        int line = 1;
        int lineStart = 0;
        int end = Math.min(index, text.length());
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean ofPair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !ofPair)) {
                line++;
                lineStart = i + 1;
            }
        }
        return new Location(file, line, end - lineStart + 1);
    }

    @Override
    public int compareTo(Location other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
