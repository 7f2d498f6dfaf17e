package ai.fluxion.core.stages;

import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code $replaceRoot}, {@code $replaceWith}: the record gets the fields of a document; its metadata stays. */
final class ReplaceRootStage implements Stage {
    private final String name;
    private final Node root;
    private final Place place;
    private final int variables;
    private final boolean deterministic;

    private ReplaceRootStage(String name, Node root, Place place, Compilation compilation) {
        this.name = name;
        this.root = root;
        this.place = place;
        this.variables = compilation.variableCount();
        this.deterministic = compilation.deterministic();
    }

    static Stage compile(Object definition, Site site) {
        Node root = Site.BROKEN;
        if (Operators.checkNames(definition, List.of("newRoot"), List.of(), site)) {
            root = site.at("newRoot").expression(((Map<?, ?>) definition).get("newRoot"));
        }
        return new ReplaceRootStage("$replaceRoot", root, site.place(), site.compilation());
    }

    static Stage compileWith(Object definition, Site site) {
        return new ReplaceRootStage("$replaceWith", site.expression(definition), site.place(), site.compilation());
    }

    @Override
    public void process(Document record, Consumer<Document> out) {
        Object value = root.evaluate(new Scope(record, variables));
        if (!(value instanceof Document fields)) {
            throw place.operand("an object for the record's fields", value);
        }
        out.accept(record.withFieldsOf(fields));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean deterministic() {
        return deterministic;
    }
}
