package ai.fluxion.core.stages;

import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * {@code $project}: keeps the named fields and computes others, or drops the named fields. {@code $unset} drops.
 *
 * <p>Other than in MongoDB, {@code _id} is a field like any other: it is kept only if it is named.
 */
final class ProjectStage implements RowStage {
    private static final FieldReads NOTHING = FieldReads.ofExpression(null);

    private final String name;
    private final Place place;
    private final List<FieldAssignment> fields;
    private final FieldTree tree;
    private final boolean drops;
    private final int variables;
    private final boolean deterministic;

    private ProjectStage(String name, List<FieldAssignment> fields, boolean drops, Site site) {
        this.name = name;
        this.place = site.place();
        this.fields = List.copyOf(fields);
        this.tree = FieldAssignment.tree(fields, place);
        this.drops = drops;
        this.variables = site.compilation().variableCount();
        this.deterministic = site.compilation().deterministic();
    }

    static Stage compile(Object definition, Site site) {
        List<FieldAssignment> fields = new ArrayList<>();
        boolean drops = false;
        if (definition instanceof Map<?, ?> map && !map.isEmpty()) {
            drops = isExclusion(map);
            addAll(map, "", drops, new FieldTree(site.place()), fields, site);
        } else {
            site.error("FLX-STAGE-ARGUMENTS", "expected an object of one or more fields");
        }
        return new ProjectStage("$project", fields, drops, site);
    }

    static Stage compileUnset(Object definition, Site site) {
        FieldTree tree = new FieldTree(site.place());
        List<FieldAssignment> fields = new ArrayList<>();
        List<?> names = definition instanceof List<?> list ? list : List.of(definition == null ? "" : definition);
        if (names.isEmpty()) {
            site.error("FLX-STAGE-ARGUMENTS", "expected the name of a field, or a list of names");
        }
        for (int i = 0; i < names.size(); i++) {
            Site here = definition instanceof List ? site.at(i) : site;
            if (names.get(i) instanceof String name) {
                FieldNames.parts(name, here)
                        .ifPresent(parts -> put(tree, fields, parts, FieldTree.Leaf.DROP, NOTHING, here));
            } else {
                here.error("FLX-STAGE-ARGUMENTS", "expected the name of a field");
            }
        }
        return new ProjectStage("$unset", fields, true, site);
    }

    /** Whether fields are named to drop them: the first that is not {@code _id} says it. */
    private static boolean isExclusion(Map<?, ?> map) {
        boolean exclusion = false;
        for (Map.Entry<?, ?> field : map.entrySet()) {
            Object value = field.getValue();
            if (FieldNames.isNested(value)) {
                exclusion = isExclusion((Map<?, ?>) value);
            } else {
                exclusion = isFlag(value) && !isOn(value);
            }
            if (!"_id".equals(field.getKey())) {
                return exclusion;
            }
        }
        return exclusion;
    }

    private static boolean isFlag(Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    private static boolean isOn(Object flag) {
        return Booleans.isTrue(flag);
    }

    private static void put(
            FieldTree names,
            List<FieldAssignment> fields,
            List<String> parts,
            Object leaf,
            FieldReads reads,
            Site site) {
        if (FieldNames.put(names, parts, leaf, site)) {
            fields.add(new FieldAssignment(parts, leaf, reads));
        }
    }

    /** @param names the fields that are there already */
    private static void addAll(
            Map<?, ?> map, String prefix, boolean drops, FieldTree names, List<FieldAssignment> fields, Site site) {
        map.forEach((key, value) -> {
            Site here = site.at(String.valueOf(key));
            String path = prefix + key;
            if (FieldNames.isNested(value)) {
                addAll((Map<?, ?>) value, path + ".", drops, names, fields, here);
                return;
            }
            var parts = FieldNames.parts(path, here);
            if (parts.isEmpty()) {
                return;
            }
            if (!isFlag(value)) {
                if (drops) {
                    here.error(
                            "FLX-STAGE-ARGUMENTS",
                            "a $project that drops fields can't compute any; use $set before it");
                }
                put(names, fields, parts.get(), here.expression(value), FieldReads.ofExpression(value), here);
            } else if (isOn(value) != drops) {
                put(names, fields, parts.get(), drops ? FieldTree.Leaf.DROP : FieldTree.Leaf.KEEP, NOTHING, here);
            } else if (!path.equals("_id")) {
                here.error("FLX-STAGE-ARGUMENTS", "a $project either names the fields to keep or those to drop");
            }
        });
    }

    @Override
    public void process(Document record, Consumer<Document> out) {
        if (drops) {
            out.accept(tree.drop(record));
        } else {
            out.accept(record.withFieldsOf(tree.set(tree.keep(record), new Scope(record, variables))));
        }
    }

    @Override
    public boolean decides(Predicate<String> known) {
        return true;
    }

    @Override
    public Set<String> known(Set<String> before) {
        return FieldAssignment.known(fields, before, drops ? before : Set.of(), deterministic);
    }

    @Override
    public void processPartial(Document record, Consumer<Document> out) {
        if (drops) {
            process(record, out);
        } else {
            FieldTree some = FieldAssignment.tree(FieldAssignment.computable(fields, record), place);
            out.accept(record.withFieldsOf(some.set(some.keep(record), new Scope(record, variables))));
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
