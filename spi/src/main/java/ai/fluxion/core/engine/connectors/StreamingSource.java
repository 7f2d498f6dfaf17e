package ai.fluxion.core.engine.connectors;

import java.util.Optional;

/**
 * Reads records from an outside system, in order.
 *
 * <p>Calls come from one thread (but {@link #health()}, {@link #lag()}, {@link #kind()}), in this order: {@code open}, then
 * {@code next} and {@code acknowledge} in turns, then {@code close}. After a retryable failure of {@code next} the engine
 * waits and calls it again; after any other it closes the source.
 *
 * <p>What a source guarantees: <ol>
 * <li>Records of one partition come in the partition's order.
 * <li>A {@link SourceKind#REPLAYABLE} source that is opened at the position of a batch goes on with exactly what followed
 *     that batch.
 * <li>If the position points into something that is not there any more, or is another one by the same name, it fails
 *     ({@link Failure.Kind#FATAL}) with the choices; it never starts elsewhere by itself.
 * <li>{@code next} returns within about a second, also when there is nothing, and at once when its thread is interrupted.
 * </ol>
 * What the engine guarantees: <ol>
 * <li>{@code acknowledge} comes only after everything up to that position is committed at the sinks.
 * <li>{@code next} is not called while the pipeline's queues are full, for however long that is; a source whose
 *     membership must be kept alive is asked by {@link #idle()} meanwhile.
 * <li>{@code close} comes once, also after a failure, and after it nothing else.
 * </ol>
 */
public interface StreamingSource extends AutoCloseable {
    /** What this source can promise; may be asked at any time, from any thread, before {@code open} as well. */
    default SourceKind kind() {
        return SourceKind.TRANSIENT;
    }

    /**
     * Why exactly-once can't rest on this source as it is configured, such as that it reads what may yet be taken back. May be
     * asked as {@link #kind()} may.
     *
     * @param sinkType the type of the sink that it is to go with
     * @param sinkKind what that sink is
     * @return a sentence; empty if nothing speaks against it
     */
    default Optional<String> caveat(String sinkType, SinkKind sinkKind) {
        return Optional.empty();
    }

    /**
     * Connects, and goes to the position.
     *
     * @param position where to go on; {@link Position#empty()} to start as the options say
     * @throws FluxionException retryable or fatal; other exceptions as {@link Failure#of} reads them
     */
    void open(Position position) throws Exception;

    /**
     * The next batch; waits for one for at most about a second.
     *
     * @return records or an event; {@link Batch.Progress} if there is nothing now; null at the end of the source
     */
    Batch next() throws Exception;

    /**
     * Everything up to here is committed: the outside system may forget it. Only what changed since the last call is in
     * it.
     */
    default void acknowledge(Position position) throws Exception {}

    /** Called about twice a second while {@code next} is not, because queues are full or the pipeline is paused. */
    default void idle() throws Exception {}

    /** How it feels; asked from any thread, between {@code open} and {@code close}, and answered from memory. */
    default Health health() {
        return Health.ok();
    }

    /** How much is left to read; asked as {@link #health()} is. */
    default Lag lag() {
        return Lag.UNKNOWN;
    }

    /** Gives everything back. May be called without {@code open}, and after an {@code open} that failed. */
    @Override
    void close() throws Exception;
}
