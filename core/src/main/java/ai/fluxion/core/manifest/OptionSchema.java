package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of one option's value: all forms in which the linter takes it, and references. */
final class OptionSchema {
    /** Text with a reference: what it stands for, no schema can know. */
    static final Map<String, Object> REFERENCE = Map.of("$ref", "#/$defs/reference");

    static final Map<String, Object> NULL = Map.of("type", "null");
    static final Map<String, Object> SCALAR = Map.of("type", List.of("string", "number", "boolean"));

    private OptionSchema() {}

    static Map<String, Object> of(ConnectorOption option) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (!option.doc().isEmpty()) {
            schema.put("description", option.doc());
        }
        option.defaultValue().ifPresent(value -> schema.put("default", value));
        if (option.secret()) {
            schema.put("writeOnly", true);
        }
        List<Object> forms = new ArrayList<>(option.allowed().isEmpty() ? forms(option) : allowed(option));
        if (!option.required()) {
            forms.add(NULL);
        }
        schema.put("anyOf", forms);
        return schema;
    }

    /** What a client takes as its own setting. */
    static Map<String, Object> passThrough() {
        return Map.of("anyOf", List.of(SCALAR, texts(), NULL));
    }

    private static List<Object> forms(ConnectorOption option) {
        return switch (option.type()) {
            case STRING, PATH -> List.of(SCALAR);
            case INTEGER -> List.of(bounded(option, "integer"), pattern("^\\s*[+-]?[0-9]{1,19}\\s*$"), REFERENCE);
            case NUMBER ->
                List.of(
                        bounded(option, "number"),
                        pattern("^\\s*[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*$"),
                        REFERENCE);
            case BOOLEAN ->
                List.of(
                        Map.of("type", "boolean"),
                        pattern("^\\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\\s*$"),
                        REFERENCE);
            case DURATION -> List.of(pattern("^\\s*([0-9]{1,15}\\s*(ns|us|ms|s|m|h|d)|[+-]?[Pp].+)\\s*$"), REFERENCE);
            case SIZE ->
                List.of(
                        bounded(option, "integer"),
                        pattern("^\\s*[0-9]{1,15}\\s*(B|KiB|MiB|GiB|TiB)?\\s*$"),
                        REFERENCE);
            case LIST -> List.of(SCALAR, texts());
            case MAP -> List.of(Map.of("type", "object", "additionalProperties", SCALAR));
            case FORMAT -> List.of(Map.of("$ref", "#/$defs/format"));
            case EXPRESSION -> List.of(Map.of());
        };
    }

    private static List<Object> allowed(ConnectorOption option) {
        List<Object> values = new ArrayList<>();
        for (String word : option.allowed()) {
            values.add(word);
            if (word.matches("0|[1-9][0-9]{0,8}")) {
                values.add(Integer.valueOf(word));
            } else if (word.matches("true|false")) {
                values.add(Boolean.valueOf(word));
            }
        }
        return List.of(Map.of("enum", values), REFERENCE);
    }

    private static Map<String, Object> texts() {
        return Map.of("type", "array", "items", SCALAR);
    }

    private static Map<String, Object> pattern(String regex) {
        return Map.of("type", "string", "pattern", regex);
    }

    private static Map<String, Object> bounded(ConnectorOption option, String type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        option.least().ifPresent(least -> schema.put("minimum", least));
        option.most().ifPresent(most -> schema.put("maximum", most));
        return schema;
    }
}
