package ai.fluxion.core.manifest;

import java.util.Comparator;
import java.util.Objects;

/**
 * Something wrong, or doubtful, in a manifest. It holds no secret. Ordered by place.
 *
 * @param code {@code FLX-…}
 * @param message what was found, what was expected, and the way out, in one line
 */
public record Problem(Severity severity, String code, Location location, String message)
        implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::location)
            .thenComparing(Problem::severity)
            .thenComparing(Problem::code)
            .thenComparing(Problem::message);

    public Problem {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(location, "location");
        message = message.replaceAll("\\R", " ");
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column: severity code message}. */
    @Override
    public String toString() {
        return location + ": " + severity + " " + code + " " + message;
    }
}
