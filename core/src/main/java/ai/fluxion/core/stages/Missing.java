package ai.fluxion.core.stages;

/** What an expression gives where there is no value, not even null. Seen within this package only. */
enum Missing {
    /** No such field. */
    VALUE,
    /** An optional argument that the definition does not have. */
    ARGUMENT;

    /** The value as an item of an array: null where there is none. */
    static Object orNull(Object value) {
        return value instanceof Missing ? null : value;
    }
}
