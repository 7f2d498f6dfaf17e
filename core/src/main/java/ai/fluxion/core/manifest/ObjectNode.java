package ai.fluxion.core.manifest;

import java.util.List;
import java.util.Optional;

/** A map: keys and values in order, each key once. */
record ObjectNode(Location location, List<Entry> entries) implements Node {
    ObjectNode {
        entries = List.copyOf(entries);
    }

    /** One key with its own place. */
    record Entry(String key, Location location, Node value) {}

    Optional<Entry> entry(String key) {
        return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    @Override
    public String describe() {
        return "a map";
    }
}
