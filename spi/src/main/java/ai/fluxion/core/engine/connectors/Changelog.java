package ai.fluxion.core.engine.connectors;

import java.util.Objects;
import java.util.Set;

/**
 * What the changes that a source hands out tell of the rows that changed: whether a filter can know, of an update, that the
 * row was let through before.
 *
 * @param before what {@link ai.fluxion.core.model.RecordMetadata#before()} of an update or delete holds
 * @param keyFields the fields that make up the key; empty if that is not known before the source is opened. Their values in
 *     a row never change but by an update that has them in its before-image, or by a delete and an insert.
 */
public record Changelog(Before before, Set<String> keyFields) {
    /** What a change tells of the row as it was. */
    public enum Before {
        /** The whole row. A change that lacks it nevertheless is handled as one whose row may or may not have been let through. */
        ROW,
        /** At most the key, where it changed. */
        KEY
    }

    public Changelog {
        Objects.requireNonNull(before, "before");
        keyFields = Set.copyOf(keyFields);
    }
}
