package ai.fluxion.core.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A field of a {@link Schema}.
 *
 * @param name its name
 * @param type what it holds
 * @param nullable whether it may be null
 * @param key whether it belongs to the key
 * @param defaultValue what stands for a value that is missing, as {@link Document} holds values
 * @param doc what it means, for people; may be empty
 */
public record Field(
        String name, DataType type, boolean nullable, boolean key, Optional<Object> defaultValue, String doc) {
    public Field {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(defaultValue, "defaultValue");
        Objects.requireNonNull(doc, "doc");
    }

    /** A field that may be null. */
    public static Field optional(String name, DataType type) {
        return new Field(name, type, true, false, Optional.empty(), "");
    }

    /** A field that is never null. */
    public static Field required(String name, DataType type) {
        return new Field(name, type, false, false, Optional.empty(), "");
    }

    /** The same field as a part of the key, and so never null. */
    public Field asKey() {
        return new Field(name, type, false, true, defaultValue, doc);
    }
}
