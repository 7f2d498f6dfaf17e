package ai.fluxion.core.stages;

import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** {@code $replaceRoot}, {@code $replaceWith}: the record gets the fields of a document; its metadata stays. */
final class ReplaceRootStage implements RowStage {
    private final String name;
    private final Node root;
    private final FieldReads reads;
    private final Place place;
    private final int variables;
    private final boolean deterministic;

    private ReplaceRootStage(String name, Node root, FieldReads reads, Place place, Compilation compilation) {
        this.name = name;
        this.root = root;
        this.reads = reads;
        this.place = place;
        this.variables = compilation.variableCount();
        this.deterministic = compilation.deterministic();
    }

    static Stage compile(Object definition, Site site) {
        Node root = Site.BROKEN;
        if (Operators.checkNames(definition, List.of("newRoot"), List.of(), site)) {
            root = site.at("newRoot").expression(((Map<?, ?>) definition).get("newRoot"));
        }
        return new ReplaceRootStage(
                "$replaceRoot", root, FieldReads.ofExpression(definition), site.place(), site.compilation());
    }

    static Stage compileWith(Object definition, Site site) {
        return new ReplaceRootStage(
                "$replaceWith",
                site.expression(definition),
                FieldReads.ofExpression(definition),
                site.place(),
                site.compilation());
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
    public boolean decides(Predicate<String> known) {
        return true;
    }

    @Override
    public Set<String> known(Set<String> before) {
        return Set.of();
    }

    @Override
    public void processPartial(Document record, Consumer<Document> out) {
        if (reads.within(record::has)) {
            process(record, out);
        } else {
            out.accept(record.withFieldsOf(Document.empty()));
        }
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
