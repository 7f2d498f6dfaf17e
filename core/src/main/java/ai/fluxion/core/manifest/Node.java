package ai.fluxion.core.manifest;

/** A value in a manifest, whatever its syntax, with its place. Immutable. */
sealed interface Node permits ObjectNode, ArrayNode, ScalarNode {
    /** How many levels a manifest may have. */
    int MAX_DEPTH = 100;

    /** How many values a manifest may have, with aliases written out. */
    int MAX_VALUES = 200_000;

    Location location();

    /** What it is, in a message: {@code a map}, {@code a list}, {@code text}, … Never its value. */
    String describe();

    /** Whether it says nothing: a key with it is as good as no key. */
    default boolean isNull() {
        return false;
    }
}
