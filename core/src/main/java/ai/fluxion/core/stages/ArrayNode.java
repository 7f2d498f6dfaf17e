package ai.fluxion.core.stages;

import java.util.ArrayList;
import java.util.List;

/** An array of expressions; one without a value becomes null. */
record ArrayNode(List<Node> items) implements Node {
    @Override
    public Object evaluate(Scope scope) {
        List<Object> values = new ArrayList<>(items.size());
        for (Node item : items) {
            Object value = item.copy(scope);
            values.add(value == Missing.VALUE ? null : value);
        }
        return Lists.of(values);
    }

    @Override
    public boolean constant() {
        return items.stream().allMatch(Node::constant);
    }
}
