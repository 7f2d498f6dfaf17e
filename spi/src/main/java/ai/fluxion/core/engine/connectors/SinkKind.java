package ai.fluxion.core.engine.connectors;

/** What happens at a sink when an epoch is written a second time. */
public enum SinkKind {
    /** It is seen twice. */
    PLAIN,
    /** It has one effect, by key. */
    IDEMPOTENT,
    /** It is prepared, invisible, and committed once: {@link ai.fluxion.core.engine.transactions.TwoPhaseSink}. */
    TWO_PHASE,
    /**
     * Records and checkpoint are one transaction of the sink's own system: {@link
     * ai.fluxion.core.engine.transactions.TransactionalSink}.
     */
    TRANSACTIONAL
}
