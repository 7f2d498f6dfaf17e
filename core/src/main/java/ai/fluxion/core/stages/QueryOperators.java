package ai.fluxion.core.stages;

import ai.fluxion.core.model.Unavailable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * The operators that {@code $match} has for the value of a field: here those of its value and type. Order comparisons hold
 * only within one type (MongoDB manual, "Comparison/Sort Order").
 */
final class QueryOperators {
    /** Compiles an operator's operand. */
    @FunctionalInterface
    interface Form {
        FieldTest compile(Object operand, Site site);
    }

    private static final Map<String, Form> ALL = new TreeMap<>();

    static {
        ALL.put("$eq", QueryOperators::equality);
        ALL.put("$ne", (operand, site) -> equality(operand, site).negate());
        ALL.put("$gt", (operand, site) -> ordered(operand, order -> order > 0, false, site));
        ALL.put("$gte", (operand, site) -> ordered(operand, order -> order >= 0, true, site));
        ALL.put("$lt", (operand, site) -> ordered(operand, order -> order < 0, false, site));
        ALL.put("$lte", (operand, site) -> ordered(operand, order -> order <= 0, true, site));
        ALL.put("$in", QueryOperators::in);
        ALL.put("$nin", (operand, site) -> in(operand, site).negate());
        ALL.put("$exists", QueryOperators::exists);
        ALL.put("$type", QueryOperators::type);
        ALL.put("$regex", (operand, site) -> regex(operand, null, site));
        QueryArrays.register(ALL);
        QueryNumbers.register(ALL);
    }

    private QueryOperators() {}

    static Optional<Form> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    // ---- comparison

    static FieldTest equality(Object definition, Site site) {
        Object operand = site.value(definition).orElse(null);
        Place place = site.place();
        if (operand instanceof String text) { // the most frequent condition, so it has no other test around it
            return FieldTest.of(value -> text.equals(value) || unavailable(value, place));
        }
        return FieldTest.values(
                place, operand == null ? Operators::isNullish : value -> Ordering.equal(value, operand));
    }

    /** False, or the failure of a record whose value the source did not send. */
    private static boolean unavailable(Object value, Place place) {
        if (value == Unavailable.VALUE) {
            throw place.unavailable();
        }
        return false;
    }

    private static FieldTest ordered(Object definition, IntPredicate holds, boolean orEqual, Site site) {
        Object operand = site.value(definition).orElse(null);
        if (operand == null) {
            return FieldTest.values(site.place(), value -> orEqual && Operators.isNullish(value));
        }
        int rank = BsonType.of(operand).rank();
        boolean notANumber = isNaN(operand);
        return FieldTest.values(site.place(), value -> {
            if (BsonType.of(value).rank() != rank) {
                return false;
            }
            if (notANumber || isNaN(value)) {
                return orEqual && notANumber && isNaN(value);
            }
            return holds.test(Ordering.compare(value, operand));
        });
    }

    private static boolean isNaN(Object value) {
        return value instanceof Double number && number.isNaN();
    }

    private static FieldTest in(Object operand, Site site) {
        if (!(operand instanceof List<?> definitions)) {
            site.wrongArguments("takes a list of values");
            return FieldTest.BROKEN;
        }
        Set<Object> texts = new HashSet<>();
        Set<Object> others = new TreeSet<>(Ordering::compare);
        List<Predicate<Object>> patterns = new ArrayList<>();
        boolean nullish = false;
        for (int i = 0; i < definitions.size(); i++) {
            Object item = definitions.get(i);
            Site here = site.at(i);
            if (item instanceof Map<?, ?> map && QuerySyntax.hasOperator(map)) {
                patterns.add(pattern(map, here).onItem());
                continue;
            }
            Object value = here.value(item).orElse(null);
            nullish |= value == null;
            (value instanceof String ? texts : others).add(value);
        }
        boolean nullOrMissing = nullish;
        Predicate<Object> matching = Junctions.any(patterns);
        return FieldTest.values(site.place(), value -> {
            if (value instanceof String) {
                return texts.contains(value) || matching.test(value);
            }
            return Operators.isNullish(value) ? nullOrMissing : others.contains(value);
        });
    }

    /** A regular expression among values: the object that stands for what other languages write as {@code /…/}. */
    static FieldTest pattern(Map<?, ?> map, Site site) {
        Set<?> keys = map.keySet();
        if (!keys.contains("$regex") || !Set.of("$regex", "$options").containsAll(keys)) {
            site.wrongArguments("takes values and {$regex: …} here, and no other operators");
            return FieldTest.BROKEN;
        }
        return regex(map.get("$regex"), map.get("$options"), site);
    }

    // ---- element

    private static FieldTest exists(Object operand, Site site) {
        if (!(operand instanceof Boolean) && !(operand instanceof Number)) {
            site.wrongArguments("takes true or false");
        }
        FieldTest there = FieldTest.whole(value -> value != Missing.VALUE);
        return Booleans.isTrue(operand) ? there : there.negate();
    }

    private static FieldTest type(Object operand, Site site) {
        List<?> names = operand instanceof List<?> list ? list : List.of(operand == null ? "" : operand);
        if (names.isEmpty()) {
            site.wrongArguments("takes a type or a list of one or more types");
        }
        Set<BsonType> types = EnumSet.noneOf(BsonType.class);
        for (Object name : names) {
            if ("number".equals(name)) {
                types.addAll(List.of(BsonType.INT, BsonType.LONG, BsonType.DOUBLE, BsonType.DECIMAL));
                continue;
            }
            BsonType.named(name)
                    .ifPresentOrElse(
                            types::add,
                            () -> site.wrongArguments("no type '" + name + "'; there are number, "
                                    + String.join(", ", BsonType.words())));
        }
        return FieldTest.values(site.place(), value -> types.contains(BsonType.of(value)));
    }

    // ---- text

    /** @param options text, or null for none */
    static FieldTest regex(Object operand, Object options, Site site) {
        if (!(operand instanceof String pattern)) {
            site.wrongArguments("takes a regular expression as text");
            return FieldTest.BROKEN;
        }
        Place place = site.place();
        return Regex.compile(pattern, options, site)
                .map(regex -> FieldTest.values(place, value -> value instanceof String text && regex.find(text, place)))
                .orElse(FieldTest.BROKEN);
    }
}
