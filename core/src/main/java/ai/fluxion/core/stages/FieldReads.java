package ai.fluxion.core.stages;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The fields of a record that a definition looks at, as its text tells: never too few. What is the change's own, such as
 * {@code $_meta.op}, is no field; the row before, {@code $_meta.before}, is as good as all of them.
 */
final class FieldReads {
    private static final Set<String> OF_DOCUMENTS = Set.of("$getField", "$setField", "$unsetField");

    private static final String WHOLE = ""; // is the name of no field

    private final Set<String> names = new HashSet<>();
    private int depth;

    private FieldReads() {}

    private static FieldReads of(Object definition, BiConsumer<FieldReads, Object> walk) {
        FieldReads reads = new FieldReads();
        reads.deeper(definition, walk);
        return reads;
    }

    /** @param definition what stands behind {@code $match} */
    static FieldReads ofQuery(Object definition) {
        return of(definition, FieldReads::query);
    }

    static FieldReads ofExpression(Object definition) {
        return of(definition, FieldReads::expression);
    }

    /** Whether all of them are known. */
    boolean within(Predicate<String> known) {
        return names.stream().allMatch(known);
    }

    /** Their names, for a message. */
    @Override
    public String toString() {
        return names.contains(WHOLE)
                ? "the whole row"
                : String.join(", ", names.stream().sorted().toList());
    }

    /** What is nested deeper than any definition that compiles is not looked at. */
    private void deeper(Object definition, BiConsumer<FieldReads, Object> walk) {
        if (depth == Site.DEEPEST) {
            names.add(WHOLE);
            return;
        }
        depth++;
        walk.accept(this, definition);
        depth--;
    }

    private void query(Object definition) {
        if (definition instanceof List<?> items) {
            items.forEach(item -> deeper(item, FieldReads::query));
        } else if (definition instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                String name = String.valueOf(key);
                if (name.equals("$expr")) {
                    deeper(value, FieldReads::expression);
                } else if (!name.startsWith("$")) {
                    path(name);
                } else {
                    deeper(value, FieldReads::query); // of $and and the like; others hold no fields
                }
            });
        }
    }

    private void expression(Object definition) {
        if (definition instanceof String text && text.startsWith("$$")) {
            String[] parts = text.substring(2).split("\\.", 2);
            if (Set.of("ROOT", "CURRENT").contains(parts[0])) {
                path(parts.length == 1 ? WHOLE : parts[1]);
            }
        } else if (definition instanceof String text && text.startsWith("$")) {
            path(text.substring(1));
        } else if (definition instanceof List<?> items) {
            items.forEach(item -> deeper(item, FieldReads::expression));
        } else if (definition instanceof Map<?, ?> map) {
            map.forEach(this::argument);
        }
    }

    private void argument(Object name, Object value) {
        boolean ofRecord = !(value instanceof Map<?, ?> named && named.containsKey("input"));
        if (OF_DOCUMENTS.contains(name) && ofRecord) {
            names.add(WHOLE);
        } else if (!"$literal".equals(name)) {
            deeper(value, FieldReads::expression);
        }
    }

    /** @param path {@link #WHOLE} for the record itself */
    private void path(String path) {
        String[] parts = path.split("\\.", -1);
        if (!parts[0].equals(FieldPaths.METADATA)) {
            names.add(parts[0]);
        } else if (parts.length == 1 || parts[1].equals("before")) {
            names.add(WHOLE);
        }
    }
}
