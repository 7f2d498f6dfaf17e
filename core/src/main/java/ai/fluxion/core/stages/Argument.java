package ai.fluxion.core.stages;

import ai.fluxion.core.engine.connectors.FluxionException;

/**
 * An argument that is mostly written out, such as a time zone: what is written is read once, before the first record, and
 * a mistake in it is a problem of the definition; what is computed is read for each record.
 *
 * @param type what it is read to; documents hold no values of it
 */
record Argument<T>(Class<T> type, Reader<T> reader) {
    /** Reads a value that is neither null nor missing; fails the record if it can't. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Object value, Place place);
    }

    /** The argument, read already if it is written out. */
    Node prepare(Node node, Site site) {
        if (!(node instanceof Literal literal) || literal.value() == null || literal.value() instanceof Missing) {
            return node;
        }
        try {
            return new Literal(of(literal.value(), site.place()));
        } catch (FluxionException wrong) {
            return site.broken(wrong.failure().message());
        }
    }

    /** The argument's value, whether it was read before or not. */
    T of(Object value, Place place) {
        return type.isInstance(value) ? type.cast(value) : reader.read(value, place);
    }
}
