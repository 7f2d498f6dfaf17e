package ai.fluxion.core.engine.connectors;

/** Where a writer reports the records of one batch that it could not write. Any thread may call it. */
public interface Outcomes {
    /**
     * One record could not be written; the others are not affected. It counts until {@code prepare} returns.
     *
     * @param ordinal its place in the batch, from 0
     * @param failure why; what becomes of it follows from its kind
     */
    void reject(int ordinal, Failure failure);
}
