package ai.fluxion.core.stages;

/** A compiled piece of an expression. Immutable; safe for several threads. */
@FunctionalInterface
interface Node {
    /**
     * Its value for a record: as documents hold them, null for null, {@link Missing#VALUE} for none; never a number
     * literal.
     */
    Object evaluate(Scope scope);

    /** The value to put into another document: as {@link #evaluate}, but a number that was only moved keeps its text. */
    default Object copy(Scope scope) {
        return evaluate(scope);
    }

    /** Whether it has the same value for every record, so that it can be computed once. */
    default boolean constant() {
        return false;
    }
}
