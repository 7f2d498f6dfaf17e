package ai.fluxion.core.engine.connectors;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What went wrong, as a value: what it is to the engine, a code that never changes its meaning, where, why, and what to
 * do about it. Immutable; no part of it may hold a secret.
 *
 * <pre>{@code
 * throw Failure.retryable("FLX-KAFKA-UNREACHABLE", "no broker answered within 5 s")
 *         .at("bootstrapServers").remedy("Is the broker up?").cause(exception).exception();
 * }</pre>
 */
public final class Failure {
    /** What the engine does about it. */
    public enum Kind {
        /** It may go away: tried again with backoff, as the manifest's {@code errors.retry} says. */
        RETRYABLE,
        /** It will not go away: the pipeline stops, with everything safe. */
        FATAL,
        /** One record can't be handled: {@code errors.onInvalid} says what becomes of it; the others go on. */
        INVALID_RECORD
    }

    private final Kind kind;
    private final String code;
    private final String message;
    private final String place;
    private final String remedy;
    private final Throwable cause;
    private final Duration retryAfter;

    private Failure(
            Kind kind, String code, String message, String place, String remedy, Throwable cause, Duration retryAfter) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.code = Objects.requireNonNull(code, "code");
        this.message = Objects.requireNonNull(message, "message");
        this.place = Objects.requireNonNull(place, "place");
        this.remedy = Objects.requireNonNull(remedy, "remedy");
        this.cause = cause;
        this.retryAfter = retryAfter;
        if (!code.startsWith("FLX-")) {
            throw new IllegalArgumentException("a code starts with FLX-: " + code);
        }
    }

    public static Failure retryable(String code, String message) {
        return new Failure(Kind.RETRYABLE, code, message, "", "", null, null);
    }

    public static Failure fatal(String code, String message) {
        return new Failure(Kind.FATAL, code, message, "", "", null, null);
    }

    public static Failure invalidRecord(String code, String message) {
        return new Failure(Kind.INVALID_RECORD, code, message, "", "", null, null);
    }

    /**
     * The failure that an exception stands for: its own if it is a {@link FluxionException}, else retryable for input and
     * output and fatal for anything else.
     */
    public static Failure of(Throwable thrown) {
        if (thrown instanceof FluxionException known) {
            return known.failure();
        }
        String message = thrown.getMessage() == null
                ? thrown.getClass().getSimpleName()
                : thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
        boolean io = thrown instanceof java.io.IOException || thrown instanceof java.io.UncheckedIOException;
        return io
                ? retryable("FLX-IO", message).cause(thrown)
                : fatal("FLX-UNEXPECTED", message).cause(thrown);
    }

    /** With the place: an option, a stage, a partition and offset. */
    public Failure at(String where) {
        return new Failure(kind, code, message, where, remedy, cause, retryAfter);
    }

    /** With what to do about it, as a sentence. */
    public Failure remedy(String what) {
        return new Failure(kind, code, message, place, what, cause, retryAfter);
    }

    public Failure cause(Throwable thrown) {
        return new Failure(kind, code, message, place, remedy, thrown, retryAfter);
    }

    /** With the least time to wait, as an outside system asked for; for retryable ones. */
    public Failure retryAfter(Duration wait) {
        return new Failure(kind, code, message, place, remedy, cause, wait);
    }

    /** The same failure as another kind, such as fatal once all attempts are used up. */
    public Failure as(Kind other) {
        return new Failure(other, code, message, place, remedy, cause, retryAfter);
    }

    public Kind kind() {
        return kind;
    }

    /** {@code FLX-…}; stable, for scripts and searches. */
    public String code() {
        return code;
    }

    public String message() {
        return message;
    }

    /** Where; empty text if nobody said. */
    public String place() {
        return place;
    }

    /** What to do; empty text if nobody knows. */
    public String remedy() {
        return remedy;
    }

    public Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Something to throw. */
    public FluxionException exception() {
        return new FluxionException(this);
    }

    /** Code, place, message and remedy in one line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(code).append(": ");
        if (!place.isEmpty()) {
            text.append(place).append(": ");
        }
        text.append(message);
        if (!remedy.isEmpty()) {
            text.append(' ').append(remedy);
        }
        return text.toString();
    }
}
