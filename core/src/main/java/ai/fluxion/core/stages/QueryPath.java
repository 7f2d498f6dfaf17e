package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.FieldHandle;
import ai.fluxion.core.model.Unavailable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the values that a field name of {@code $match} means. Arrays on the way are searched item by item, and a number in
 * the path is an index as well; at the end of the path an array counts both as its items and as itself.
 */
final class QueryPath {
    private static final int NO_INDEX = -1;

    private final String[] parts;
    private final int[] indexes;
    private final boolean metadata;
    private final FieldHandle field; // of a path of one part, else null

    private QueryPath(String[] parts, boolean metadata) {
        this.parts = parts;
        this.indexes = Arrays.stream(parts).mapToInt(QueryPath::index).toArray();
        this.metadata = metadata;
        this.field = parts.length == 1 && !metadata ? new FieldHandle(parts[0]) : null;
    }

    /** @param ofRecord whether the document is a record, whose {@code _meta} is its metadata */
    static QueryPath of(List<String> parts, boolean ofRecord) {
        boolean metadata = ofRecord && parts.get(0).equals(FieldPaths.METADATA);
        return new QueryPath(parts.toArray(String[]::new), metadata);
    }

    private static int index(String part) {
        boolean digits = part.length() < 9 && part.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && !(part.length() > 1 && part.startsWith("0")) ? Integer.parseInt(part) : NO_INDEX;
    }

    /** Whether the test holds for one of the values; an absent one is {@link Missing#VALUE}. */
    boolean any(Document document, Predicate<Object> test) {
        if (field == null) {
            return find(document, test, true);
        }
        int ordinal = field.ordinal(document);
        Object value = ordinal < 0 ? Missing.VALUE : document.valueAt(ordinal);
        return value instanceof List<?> ? atEnd(value, test, true) : test.test(value);
    }

    /** The same, but an array at the end counts only as itself. */
    boolean anyWhole(Document document, Predicate<Object> test) {
        return find(document, test, false);
    }

    private boolean find(Document document, Predicate<Object> test, boolean items) {
        if (!metadata) {
            return inDocument(document, 0, test, items);
        }
        if (parts.length == 1) {
            return test.test(document.metadata().asDocument());
        }
        Object value = document.metadata().get(parts[1]);
        return from(value == null ? Missing.VALUE : value, 2, test, items);
    }

    private boolean inDocument(Document document, int at, Predicate<Object> test, boolean items) {
        int ordinal = document.ordinal(parts[at]);
        Object value = ordinal < 0 ? Missing.VALUE : document.valueAt(ordinal);
        return from(value, at + 1, test, items);
    }

    /** @param next the part that follows, or the number of parts */
    private boolean from(Object value, int next, Predicate<Object> test, boolean items) {
        if (next == parts.length) {
            return atEnd(value, test, items);
        }
        if (value instanceof Document document) {
            return inDocument(document, next, test, items);
        }
        if (value instanceof List<?> array) {
            return inArray(array, next, test, items);
        }
        return test.test(value == Unavailable.VALUE ? value : Missing.VALUE);
    }

    private boolean atEnd(Object value, Predicate<Object> test, boolean items) {
        if (items && value instanceof List<?> array) {
            for (int i = 0; i < array.size(); i++) {
                if (test.test(array.get(i))) {
                    return true;
                }
            }
        }
        return test.test(value);
    }

    private boolean inArray(List<?> array, int next, Predicate<Object> test, boolean items) {
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof Document document && inDocument(document, next, test, items)) {
                return true;
            }
        }
        int index = indexes[next];
        if (index < 0 || index >= array.size()) {
            return false;
        }
        Object item = array.get(index);
        return next + 1 == parts.length ? test.test(item) : from(item, next + 1, test, items);
    }
}
