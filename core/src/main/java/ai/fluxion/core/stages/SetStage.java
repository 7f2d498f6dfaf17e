package ai.fluxion.core.stages;

import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** {@code $set}, {@code $addFields}: computes fields from the record as it came; some metadata can be set as well. */
final class SetStage implements RowStage {
    private final String name;
    private final Place place;
    private final FieldTree fields;
    private final List<FieldAssignment> assignments;
    private final List<MetadataAssignment> metadata;
    private final int variables;
    private final boolean deterministic;

    private SetStage(String name, List<FieldAssignment> assignments, List<MetadataAssignment> metadata, Site site) {
        this.name = name;
        this.place = site.place();
        this.assignments = List.copyOf(assignments);
        this.fields = FieldAssignment.tree(assignments, place);
        this.metadata = List.copyOf(metadata);
        this.variables = site.compilation().variableCount();
        this.deterministic = site.compilation().deterministic();
    }

    static Stage compile(String name, Object definition, Site site) {
        List<FieldAssignment> fields = new ArrayList<>();
        List<MetadataAssignment> metadata = new ArrayList<>();
        if (definition instanceof Map<?, ?> map && !map.isEmpty()) {
            FieldTree names = new FieldTree(site.place());
            addAll(map, "", names, fields, metadata, site);
        } else {
            site.error("FLX-STAGE-ARGUMENTS", "expected an object of one or more fields and their expressions");
        }
        return new SetStage(name, fields, metadata, site);
    }

    /** @param names the fields that are there already */
    private static void addAll(
            Map<?, ?> map,
            String prefix,
            FieldTree names,
            List<FieldAssignment> fields,
            List<MetadataAssignment> metadata,
            Site site) {
        map.forEach((key, value) -> {
            Site here = site.at(String.valueOf(key));
            String path = prefix + key;
            if (FieldNames.isNested(value)) {
                addAll((Map<?, ?>) value, path + ".", names, fields, metadata, here);
            } else if (MetadataAssignment.isWritable(path)) {
                metadata.add(new MetadataAssignment(
                        path, here.expression(value), FieldReads.ofExpression(value), here.place()));
            } else {
                FieldNames.parts(path, here).ifPresent(parts -> {
                    Node node = here.expression(value);
                    if (FieldNames.put(names, parts, node, here)) {
                        fields.add(new FieldAssignment(parts, node, FieldReads.ofExpression(value)));
                    }
                });
            }
        });
    }

    @Override
    public void process(Document record, Consumer<Document> out) {
        Scope scope = new Scope(record, variables);
        Document changed = fields.isEmpty() ? record : fields.set(record, scope);
        out.accept(MetadataAssignment.apply(metadata, changed, scope));
    }

    @Override
    public boolean decides(Predicate<String> known) {
        return metadata.stream().allMatch(each -> !each.isKey() || each.reads().within(known));
    }

    @Override
    public Set<String> known(Set<String> before) {
        return FieldAssignment.known(assignments, before, before, deterministic);
    }

    @Override
    public void processPartial(Document record, Consumer<Document> out) {
        Scope scope = new Scope(record, variables);
        Document changed = FieldAssignment.tree(FieldAssignment.computable(assignments, record), place)
                .set(record, scope);
        out.accept(MetadataAssignment.apply(
                metadata.stream().filter(each -> each.computable(record)).toList(), changed, scope));
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
