package ai.fluxion.core.manifest;

import ai.fluxion.core.manifest.ObjectNode.Entry;
import java.util.List;
import java.util.Optional;

/** Follows keys and indexes into a tree. */
final class NodePath {
    private NodePath() {}

    /**
     * The last part of a path that is there.
     *
     * @param location of its key if it has one, else of the value
     */
    record Found(Node node, Location location) {}

    /** The place of the last part of a path that is there. */
    static Location location(Node root, List<?> path) {
        return find(root, path).location();
    }

    static Found find(Node root, List<?> path) {
        Node node = root;
        Location found = root.location();
        for (Object step : path) {
            if (node instanceof ObjectNode map) {
                Optional<Entry> entry = map.entry(String.valueOf(step));
                if (entry.isEmpty()) {
                    break;
                }
                node = entry.get().value();
                found = entry.get().location();
            } else if (node instanceof ArrayNode list
                    && step instanceof Integer index
                    && index >= 0
                    && index < list.items().size()) {
                node = list.items().get(index);
                found = node.location();
            } else {
                break;
            }
        }
        return new Found(node, found);
    }
}
