package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Arrays as sets: an item counts once, its place does not count; a result keeps the order of first appearance. */
final class Sets {
    private Sets() {}

    static void register(Operators all) {
        all.variadic("$setUnion", 0, -1, Sets::union);
        all.variadic("$setIntersection", 0, -1, Sets::intersection);
        all.binary("$setDifference", Sets::difference);
        all.variadic("$setEquals", 2, -1, Sets::equal);
        all.binary(
                "$setIsSubset",
                (left, right, place) ->
                        set(ArrayOperators.array(right, place)).containsAll(ArrayOperators.array(left, place)));
        all.unary(
                "$anyElementTrue",
                (value, place) -> ArrayOperators.array(value, place).stream().anyMatch(Booleans::isTrue));
        all.unary(
                "$allElementsTrue",
                (value, place) -> ArrayOperators.array(value, place).stream().allMatch(Booleans::isTrue));
    }

    private static Set<Object> set() {
        return new TreeSet<>(Ordering::compare);
    }

    private static Set<Object> set(List<?> items) {
        Set<Object> set = set();
        set.addAll(items);
        return set;
    }

    /** Adds the items that are not among those seen, and that are to be kept. */
    private static void addNew(List<?> items, Set<Object> seen, List<Object> target) {
        for (int i = 0; i < items.size(); i++) {
            if (seen.add(items.get(i))) {
                target.add(Document.held(items, i));
            }
        }
    }

    private static Object union(Object[] values, Place place) {
        if (Operators.anyNullish(values)) {
            return null;
        }
        Set<Object> seen = set();
        List<Object> union = new ArrayList<>();
        for (Object value : values) {
            addNew(ArrayOperators.array(value, place), seen, union);
        }
        return Lists.of(union);
    }

    private static Object intersection(Object[] values, Place place) {
        if (Operators.anyNullish(values)) {
            return null;
        }
        if (values.length == 0) {
            return Lists.of(List.of());
        }
        Set<Object> common = set(ArrayOperators.array(values[0], place));
        for (int i = 1; i < values.length; i++) {
            common.retainAll(set(ArrayOperators.array(values[i], place)));
        }
        List<?> first = ArrayOperators.array(values[0], place);
        List<Object> kept = new ArrayList<>(common.size());
        for (int i = 0; i < first.size(); i++) {
            if (common.remove(first.get(i))) {
                kept.add(Document.held(first, i));
            }
        }
        return Lists.of(kept);
    }

    private static Object difference(Object left, Object right, Place place) {
        if (Operators.isNullish(left) || Operators.isNullish(right)) {
            return null;
        }
        List<Object> rest = new ArrayList<>();
        addNew(ArrayOperators.array(left, place), set(ArrayOperators.array(right, place)), rest);
        return Lists.of(rest);
    }

    private static Object equal(Object[] values, Place place) {
        Set<Object> first = set(ArrayOperators.array(values[0], place));
        boolean equal = true;
        for (int i = 1; i < values.length; i++) {
            Set<Object> other = set(ArrayOperators.array(values[i], place));
            equal &= first.size() == other.size() && first.containsAll(other);
        }
        return equal;
    }
}
