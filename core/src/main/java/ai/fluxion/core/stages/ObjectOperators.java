package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code $mergeObjects}, {@code $getField}, {@code $setField}, {@code $unsetField}, and objects from and to arrays. */
final class ObjectOperators {
    private ObjectOperators() {}

    static void register(Operators all) {
        all.variadic("$mergeObjects", 0, -1, ObjectOperators::merge);
        all.form("$getField", ObjectOperators::getField);
        all.form("$setField", (arguments, site) -> setField(arguments, true, site));
        all.form("$unsetField", (arguments, site) -> setField(arguments, false, site));
        all.unary("$objectToArray", ObjectOperators::toArray);
        all.unary("$arrayToObject", ObjectOperators::fromArray);
    }

    private static Document object(Object value, Place place) {
        if (value instanceof Document document) {
            return document;
        }
        throw place.operand("an object", value);
    }

    private static Object merge(Object[] values, Place place) {
        DocumentBuilder merged = Document.builder();
        for (Object value : values) {
            if (!Operators.isNullish(value)) {
                merged.putAll(object(value, place));
            }
        }
        return merged.build();
    }

    private static Node getField(Object arguments, Site site) {
        boolean named = arguments instanceof Map<?, ?> map && (map.containsKey("field") || map.containsKey("input"));
        if (named && !Operators.checkNames(arguments, List.of("field"), List.of("input"), site)) {
            return Site.BROKEN;
        }
        Object field = named ? ((Map<?, ?>) arguments).get("field") : arguments;
        Node name = named ? site.at("field").expression(field) : site.expression(field);
        boolean hasInput = named && ((Map<?, ?>) arguments).containsKey("input");
        Node input = hasInput ? site.at("input").expression(((Map<?, ?>) arguments).get("input")) : Scope::record;
        return new GetField(name, input, site.place());
    }

    private record GetField(Node name, Node input, Place place) implements Node {
        @Override
        public Object evaluate(Scope scope) {
            return FieldPaths.seen(copy(scope));
        }

        @Override
        public Object copy(Scope scope) {
            Object value = Operators.value(input, scope, place);
            if (value == null) {
                return null;
            }
            String field = Strings.text(Operators.value(name, scope, place), place);
            return value instanceof Document document ? FieldPaths.field(document, field) : Missing.VALUE;
        }
    }

    private static Node setField(Object arguments, boolean takesValue, Site site) {
        List<String> names = takesValue ? List.of("field", "input", "value") : List.of("field", "input");
        List<Node> nodes = Operators.namedArguments(arguments, names, List.of(), site);
        if (nodes.isEmpty()) {
            return Site.BROKEN;
        }
        if (!(nodes.get(0) instanceof Literal literal && literal.value() instanceof String field)) {
            return site.at("field").broken("takes a name that is written out, not computed");
        }
        Node input = nodes.get(1);
        Node newValue = takesValue ? nodes.get(2) : new Literal(Missing.VALUE);
        Place place = site.place();
        return scope -> {
            Object value = Operators.value(input, scope, place);
            if (Operators.isNullish(value)) {
                return null;
            }
            Object changed = newValue.copy(scope);
            Document document = object(value, place);
            return changed == Missing.VALUE ? document.without(field) : document.with(field, changed);
        };
    }

    private static Object toArray(Object value, Place place) {
        if (Operators.isNullish(value)) {
            return null;
        }
        Document document = object(value, place);
        List<Object> entries = new ArrayList<>(document.size());
        for (int i = 0; i < document.size(); i++) {
            entries.add(Document.of("k", document.nameAt(i), "v", document.held(i)));
        }
        return Lists.of(entries);
    }

    private static Object fromArray(Object value, Place place) {
        if (Operators.isNullish(value)) {
            return null;
        }
        DocumentBuilder object = Document.builder();
        List<?> items = ArrayOperators.array(value, place);
        boolean pairs = !items.isEmpty() && items.get(0) instanceof List; // the first says what the others are
        for (Object item : items) {
            if (pairs && item instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof String name) {
                object.put(name, Document.held(pair, 1));
            } else if (!pairs
                    && item instanceof Document entry
                    && entry.size() == 2
                    && entry.get("k") instanceof String name
                    && entry.has("v")) {
                object.put(name, entry.held(entry.ordinal("v")));
            } else {
                throw place.operand("items like [name, value] or {k: name, v: value}", item);
            }
        }
        return object.build();
    }
}
