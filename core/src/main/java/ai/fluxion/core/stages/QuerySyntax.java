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

    private static final Set<String> JUNCTIONS =
            Set.of("$and", "$or", "$nor", "$expr", "$comment", "$sampleRate", "$not", "$options");

    private QuerySyntax() {}

    static List<String> names() {
        Set<String> names = new TreeSet<>(JUNCTIONS);
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
        return all(conditions);
    }

    private static Predicate<Document> all(List<Predicate<Document>> conditions) {
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        List<Predicate<Document>> every = List.copyOf(conditions);
        return document -> {
            for (int i = 0; i < every.size(); i++) {
                if (!every.get(i).test(document)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Predicate<Document> anyOf(List<Predicate<Document>> conditions) {
        List<Predicate<Document>> some = List.copyOf(conditions);
        return document -> {
            for (int i = 0; i < some.size(); i++) {
                if (some.get(i).test(document)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Predicate<Document> junction(String name, Object value, boolean ofRecord, Site site) {
        return switch (name) {
            case "$and" -> all(list(value, ofRecord, site));
            case "$or" -> anyOf(list(value, ofRecord, site));
            case "$nor" -> anyOf(list(value, ofRecord, site)).negate();
            case "$expr" -> expression(value, ofRecord, site);
            case "$sampleRate" -> sampleRate(value, site);
            default -> {
                site.error(
                        "FLX-OPERATOR-UNKNOWN",
                        QueryOperators.names().contains(name)
                                ? name + " stands within a field: {field: {" + name + ": …}}"
                                : "no operator " + name + " in $match" + NearestName.hint(name, names()));
                yield BROKEN;
            }
        };
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
        QueryPath path = QueryPath.of(parts, ofRecord);
        if (value instanceof Map<?, ?> map && hasOperator(map)) {
            return operators(path, map, site);
        }
        return QueryOperators.equality(path, value, site);
    }

    static boolean hasOperator(Map<?, ?> map) {
        return map.keySet().stream().anyMatch(key -> String.valueOf(key).startsWith("$"));
    }

    /** All operators that stand in the map, for one field. */
    static Predicate<Document> operators(QueryPath path, Map<?, ?> map, Site site) {
        List<Predicate<Document>> conditions = new ArrayList<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            Site here = site.at(name);
            switch (name) {
                case "$not" -> conditions.add(negated(path, value, here));
                case "$regex" -> conditions.add(QueryOperators.regex(path, value, map.get("$options"), here));
                case "$options" -> {
                    if (!map.containsKey("$regex")) {
                        here.wrongArguments("needs a $regex beside it");
                    }
                }
                default ->
                    conditions.add(QueryOperators.find(name)
                            .map(form -> form.compile(path, value, here))
                            .orElseGet(() -> {
                                here.error(
                                        "FLX-OPERATOR-UNKNOWN",
                                        "no operator " + name + " in $match" + NearestName.hint(name, names()));
                                return BROKEN;
                            }));
            }
        });
        return all(conditions);
    }

    private static Predicate<Document> negated(QueryPath path, Object value, Site site) {
        if (value instanceof Map<?, ?> map && hasOperator(map)) {
            return operators(path, map, site).negate();
        }
        site.wrongArguments("takes an object of operators; $ne is for values");
        return BROKEN;
    }
}
