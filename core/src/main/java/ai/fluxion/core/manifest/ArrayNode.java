package ai.fluxion.core.manifest;

import java.util.List;

/** A list. */
record ArrayNode(Location location, List<Node> items) implements Node {
    ArrayNode {
        items = List.copyOf(items);
    }

    @Override
    public String describe() {
        return "a list";
    }
}
