package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.StreamingSink;
import java.util.Objects;
import java.util.Optional;

/**
 * What becomes of failures: retryable ones are tried again, and an invalid record fails the pipeline, is skipped, or goes
 * to a sink of dead letters. Immutable.
 */
public final class StreamingErrorPolicy {
    /** What becomes of an invalid record. */
    public enum OnInvalid {
        /** The pipeline stops, with everything before the record committed at the last checkpoint. */
        FAIL,
        /** The record is counted and left out: because somebody asked. */
        SKIP,
        /** The record goes to the sink of dead letters, in its epoch. */
        DEAD_LETTER
    }

    private final RetryPolicy retry;
    private final OnInvalid onInvalid;
    private final StreamingSink deadLetters;
    private final String deadLetterType;

    private StreamingErrorPolicy(RetryPolicy retry, OnInvalid onInvalid, StreamingSink sink, String type) {
        this.retry = Objects.requireNonNull(retry, "retry");
        this.onInvalid = Objects.requireNonNull(onInvalid, "onInvalid");
        this.deadLetters = sink;
        this.deadLetterType = type;
    }

    /** Retry as {@link RetryPolicy#DEFAULT} says; an invalid record fails the pipeline. */
    public static StreamingErrorPolicy standard() {
        return new StreamingErrorPolicy(RetryPolicy.DEFAULT, OnInvalid.FAIL, null, "");
    }

    /** No second attempt at anything. */
    public static StreamingErrorPolicy failFast() {
        RetryPolicy once =
                new RetryPolicy(1, RetryPolicy.DEFAULT.firstBackoff(), RetryPolicy.DEFAULT.maxBackoff(), 2.0, 0.2);
        return new StreamingErrorPolicy(once, OnInvalid.FAIL, null, "");
    }

    public StreamingErrorPolicy retry(RetryPolicy policy) {
        return new StreamingErrorPolicy(policy, onInvalid, deadLetters, deadLetterType);
    }

    /** Invalid records are left out. */
    public StreamingErrorPolicy skipInvalid() {
        return new StreamingErrorPolicy(retry, OnInvalid.SKIP, null, "");
    }

    /**
     * Invalid records go to this sink.
     *
     * @param type what the sink is called in messages, such as {@code file}
     */
    public StreamingErrorPolicy deadLetterInvalid(StreamingSink sink, String type) {
        return new StreamingErrorPolicy(
                retry, OnInvalid.DEAD_LETTER, Objects.requireNonNull(sink, "sink"), Objects.requireNonNull(type));
    }

    public RetryPolicy retry() {
        return retry;
    }

    public OnInvalid onInvalid() {
        return onInvalid;
    }

    public Optional<StreamingSink> deadLetters() {
        return Optional.ofNullable(deadLetters);
    }

    public String deadLetterType() {
        return deadLetterType;
    }
}
