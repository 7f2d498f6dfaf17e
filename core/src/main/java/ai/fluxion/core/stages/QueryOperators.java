package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Unavailable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** The operators that {@code $match} has for the value of a field. Order comparisons hold only within one type. */
final class QueryOperators {
    /** Compiles an operator's operand to a condition on the field. */
    @FunctionalInterface
    interface Form {
        Predicate<Document> compile(QueryPath path, Object operand, Site site);
    }

    private static final Map<String, Form> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("$eq", QueryOperators::equality),
            Map.entry(
                    "$ne",
                    (path, operand, site) -> equality(path, operand, site).negate()),
            Map.entry("$gt", (path, operand, site) -> ordered(path, operand, order -> order > 0, false, site)),
            Map.entry("$gte", (path, operand, site) -> ordered(path, operand, order -> order >= 0, true, site)),
            Map.entry("$lt", (path, operand, site) -> ordered(path, operand, order -> order < 0, false, site)),
            Map.entry("$lte", (path, operand, site) -> ordered(path, operand, order -> order <= 0, true, site)),
            Map.entry("$in", QueryOperators::in),
            Map.entry("$nin", (path, operand, site) -> in(path, operand, site).negate()),
            Map.entry("$exists", QueryOperators::exists),
            Map.entry("$type", QueryOperators::type),
            Map.entry("$regex", (path, operand, site) -> regex(path, operand, null, site)),
            Map.entry("$size", QueryOperators::size),
            Map.entry("$all", QueryOperators::all),
            Map.entry("$elemMatch", QueryOperators::elemMatch),
            Map.entry("$mod", QueryOperators::mod)));

    private QueryOperators() {}

    static Optional<Form> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    /** A condition on the values of the field; one that the source did not send fails the record. */
    private static Predicate<Document> onValues(QueryPath path, Site site, Predicate<Object> test) {
        Place place = site.place();
        Predicate<Object> known = value -> {
            if (value == Unavailable.VALUE) {
                throw place.unavailable();
            }
            return test.test(value);
        };
        return document -> path.any(document, known);
    }

    private static Predicate<Object> equalTo(Object operand) {
        return operand == null ? Operators::isNullish : value -> Ordering.equal(value, operand);
    }

    static Predicate<Document> equality(QueryPath path, Object operand, Site site) {
        return onValues(path, site, equalTo(site.value(operand).orElse(null)));
    }

    private static Predicate<Document> ordered(
            QueryPath path, Object definition, IntPredicate holds, boolean orEqual, Site site) {
        Object operand = site.value(definition).orElse(null);
        if (operand == null) {
            return onValues(path, site, value -> orEqual && Operators.isNullish(value));
        }
        int rank = BsonType.of(operand).rank();
        boolean notANumber = isNaN(operand);
        return onValues(path, site, value -> {
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

    private static Predicate<Document> in(QueryPath path, Object operand, Site site) {
        if (!(operand instanceof List<?> definitions)) {
            site.wrongArguments("takes a list of values");
            return QuerySyntax.BROKEN;
        }
        Set<Object> texts = new HashSet<>();
        List<Predicate<Object>> others = new ArrayList<>();
        for (int i = 0; i < definitions.size(); i++) {
            Object value = site.at(i).value(definitions.get(i)).orElse(null);
            if (value instanceof String) {
                texts.add(value);
            } else {
                others.add(equalTo(value));
            }
        }
        return onValues(path, site, value -> {
            if (value instanceof String) {
                return texts.contains(value);
            }
            for (int i = 0; i < others.size(); i++) {
                if (others.get(i).test(value)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static Predicate<Document> exists(QueryPath path, Object operand, Site site) {
        if (!(operand instanceof Boolean) && !(operand instanceof Number)) {
            site.wrongArguments("takes true or false");
        }
        Predicate<Document> there = document -> path.anyWhole(document, value -> value != Missing.VALUE);
        return Booleans.isTrue(operand) ? there : there.negate();
    }

    private static Predicate<Document> type(QueryPath path, Object operand, Site site) {
        List<?> names = operand instanceof List<?> list ? list : List.of(operand == null ? "" : operand);
        Set<BsonType> types = new HashSet<>();
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
        return document -> path.any(document, value -> types.contains(BsonType.of(value)));
    }

    /** @param options text, or null for none */
    static Predicate<Document> regex(QueryPath path, Object operand, Object options, Site site) {
        if (!(operand instanceof String pattern)) {
            site.wrongArguments("takes a regular expression as text");
            return QuerySyntax.BROKEN;
        }
        Place place = site.place();
        return Regex.compile(pattern, options, site)
                .map(regex -> onValues(path, site, value -> value instanceof String text && regex.find(text, place)))
                .orElse(QuerySyntax.BROKEN);
    }

    private static Predicate<Document> size(QueryPath path, Object operand, Site site) {
        Long size = Numbers.exactLong(operand);
        if (size == null || size < 0) {
            site.wrongArguments("takes an integer of 0 or more");
            return QuerySyntax.BROKEN;
        }
        long wanted = size;
        return document -> path.anyWhole(document, value -> value instanceof List<?> items && items.size() == wanted);
    }

    private static Predicate<Document> all(QueryPath path, Object operand, Site site) {
        if (!(operand instanceof List<?> items)) {
            site.wrongArguments("takes a list of values, or of {$elemMatch: …}");
            return QuerySyntax.BROKEN;
        }
        Predicate<Document> every = items.isEmpty() ? QuerySyntax.BROKEN : document -> true;
        for (int i = 0; i < items.size(); i++) {
            Site here = site.at(i);
            boolean elemMatch = items.get(i) instanceof Map<?, ?> map && map.containsKey("$elemMatch");
            every = every.and(
                    elemMatch
                            ? QuerySyntax.operators(path, (Map<?, ?>) items.get(i), here)
                            : equality(path, items.get(i), here));
        }
        return every;
    }

    /** An array that has an item for which all conditions hold. */
    private static Predicate<Document> elemMatch(QueryPath path, Object operand, Site site) {
        if (!(operand instanceof Map<?, ?> map)) {
            site.wrongArguments("takes an object of conditions");
            return QuerySyntax.BROKEN;
        }
        boolean onValue =
                map.keySet().stream().anyMatch(key -> ALL.containsKey(String.valueOf(key)) || "$not".equals(key));
        Predicate<Object> item;
        if (onValue) {
            // the operators see the item as a field of its own, so that they are the same everywhere
            Predicate<Document> conditions = QuerySyntax.operators(QueryPath.of(List.of("item"), false), map, site);
            item = value -> conditions.test(Document.of("item", value));
        } else {
            Predicate<Document> conditions = QuerySyntax.compile(map, false, site);
            item = value -> value instanceof Document document && conditions.test(document);
        }
        return document -> path.anyWhole(
                document,
                value -> value instanceof List<?> items && items.stream().anyMatch(item));
    }

    private static Predicate<Document> mod(QueryPath path, Object operand, Site site) {
        boolean pair = operand instanceof List<?> list
                && list.size() == 2
                && list.get(0) instanceof Number
                && list.get(1) instanceof Number;
        long divisor = pair ? ((Number) ((List<?>) operand).get(0)).longValue() : 0;
        if (divisor == 0) {
            site.wrongArguments("takes [divisor, remainder], the divisor not 0");
            return QuerySyntax.BROKEN;
        }
        long remainder = ((Number) ((List<?>) operand).get(1)).longValue();
        return onValues(
                path,
                site,
                value -> value instanceof Number number
                        && Numbers.isFinite(number)
                        && Math.abs(number.doubleValue()) < 0x1p63
                        && number.longValue() % divisor == remainder);
    }
}
