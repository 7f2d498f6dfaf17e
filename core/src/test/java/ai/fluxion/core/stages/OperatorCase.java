package ai.fluxion.core.stages;

import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.stages.Expression;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One case of an operator, from a file {@code cases/SECTION.yaml}: what the operator makes of values ({@code of}: one
 * argument, a list of them, or named ones), or what an expression makes of a record ({@code expr}, {@code on}). It {@code
 * is} a value, {@code fails} with a code, or is refused by {@code lint} with words of the message.
 */
record OperatorCase(String section, String operator, Map<?, ?> definition) {
    static final List<String> SECTIONS = List.of(
            "arithmetic",
            "array",
            "bitwise",
            "boolean",
            "comparison",
            "conditional",
            "date",
            "miscellaneous",
            "object",
            "set",
            "statistics",
            "string",
            "trigonometry",
            "type",
            "variable");

    /** A double that the result must be next to. */
    private record Near(double number) {}

    private static final Map<Tag, ConstructNode> TAGS = tags(Map.of(
            "!long", Long::valueOf,
            "!dec", BigDecimal::new,
            "!date", Instant::parse,
            "!day", LocalDate::parse,
            "!bin", text -> Bytes.wrap(Base64.getDecoder().decode(text)),
            "!uuid", UUID::fromString,
            "!near", text -> new Near(Double.parseDouble(text)),
            "!missing", text -> Missing.VALUE,
            "!unavailable", text -> Unavailable.VALUE));

    private static Map<Tag, ConstructNode> tags(Map<String, Function<String, Object>> readers) {
        Map<Tag, ConstructNode> tags = new HashMap<>();
        readers.forEach((tag, reader) -> tags.put(new Tag(tag), node -> reader.apply(((ScalarNode) node).getValue())));
        return tags;
    }

    static List<OperatorCase> ofSection(String section) {
        LoadSettings settings = LoadSettings.builder()
                .setTagConstructors(TAGS)
                .setAllowDuplicateKeys(false)
                .build();
        try (InputStream file = OperatorCase.class.getResourceAsStream("cases/" + section + ".yaml")) {
            List<OperatorCase> cases = new ArrayList<>();
            ((Map<?, ?>) new Load(settings).loadFromInputStream(file))
                    .forEach((operator, definitions) -> ((List<?>) definitions)
                            .forEach(each ->
                                    cases.add(new OperatorCase(section, String.valueOf(operator), (Map<?, ?>) each))));
            return cases;
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    String title() {
        return shown(definition);
    }

    boolean isOfValues() {
        return definition.containsKey("of");
    }

    /** What the values or the record of this case hold, however deep. */
    boolean mentions(Function<Object, Boolean> what) {
        return mentions(isOfValues() ? definition.get("of") : definition, what);
    }

    private static boolean mentions(Object value, Function<Object, Boolean> what) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .anyMatch(entry -> !"is".equals(entry.getKey()) && mentions(entry.getValue(), what));
        }
        return value instanceof List<?> items
                ? items.stream().anyMatch(item -> mentions(item, what))
                : what.apply(value);
    }

    boolean isFailure() {
        return !definition.containsKey("is");
    }

    // ---- what should come out, and what does

    /** Such as {@code 7}, {@code fails FLX-…} or {@code refused}. */
    String expected() {
        if (definition.containsKey("fails")) {
            return "fails " + definition.get("fails");
        }
        return definition.containsKey("lint") ? "refused" : shown(definition.get("is"));
    }

    /** The operator over fields of a record. */
    String outcome() {
        if (!isOfValues()) {
            return outcome(definition.get("expr"), record((Map<?, ?>) definition.get("on")));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        Object arguments = arguments((name, value) -> {
            fields.put(name, value);
            return "$" + name;
        });
        return outcome(Map.of(operator, arguments), record(fields));
    }

    /** The operator over values that are written out. */
    String outcomeOfConstants() {
        Object arguments = arguments((name, value) -> {
            Map<String, Object> literal = new HashMap<>();
            literal.put("$literal", value);
            return value == Missing.VALUE ? "$$REMOVE" : literal;
        });
        return outcome(Map.of(operator, arguments), Document.empty());
    }

    private Object arguments(java.util.function.BiFunction<String, Object, Object> argument) {
        Object values = definition.get("of");
        if (values instanceof Map<?, ?> named) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            named.forEach((name, value) -> arguments.put((String) name, argument.apply((String) name, value)));
            return arguments;
        }
        if (!(values instanceof List<?> list)) {
            return argument.apply("a", values);
        }
        List<Object> arguments = new ArrayList<>();
        for (Object value : list) {
            arguments.add(argument.apply(String.valueOf((char) ('a' + arguments.size())), value));
        }
        return arguments;
    }

    private static Document record(Map<?, ?> fields) {
        Map<String, Object> present = new LinkedHashMap<>();
        if (fields != null) {
            fields.forEach((name, value) -> {
                if (value != Missing.VALUE) {
                    present.put((String) name, value);
                }
            });
        }
        return Document.of(present);
    }

    private String outcome(Object expression, Document record) {
        List<StageProblem> problems = new ArrayList<>();
        Expression compiled = Expressions.compile(Map.of("r", expression), problems);
        if (!problems.isEmpty()) {
            boolean asSaid = definition.get("lint") == null
                    || problems.get(0).message().contains(String.valueOf(definition.get("lint")));
            return asSaid ? "refused" : problems.toString();
        }
        try {
            Document result = (Document) compiled.evaluate(record);
            Object value = result.has("r") ? result.get("r") : Missing.VALUE;
            boolean near = definition.get("is") instanceof Near wanted
                    && value instanceof Double number
                    && Math.abs(number - wanted.number) <= 4 * Math.ulp(wanted.number);
            return near ? expected() : shown(value);
        } catch (FluxionException failed) {
            return "fails " + failed.failure().code();
        }
    }

    /** A value with its type. */
    private static String shown(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> fields = new ArrayList<>();
            map.forEach((name, field) -> fields.add(name + ": " + shown(field)));
            return "{" + String.join(", ", fields) + "}";
        }
        if (value instanceof Document document) {
            Map<String, Object> fields = new LinkedHashMap<>();
            document.forEach(fields::put);
            return shown(fields);
        }
        if (value instanceof List<?> items) {
            return "["
                    + String.join(", ", items.stream().map(OperatorCase::shown).toList()) + "]";
        }
        if (value instanceof Long) {
            return value + "L";
        }
        if (value instanceof BigDecimal) {
            return value + "m";
        }
        if (value instanceof String text) {
            return "'" + text + "'";
        }
        if (value instanceof Bytes bytes) {
            return "bytes " + bytes.base64();
        }
        return value instanceof Double number && number == 0 ? "0.0" : String.valueOf(value);
    }
}
