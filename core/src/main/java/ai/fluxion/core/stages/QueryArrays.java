package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** {@code $all}, {@code $elemMatch}, {@code $size}. */
final class QueryArrays {
    /** Join conditions, and so say nothing on whether items are values or documents. */
    private static final Set<String> JUNCTIONS = Set.of("$and", "$or", "$nor", "$expr", "$comment");

    private QueryArrays() {}

    static void register(Map<String, QueryOperators.Form> all) {
        all.put("$all", QueryArrays::all);
        all.put("$elemMatch", QueryArrays::elemMatch);
        all.put("$size", QueryArrays::size);
    }

    private static FieldTest size(Object operand, Site site) {
        Long size = Numbers.exactLong(operand);
        if (size == null || size < 0) {
            site.wrongArguments("takes an integer of 0 or more");
            return FieldTest.BROKEN;
        }
        long wanted = size;
        return array(site.place(), items -> items.size() == wanted);
    }

    /** A condition on an array as a whole. */
    private static FieldTest array(Place place, Predicate<List<?>> test) {
        return FieldTest.whole(value -> {
            if (value == Unavailable.VALUE) {
                throw place.unavailable();
            }
            return value instanceof List<?> items && test.test(items);
        });
    }

    private static FieldTest all(Object operand, Site site) {
        if (!(operand instanceof List<?> items)) {
            site.wrongArguments("takes a list of values, or of {$elemMatch: …}");
            return FieldTest.BROKEN;
        }
        List<FieldTest> every = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            every.add(oneOfAll(items.get(i), site.at(i)));
        }
        return every.isEmpty() ? FieldTest.BROKEN : FieldTest.all(every);
    }

    private static FieldTest oneOfAll(Object item, Site site) {
        if (!(item instanceof Map<?, ?> map) || !QuerySyntax.hasOperator(map)) {
            return QueryOperators.equality(item, site);
        }
        return map.keySet().equals(Set.of("$elemMatch"))
                ? elemMatch(map.get("$elemMatch"), site.at("$elemMatch"))
                : QueryOperators.pattern(map, site);
    }

    /** An array that has an item for which all conditions hold. */
    private static FieldTest elemMatch(Object operand, Site site) {
        if (!(operand instanceof Map<?, ?> map)) {
            site.wrongArguments("takes an object of conditions");
            return FieldTest.BROKEN;
        }
        Predicate<Object> item = item(map, site);
        return array(site.place(), items -> {
            for (int i = 0; i < items.size(); i++) {
                if (item.test(items.get(i))) {
                    return true;
                }
            }
            return false;
        });
    }

    private static Predicate<Object> item(Map<?, ?> map, Site site) {
        boolean onValue = map.keySet().stream()
                .map(String::valueOf)
                .anyMatch(key -> key.startsWith("$") && !JUNCTIONS.contains(key));
        if (onValue) {
            return QuerySyntax.operators(map, site).onItem();
        }
        Predicate<Document> conditions = QuerySyntax.compile(map, false, site);
        return value -> value instanceof Document document && conditions.test(document);
    }
}
