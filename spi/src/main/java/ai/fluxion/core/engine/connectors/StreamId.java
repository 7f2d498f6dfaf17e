package ai.fluxion.core.engine.connectors;

import java.util.Objects;

/**
 * The name of a stream of records: a topic, a table, a file.
 *
 * @param namespace what the name belongs to, such as a database schema; may be empty
 * @param name the name itself; empty for a source with one stream that has no name
 */
public record StreamId(String namespace, String name) {
    /** The one stream of a source that has no names for them. */
    public static final StreamId UNNAMED = new StreamId("", "");

    public StreamId {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
    }

    public static StreamId of(String name) {
        return new StreamId("", name);
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "." + name;
    }
}
