package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Some items of an array by their place or order, arrays in order, and arrays side by side. */
final class ArrayChoices {
    private ArrayChoices() {}

    static void register(Operators all) {
        List<String> names = List.of("n", "input");
        all.named("$firstN", names, List.of(), (values, place) -> {
            List<?> items = ArrayOperators.array(values[1], place);
            return part(items, 0, Math.min(items.size(), count(values[0], place)));
        });
        all.named("$lastN", names, List.of(), (values, place) -> {
            List<?> items = ArrayOperators.array(values[1], place);
            return part(items, Math.max(0, items.size() - count(values[0], place)), items.size());
        });
        all.named("$minN", names, List.of(), (values, place) -> extremes(values, Ordering::compare, place));
        all.named(
                "$maxN",
                names,
                List.of(),
                (values, place) -> extremes(values, Collections.reverseOrder(Ordering::compare), place));
        all.form("$sortArray", ArrayChoices::sort);
        all.form("$zip", ArrayChoices::zip);
    }

    private static int count(Object value, Place place) {
        Long count = Numbers.exactLong(value);
        if (count == null || count < 1) {
            throw place.operand("an integer above 0 for n", value);
        }
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    private static List<?> part(List<?> items, int from, int to) {
        List<Object> part = new ArrayList<>(to - from);
        Lists.copy(items, from, to, part);
        return Lists.of(part);
    }

    /** What is null does not count. */
    private static Object extremes(Object[] values, Comparator<Object> order, Place place) {
        List<?> items = ArrayOperators.array(values[1], place);
        int count = count(values[0], place);
        List<Object> present = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) != null) {
                present.add(Document.held(items, i));
            }
        }
        present.sort((left, right) -> order.compare(FieldPaths.seen(left), FieldPaths.seen(right)));
        return Lists.of(present.subList(0, Math.min(count, present.size())));
    }

    // ---- $sortArray

    private static Node sort(Object arguments, Site site) {
        if (!Operators.checkNames(arguments, List.of("input", "sortBy"), List.of(), site)) {
            return Site.BROKEN;
        }
        Map<?, ?> map = (Map<?, ?>) arguments;
        int problems = site.problemCount();
        Node input = site.at("input").expression(map.get("input"));
        Comparator<Object> order = order(map.get("sortBy"), site.at("sortBy"));
        if (!site.soundSince(problems)) {
            return Site.BROKEN;
        }
        return Operators.call((values, place) -> sorted(values[0], order, place), List.of(input), site.place());
    }

    private static Object sorted(Object value, Comparator<Object> order, Place place) {
        if (Operators.isNullish(value)) {
            return null;
        }
        List<?> items = ArrayOperators.array(value, place);
        List<Object> sorted = new ArrayList<>(items.size());
        Lists.copy(items, 0, items.size(), sorted);
        sorted.sort((left, right) -> order.compare(FieldPaths.seen(left), FieldPaths.seen(right)));
        return Lists.of(sorted);
    }

    private static Comparator<Object> order(Object definition, Site site) {
        if (!(definition instanceof Map<?, ?> fields)) {
            return direction(definition, site);
        }
        if (fields.isEmpty()) {
            site.wrongArguments("names no field to sort by");
        }
        Comparator<Object> order = null;
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String name = String.valueOf(field.getKey());
            Site here = site.at(name);
            String[] path = FieldNames.parts(name, here).orElse(List.of()).toArray(String[]::new);
            Comparator<Object> direction = direction(field.getValue(), here);
            Comparator<Object> byField = (left, right) -> direction.compare(nested(left, path), nested(right, path));
            order = order == null ? byField : order.thenComparing(byField);
        }
        return order;
    }

    private static Comparator<Object> direction(Object definition, Site site) {
        Long direction = Numbers.exactLong(definition);
        if (direction == null || Math.abs(direction) != 1) {
            site.wrongArguments("takes 1 or -1, or an object of fields with 1 or -1");
        }
        Comparator<Object> ascending = Ordering::compare;
        return direction != null && direction < 0 ? ascending.reversed() : ascending;
    }

    /** The field of an item; a path does not lead through arrays here. */
    private static Object nested(Object item, String[] path) {
        Object value = item;
        for (String name : path) {
            value = value instanceof Document document ? FieldPaths.field(document, name) : Missing.VALUE;
        }
        return FieldPaths.seen(value);
    }

    // ---- $zip

    private static Node zip(Object arguments, Site site) {
        if (!Operators.checkNames(arguments, List.of("inputs"), List.of("useLongestLength", "defaults"), site)) {
            return Site.BROKEN;
        }
        Map<?, ?> map = (Map<?, ?>) arguments;
        Object longest = map.containsKey("useLongestLength") ? map.get("useLongestLength") : false;
        if (!(map.get("inputs") instanceof List<?> inputs) || inputs.isEmpty()) {
            return site.at("inputs").broken("takes a list of one or more arrays");
        }
        if (!(longest instanceof Boolean toTheLongest)) {
            return site.at("useLongestLength").broken("takes true or false");
        }
        List<Node> nodes = site.at("inputs").expressions(inputs);
        List<Node> defaults = List.of();
        if (map.containsKey("defaults")) {
            Site here = site.at("defaults");
            if (!toTheLongest) {
                return here.broken("needs useLongestLength: true");
            }
            if (!(map.get("defaults") instanceof List<?> given) || given.size() != inputs.size()) {
                return here.broken("takes a list of " + inputs.size() + " values, one for each array");
            }
            defaults = here.expressions(given);
        }
        List<Node> both = new ArrayList<>(nodes);
        both.addAll(defaults);
        int count = nodes.size();
        return Operators.call((values, place) -> zipped(values, count, toTheLongest, place), both, site.place());
    }

    /** @param values the arrays, and then the defaults */
    private static Object zipped(Object[] values, int count, boolean toTheLongest, Place place) {
        List<List<?>> arrays = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (Operators.isNullish(values[i])) {
                return null;
            }
            arrays.add(ArrayOperators.array(values[i], place));
        }
        List<Integer> sizes = arrays.stream().map(List::size).toList();
        int size = toTheLongest ? Collections.max(sizes) : Collections.min(sizes);
        List<Object> rows = new ArrayList<>(size);
        for (int row = 0; row < size; row++) {
            List<Object> items = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Object otherwise = values.length > count ? values[count + i] : null;
                boolean within = row < arrays.get(i).size();
                items.add(within ? Document.held(arrays.get(i), row) : Missing.orNull(otherwise));
            }
            rows.add(items);
        }
        return Lists.of(rows);
    }
}
