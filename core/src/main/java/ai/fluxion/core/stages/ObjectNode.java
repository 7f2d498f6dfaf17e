package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import java.util.List;

/** An object of expressions; a field without a value is left out. */
record ObjectNode(List<String> names, List<Node> values) implements Node {
    @Override
    public Object evaluate(Scope scope) {
        DocumentBuilder object = Document.builder(names.size());
        for (int i = 0; i < names.size(); i++) {
            Object value = values.get(i).copy(scope);
            if (value != Missing.VALUE) {
                object.put(names.get(i), value);
            }
        }
        return object.build();
    }

    @Override
    public boolean constant() {
        return values.stream().allMatch(Node::constant);
    }
}
