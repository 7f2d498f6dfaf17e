package ai.fluxion.core.model;

import java.util.Objects;
import java.util.Optional;

/**
 * One header of a record. Names may repeat within a record; their order is kept.
 *
 * @param name the name
 * @param bytes the value, or null where the system knows headers without one
 */
public record Header(String name, Bytes bytes) {
    public Header {
        Objects.requireNonNull(name, "name");
    }

    /** The value, empty where there is none. */
    public Optional<Bytes> value() {
        return Optional.ofNullable(bytes);
    }
}
