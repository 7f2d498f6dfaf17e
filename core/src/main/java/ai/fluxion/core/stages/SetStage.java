package ai.fluxion.core.stages;

import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code $set}, {@code $addFields}: computes fields from the record as it came; some metadata can be set as well. */
final class SetStage implements Stage {
    private final String name;
    private final FieldTree fields;
    private final List<MetadataAssignment> metadata;
    private final int variables;
    private final boolean deterministic;

    private SetStage(String name, FieldTree fields, List<MetadataAssignment> metadata, Compilation compilation) {
        this.name = name;
        this.fields = fields;
        this.metadata = List.copyOf(metadata);
        this.variables = compilation.variableCount();
        this.deterministic = compilation.deterministic();
    }

    static Stage compile(String name, Object definition, Site site) {
        FieldTree fields = new FieldTree(site.place());
        List<MetadataAssignment> metadata = new ArrayList<>();
        if (definition instanceof Map<?, ?> map && !map.isEmpty()) {
            addAll(map, List.of(), fields, metadata, site);
        } else {
            site.error("FLX-STAGE-ARGUMENTS", "expected an object of one or more fields and their expressions");
        }
        return new SetStage(name, fields, metadata, site.compilation());
    }

    private static void addAll(
            Map<?, ?> map, List<String> prefix, FieldTree fields, List<MetadataAssignment> metadata, Site site) {
        map.forEach((key, value) -> {
            Site here = site.at(String.valueOf(key));
            String path = prefix.isEmpty() ? String.valueOf(key) : String.join(".", prefix) + "." + key;
            if (FieldNames.isNested(value)) {
                addAll((Map<?, ?>) value, List.of(path), fields, metadata, here);
            } else if (MetadataAssignment.isWritable(path)) {
                metadata.add(new MetadataAssignment(path, here.expression(value), here.place()));
            } else {
                FieldNames.parts(path, here)
                        .ifPresent(parts -> FieldNames.put(fields, parts, here.expression(value), here));
            }
        });
    }

    @Override
    public void process(Document record, Consumer<Document> out) {
        Scope scope = new Scope(record, variables);
        Document changed = fields.isEmpty() ? record : fields.set(record, scope);
        out.accept(metadata.isEmpty() ? changed : MetadataAssignment.apply(metadata, changed, scope));
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
