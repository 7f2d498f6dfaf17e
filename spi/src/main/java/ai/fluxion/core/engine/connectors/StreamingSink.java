package ai.fluxion.core.engine.connectors;

import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.Optional;

/**
 * Writes records to an outside system. The shortest one is {@code documents -> documents.forEach(System.out::println)}.
 *
 * <p>Calls come from one thread at a time: {@code open}, then {@code write} and {@code flush} in turns, then {@code
 * close}; where there are several lanes, they take turns. A sink that is closed because an epoch is read again may be opened
 * again. A sink that wants more implements one more interface: {@link EventSink}, and those of {@link
 * ai.fluxion.core.engine.transactions}.
 *
 * <p>An exception of {@code write} means that nothing is known about the batch. If it is retryable, the engine writes the
 * batch again; if it is an invalid record, the engine writes the records one by one to find which. A batch may be empty
 * in no case, and the list is not to be changed.
 */
@FunctionalInterface
public interface StreamingSink extends AutoCloseable {
    /** Writes records in order. They need not be durable before {@link #flush()}. */
    void write(List<Document> batch) throws Exception;

    /** What happens here when records are written again; may be asked at any time, before {@code open} as well. */
    default SinkKind kind() {
        return SinkKind.PLAIN;
    }

    /**
     * Why what it reported as written may be lost all the same, as it is configured; empty if it is not. May be asked as {@link
     * #kind()} may.
     */
    default Optional<String> caveat() {
        return Optional.empty();
    }

    /**
     * How a receiver can tell what is written again from what is new, as a sentence; empty if it can't. May be asked as {@link
     * #kind()} may.
     */
    default Optional<String> repeats() {
        return Optional.empty();
    }

    /** Connects. */
    default void open(SinkContext context) throws Exception {}

    /** Returns once everything written is durable: the source's position is stored after it. */
    default void flush() throws Exception {}

    /** How it feels; asked from any thread, between {@code open} and {@code close}, and answered from memory. */
    default Health health() {
        return Health.ok();
    }

    /** Gives everything back. May be called without {@code open}, and after an {@code open} that failed. */
    @Override
    default void close() throws Exception {}
}
