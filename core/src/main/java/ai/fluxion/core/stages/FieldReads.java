package ai.fluxion.core.stages;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The fields of a record that a definition looks at, as its text tells: never too few. What is the change's own, such as
 * {@code $_meta.op}, is no field; the row before, {@code $_meta.before}, is as good as all of them.
 */
final class FieldReads {
    private static final Set<String> OF_DOCUMENTS = Set.of("$getField", "$setField", "$unsetField");

    private final Set<String> names = new HashSet<>();
    private boolean all;

    private FieldReads() {}

    /** @param definition what stands behind {@code $match} */
    static FieldReads ofQuery(Object definition) {
        FieldReads reads = new FieldReads();
        reads.query(definition);
        return reads;
    }

    static FieldReads ofExpression(Object definition) {
        FieldReads reads = new FieldReads();
        reads.expression(definition);
        return reads;
    }

    /** Whether all of them are known. */
    boolean within(Predicate<String> known) {
        return !all && names.stream().allMatch(known);
    }

    /** Their names, for a message. */
    @Override
    public String toString() {
        return all ? "the whole row" : String.join(", ", names.stream().sorted().toList());
    }

    private void query(Object definition) {
        if (definition instanceof List<?> items) {
            items.forEach(this::query);
        } else if (definition instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                String name = String.valueOf(key);
                if (name.equals("$expr")) {
                    expression(value);
                } else if (!name.startsWith("$")) {
                    path(name);
                } else {
                    query(value); // of $and and the like; others hold no fields
                }
            });
        }
    }

    private void expression(Object definition) {
        if (definition instanceof String text && text.startsWith("$$")) {
            String[] parts = text.substring(2).split("\\.", 2);
            if (Set.of("ROOT", "CURRENT").contains(parts[0])) {
                path(parts.length == 1 ? "" : parts[1]);
            }
        } else if (definition instanceof String text && text.startsWith("$")) {
            path(text.substring(1));
        } else if (definition instanceof List<?> items) {
            items.forEach(this::expression);
        } else if (definition instanceof Map<?, ?> map) {
            map.forEach(this::argument);
        }
    }

    private void argument(Object name, Object value) {
        boolean ofRecord = !(value instanceof Map<?, ?> named && named.containsKey("input"));
        if (OF_DOCUMENTS.contains(name) && ofRecord) {
            all = true;
        } else if (!"$literal".equals(name)) {
            expression(value);
        }
    }

    /** @param path empty for the record itself */
    private void path(String path) {
        String[] parts = path.split("\\.", -1);
        if (!parts[0].equals(FieldPaths.METADATA)) {
            all |= path.isEmpty();
            names.add(parts[0]);
        } else if (parts.length == 1 || parts[1].equals("before")) {
            all = true;
        }
    }
}
