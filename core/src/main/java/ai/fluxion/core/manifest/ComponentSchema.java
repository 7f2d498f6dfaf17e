package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.manifest.ComponentType.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of sources, sinks, stores and formats. Each type's options are described once, under {@code
 * #/$defs/<role>.<type>}; the places where they may stand refer to that.
 */
final class ComponentSchema {
    private static final String OPTIONS = "options";
    private static final Map<String, Object> OBJECT = Map.of("type", "object");
    /** Options may come from a connection, which is somewhere else. */
    private static final Map<String, Object> CONNECTED = Map.of(
            "required",
            List.of(Connections.REFERENCE),
            "properties",
            Map.of(Connections.REFERENCE, Map.of("not", OptionSchema.NULL)));

    private final ManifestCatalog catalog;
    private final Map<String, Object> definitions;

    /** @param definitions takes what others refer to */
    ComponentSchema(ManifestCatalog catalog, Map<String, Object> definitions) {
        this.catalog = catalog;
        this.definitions = definitions;
        definitions.put("setting", OptionSchema.passThrough());
    }

    /** Any source, sink or store: options nested under {@code options}, or beside {@code type}. */
    Map<String, Object> component(Role role) {
        List<Object> cases = new ArrayList<>();
        for (ComponentType type : catalog.types(role)) {
            describe(role, type);
            cases.add(oneCase(type, nestedOrFlat(role, type)));
        }
        return selected(role, cases);
    }

    /** Any format: its name, or its options beside {@code type}. */
    Map<String, Object> format() {
        List<Object> names = new ArrayList<>();
        List<Object> cases = new ArrayList<>();
        for (ComponentType type : catalog.types(Role.FORMAT)) {
            describe(Role.FORMAT, type);
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("type", true);
            type.names().forEach(name -> properties.put(name, reference(Role.FORMAT, type, name)));
            List<String> required = required(type);
            if (required.isEmpty()) {
                names.add(type.id());
            }
            cases.add(oneCase(
                    type, Map.of("properties", properties, "additionalProperties", false, "required", required)));
        }
        return Map.of("anyOf", List.of(Map.of("enum", names), OptionSchema.REFERENCE, selected(Role.FORMAT, cases)));
    }

    private Map<String, Object> selected(Role role, List<Object> cases) {
        List<String> ids = catalog.types(role).stream().map(ComponentType::id).toList();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", Map.of("type", Map.of("enum", ids)));
        if (role == Role.FORMAT) {
            schema.put("required", List.of("type"));
        } else { // a connection may say the type
            schema.put("anyOf", List.of(Map.of("required", List.of("type")), CONNECTED));
        }
        putUnlessEmpty(schema, "allOf", cases);
        return schema;
    }

    private static Map<String, Object> oneCase(ComponentType type, Map<String, Object> then) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("if", Map.of("required", List.of("type"), "properties", Map.of("type", Map.of("const", type.id()))));
        schema.put("then", then);
        return schema;
    }

    private void describe(Role role, ComponentType type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String key : type.passThrough().stream().sorted().toList()) {
            properties.put(key, Map.of("$ref", "#/$defs/setting"));
        }
        type.options().forEach(option -> properties.put(option.name(), OptionSchema.of(option)));
        Map<String, Object> schema = new LinkedHashMap<>();
        if (!type.doc().isEmpty()) {
            schema.put("description", type.doc());
        }
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        definitions.put(name(role, type), schema);
    }

    private static Map<String, Object> nestedOrFlat(Role role, ComponentType type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Object> once = new LinkedHashMap<>();
        properties.put("type", true);
        properties.put(Connections.REFERENCE, Map.of("type", List.of("string", "number", "boolean", "null")));
        properties.put(OPTIONS, Map.of("type", List.of("object", "null"), "$ref", "#/$defs/" + name(role, type)));
        for (String name : type.names()) {
            properties.put(name, reference(role, type, name));
            once.put(name, Map.of("properties", Map.of(OPTIONS, Map.of("properties", Map.of(name, false)))));
        }
        List<Object> present = new ArrayList<>();
        for (String name : required(type)) {
            Map<String, Object> nested = Map.of(
                    "required",
                    List.of(OPTIONS),
                    "properties",
                    Map.of(OPTIONS, with(OBJECT, "required", List.of(name))));
            present.add(Map.of("anyOf", List.of(Map.of("required", List.of(name)), nested, CONNECTED)));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        schema.put("dependentSchemas", once);
        putUnlessEmpty(schema, "allOf", present);
        return schema;
    }

    /** Draft 2020-12 wants at least one schema in it. */
    private static void putUnlessEmpty(Map<String, Object> schema, String key, List<Object> schemas) {
        if (!schemas.isEmpty()) {
            schema.put(key, schemas);
        }
    }

    private static Map<String, Object> with(Map<String, Object> schema, String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(schema);
        more.put(key, value);
        return more;
    }

    private static Map<String, Object> reference(Role role, ComponentType type, String option) {
        return Map.of("$ref", "#/$defs/" + name(role, type) + "/properties/" + pointer(option));
    }

    /** RFC 6901, section 3. */
    private static String pointer(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static String name(Role role, ComponentType type) {
        return (role == Role.STORE ? "store" : role.toString()) + "." + type.id();
    }

    private static List<String> required(ComponentType type) {
        return type.options().stream()
                .filter(ConnectorOption::required)
                .map(ConnectorOption::name)
                .toList();
    }
}
