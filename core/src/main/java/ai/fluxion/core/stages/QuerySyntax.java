package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.names.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** The grammar of {@code $match}: fields with values or operators, joined by {@code $and}, {@code $or}, {@code $nor}. */
final class QuerySyntax {
    /** Stands for what could not be compiled. */
    static final Predicate<Document> BROKEN = document -> false;

    private static final Set<String> OF_RECORDS = Set.of("$and", "$or", "$nor", "$expr", "$comment", "$sampleRate");
    private static final Set<String> OF_FIELDS = Set.of("$not", "$options");

    private QuerySyntax() {}

    static List<String> names() {
        Set<String> names = new TreeSet<>(OF_RECORDS);
        names.addAll(OF_FIELDS);
        names.addAll(QueryOperators.names());
        return List.copyOf(names);
    }

    /** @param ofRecord whether it is asked of a record, rather than of a document within one */
    static Predicate<Document> compile(Object definition, boolean ofRecord, Site site) {
        if (!(definition instanceof Map<?, ?> map)) {
            site.wrongArguments("expected an object of fields and conditions");
            return BROKEN;
        }
        if (site.tooDeep()) {
            site.wrongArguments("nested too deeply");
            return BROKEN;
        }
        List<Predicate<Document>> conditions = new ArrayList<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            Site here = site.at(name);
            if (!name.startsWith("$")) {
                conditions.add(field(name, value, ofRecord, here));
            } else if (!name.equals("$comment")) {
                conditions.add(junction(name, value, ofRecord, here));
            }
        });
        return Junctions.all(conditions);
    }

    private static Predicate<Document> junction(String name, Object value, boolean ofRecord, Site site) {
        return switch (name) {
            case "$and" -> Junctions.all(list(value, ofRecord, site));
            case "$or" -> Junctions.any(list(value, ofRecord, site));
            case "$nor" -> Junctions.any(list(value, ofRecord, site)).negate();
            case "$expr" -> expression(value, ofRecord, site);
            case "$sampleRate" -> sampleRate(value, site);
            default -> {
                unknown(
                        name,
                        OF_FIELDS.contains(name) || QueryOperators.names().contains(name)
                                ? name + " stands within a field: {field: {" + name + ": …}}"
                                : "no operator " + name + " in $match" + NearestName.hint(name, names()),
                        site);
                yield BROKEN;
            }
        };
    }

    private static void unknown(String name, String otherwise, Site site) {
        NotInMatch.reason(name)
                .ifPresentOrElse(
                        reason -> site.error("FLX-OPERATOR-LEFT-OUT", "$match has no " + name + ": " + reason),
                        () -> site.error("FLX-OPERATOR-UNKNOWN", otherwise));
    }

    private static List<Predicate<Document>> list(Object value, boolean ofRecord, Site site) {
        if (!(value instanceof List<?> items) || items.isEmpty()) {
            site.wrongArguments("takes a list of one or more conditions");
            return List.of();
        }
        List<Predicate<Document>> conditions = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            conditions.add(compile(items.get(i), ofRecord, site.at(i)));
        }
        return conditions;
    }

    private static Predicate<Document> expression(Object definition, boolean ofRecord, Site site) {
        if (!ofRecord) {
            site.wrongArguments("is asked of a record, not of a document within one");
            return BROKEN;
        }
        Site own = site.separate();
        Node node = own.expression(definition);
        if (!own.compilation().deterministic()) {
            site.notDeterministic();
        }
        int variables = own.compilation().variableCount();
        Place place = site.place();
        return record -> Booleans.isTrue(node, new Scope(record, variables), place);
    }

    private static Predicate<Document> sampleRate(Object value, Site site) {
        if (!(value instanceof Number rate) || !(rate.doubleValue() >= 0 && rate.doubleValue() <= 1)) {
            site.wrongArguments("takes a number from 0 to 1");
            return BROKEN;
        }
        site.notDeterministic();
        double share = rate.doubleValue();
        return document -> ThreadLocalRandom.current().nextDouble() < share;
    }

    private static Predicate<Document> field(String name, Object value, boolean ofRecord, Site site) {
        List<String> parts = List.of(name.split("\\.", -1));
        if (parts.contains("")) {
            site.error("FLX-EXPRESSION-PATH", "not a field: '" + name + "'; names between dots are not empty");
            return BROKEN;
        }
        FieldTest test = value instanceof Map<?, ?> map && hasOperator(map)
                ? operators(map, site)
                : QueryOperators.equality(value, site);
        return test.onPath().apply(QueryPath.of(parts, ofRecord));
    }

    static boolean hasOperator(Map<?, ?> map) {
        return map.keySet().stream().anyMatch(key -> String.valueOf(key).startsWith("$"));
    }

    /** All operators that stand in the map. */
    static FieldTest operators(Map<?, ?> map, Site site) {
        List<FieldTest> tests = new ArrayList<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            Site here = site.at(name);
            switch (name) {
                case "$comment" -> {} // says nothing
                case "$not" -> tests.add(negated(value, here));
                case "$regex" -> tests.add(QueryOperators.regex(value, map.get("$options"), here));
                case "$options" -> {
                    if (!map.containsKey("$regex")) {
                        here.wrongArguments("needs a $regex beside it");
                    }
                }
                default -> tests.add(operator(name, value, here));
            }
        });
        return FieldTest.all(tests);
    }

    private static FieldTest operator(String name, Object value, Site site) {
        var form = QueryOperators.find(name);
        if (form.isPresent()) {
            return form.get().compile(value, site);
        }
        unknown(
                name,
                OF_RECORDS.contains(name)
                        ? name + " joins conditions and does not stand within a field: {" + name + ": [{field: …}]}"
                        : "no operator " + name + " in $match" + NearestName.hint(name, names()),
                site);
        return FieldTest.BROKEN;
    }

    private static FieldTest negated(Object value, Site site) {
        if (value instanceof Map<?, ?> map && hasOperator(map)) {
            return operators(map, site).negate();
        }
        site.wrongArguments("takes an object of operators; $ne is for values");
        return FieldTest.BROKEN;
    }
}
