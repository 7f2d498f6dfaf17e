package ai.fluxion.core.engine.connectors;

import ai.fluxion.core.model.Document;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * Where one partition stands. Both parts belong to the source, which alone reads them; they are kept as JSON, so that
 * people can read and edit them. A source whose offsets change their form puts a version among the fields.
 *
 * @param value the place after the last record that was handled, such as {@code {"offset": 42}}
 * @param origin what the place points into, such as the id of a topic: a source compares it before it goes on
 */
public record Offset(Document value, Document origin) {
    /** The field in which the offsets that are plain numbers keep the number. */
    public static final String FIELD = "offset";

    public Offset {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(origin, "origin");
    }

    /** An offset that is a number, in a partition whose origin can't be told from another's. */
    public static Offset of(long number) {
        return of(number, Document.empty());
    }

    /** An offset that is a number. */
    public static Offset of(long number, Document origin) {
        return new Offset(Document.of(FIELD, number), origin);
    }

    /**
     * The number of an offset that is one.
     *
     * @throws FluxionException fatal, if it is none: somebody edited it, or it is another source's
     */
    public long number() {
        try {
            return value.getLong(FIELD);
        } catch (ClassCastException | ArithmeticException | NoSuchElementException other) {
            throw notANumber();
        }
    }

    private FluxionException notANumber() {
        return Failure.fatal("FLX-OFFSET", "expected an offset like {\"offset\": 42}, got " + value)
                .remedy("Set it by `fluxion checkpoint set`.")
                .exception();
    }

    @Override
    public String toString() {
        return value.toJson();
    }
}
