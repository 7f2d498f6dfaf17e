package ai.fluxion.core.model;

import java.util.Arrays;
import java.util.Set;

/**
 * Some fields of many documents, by name: those to keep, or those to leave out. It remembers where they stand in the forms that it met
 * last, and reads no value. Safe for several threads.
 */
public final class FieldSelection {
    /** What to do with documents of one form. */
    private static final class Plan {
        private final Shape from;
        private final Shape to; // of what is kept
        private final int[] ordinals; // where the fields stand that are kept, in order

        Plan(Shape from, Shape to, int[] ordinals) {
            this.from = from;
            this.to = to;
            this.ordinals = ordinals;
        }
    }

    private final Set<String> names;
    private final boolean keep;
    private final Recent<Plan> recent = new Recent<>(Plan[]::new);

    private FieldSelection(Set<String> names, boolean keep) {
        this.names = Set.copyOf(names);
        this.keep = keep;
    }

    /** The fields of these names. */
    public static FieldSelection of(Set<String> names) {
        return new FieldSelection(names, true);
    }

    /** All fields but those of these names. */
    public static FieldSelection without(Set<String> names) {
        return new FieldSelection(names, false);
    }

    /** The document with the fields that are kept, in its order: itself, if these are all. */
    public Document from(Document document) {
        Fields fields = document.fields();
        Plan plan = plan(fields.shape);
        return plan.to == plan.from ? document : document.changed(fields.select(plan.to, plan.ordinals));
    }

    private Plan plan(Shape shape) {
        for (Plan plan : recent.all()) {
            if (plan.from == shape) {
                return plan;
            }
        }
        Plan plan = make(shape);
        recent.add(plan);
        return plan;
    }

    private Plan make(Shape shape) {
        int[] ordinals = new int[shape.size()];
        String[] kept = new String[shape.size()];
        int count = 0;
        for (int i = 0; i < ordinals.length; i++) {
            if (names.contains(shape.names[i]) == keep) {
                kept[count] = shape.names[i];
                ordinals[count++] = i;
            }
        }
        if (count == ordinals.length) {
            return new Plan(shape, shape, ordinals);
        }
        return new Plan(shape, Shape.named(kept, count), Arrays.copyOf(ordinals, count));
    }
}
