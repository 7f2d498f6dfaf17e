package ai.fluxion.core.engine.stages;

import ai.fluxion.core.model.Document;

/** An expression of the stage language, compiled. Safe for several threads. */
@FunctionalInterface
public interface Expression {
    /**
     * Its value for a record.
     *
     * @return a value as {@link Document} holds them; null if it is null or missing
     * @throws ai.fluxion.core.engine.connectors.FluxionException invalid record, if it has no value for this one
     */
    Object evaluate(Document record);

    /** Whether the same record always gives the same value. */
    default boolean deterministic() {
        return true;
    }
}
