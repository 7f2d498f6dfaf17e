package ai.fluxion.core.manifest;

import ai.fluxion.core.manifest.ComponentType.Role;
import ai.fluxion.core.manifest.ManifestKey.Execution;
import ai.fluxion.core.manifest.ManifestKey.InvalidRecords;
import ai.fluxion.core.manifest.ManifestKey.NamedOptions;
import ai.fluxion.core.manifest.ManifestKey.OperationDefinitions;
import ai.fluxion.core.manifest.ManifestKey.Operations;
import ai.fluxion.core.manifest.ManifestKey.PipelineId;
import ai.fluxion.core.manifest.ManifestKey.Section;
import ai.fluxion.core.manifest.ManifestKey.Setting;
import ai.fluxion.core.manifest.ManifestKey.Sink;
import ai.fluxion.core.manifest.ManifestKey.Source;
import ai.fluxion.core.manifest.ManifestKey.Stages;
import ai.fluxion.core.manifest.ManifestKey.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (draft 2020-12) of manifests, in their short form and their long one, built from the keys and options that the linter checks.
 * What a schema can't know, it lets pass: the stage language, what references stand for, bounds of durations, and what a
 * connector checks of its options together.
 */
public final class ManifestSchema {
    private final Map<String, Object> definitions = new LinkedHashMap<>();
    private final ComponentSchema components;

    private ManifestSchema(ManifestCatalog catalog) {
        this.components = new ComponentSchema(catalog, definitions);
    }

    /** The schema of manifests that name what a catalog holds, as indented JSON. */
    public static String generate(ManifestCatalog catalog) {
        return SchemaText.write(new ManifestSchema(catalog).schema());
    }

    private Map<String, Object> schema() {
        definitions.put("reference", Map.of("type", "string", "pattern", "\\$\\{"));
        definitions.put("format", components.format());
        definitions.put("source", components.component(Role.SOURCE));
        definitions.put("sink", components.component(Role.SINK));
        definitions.put("store", components.component(Role.STORE));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Fluxion manifest");
        schema.put("type", "object");
        schema.put(
                "if",
                Map.of(
                        "anyOf",
                        List.of(
                                Map.of("required", List.of(ManifestKeys.OPERATIONS.name())),
                                Map.of("required", List.of(ManifestKeys.OPERATION_DEFS.name())))));
        schema.put("then", reference("connectorManifest"));
        schema.put("else", reference("manifest"));
        definitions.put("manifest", pipeline(ManifestKeys.MANIFEST));
        definitions.put("execution", pipeline(ManifestKeys.PIPELINE_EXECUTION));
        Map<String, Object> longForm = section(ManifestKeys.CONNECTOR_MANIFEST);
        longForm.put("type", "object");
        definitions.put("connectorManifest", longForm);
        schema.put("$defs", definitions);
        return schema;
    }

    private Map<String, Object> pipeline(Section section) {
        Map<String, Object> schema = section(section);
        schema.put("type", "object");
        schema.put("oneOf", List.of(holding(ManifestKeys.SINK, "object"), holding(ManifestKeys.SINKS, "array")));
        return schema;
    }

    private static Map<String, Object> holding(ManifestKey key, String type) {
        return Map.of("required", List.of(key.name()), "properties", Map.of(key.name(), Map.of("type", type)));
    }

    private Map<String, Object> section(Section section) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (ManifestKey key : section.keys()) {
            properties.put(key.name(), value(key));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", section.doc());
        schema.put("type", List.of("object", "null"));
        schema.put(
                "required",
                section.keys().stream()
                        .filter(ManifestKey::required)
                        .map(ManifestKey::name)
                        .toList());
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> value(ManifestKey key) {
        if (key instanceof Section section) {
            return section(section);
        }
        if (key instanceof Setting setting) {
            return OptionSchema.of(setting.option());
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", key.doc());
        if (key instanceof PipelineId id) {
            schema.putAll(OptionSchema.SCALAR);
            schema.put("pattern", "^" + id.pattern().pattern() + "$");
            schema.put("minimum", 0);
        } else if (key instanceof Source) {
            schema.put("$ref", "#/$defs/source");
        } else if (key instanceof Sink sink && sink.many()) {
            schema.put("type", List.of("array", "null"));
            schema.put("items", reference("sink"));
            schema.put("minItems", 1);
        } else if (key instanceof Sink) {
            schema.put("anyOf", List.of(reference("sink"), OptionSchema.NULL));
        } else if (key instanceof Store) {
            schema.put("anyOf", List.of(reference("store"), OptionSchema.NULL));
        } else if (key instanceof Stages) {
            schema.put("type", List.of("array", "null"));
        } else if (key instanceof InvalidRecords) {
            schema.put("anyOf", invalidRecords());
        } else if (key instanceof NamedOptions) {
            schema.put("type", List.of("object", "null"));
            schema.put("additionalProperties", Map.of("type", List.of("object", "null")));
        } else if (key instanceof Operations) {
            schema.putAll(operations());
        } else if (key instanceof OperationDefinitions definitionsOf) {
            Map<String, Object> operation = section(definitionsOf.operation());
            operation.put("type", "object");
            schema.put("type", "object");
            schema.put("additionalProperties", operation);
        } else if (key instanceof Execution) {
            schema.putAll(execution());
        }
        return schema;
    }

    private static Map<String, Object> operations() {
        Map<String, Object> reference = Map.of(
                "type", "object", "properties", Map.of("$ref", Map.of("type", "string")), "required", List.of("$ref"));
        Map<String, Object> named = Map.of("anyOf", List.of(OptionSchema.SCALAR, reference));
        Map<String, Object> empty = Map.of("type", List.of("object", "null"), "maxProperties", 0);
        return Map.of(
                "type",
                List.of("object", "array", "null"),
                "items",
                named,
                "additionalProperties",
                Map.of("anyOf", List.of(OptionSchema.SCALAR, reference, empty)));
    }

    /** What is no pipeline is for others to check. */
    private static Map<String, Object> execution() {
        Map<String, Object> streaming = Map.of("properties", Map.of("type", Map.of("const", LongForm.STREAMING)));
        return Map.of(
                "type",
                "object",
                "required",
                List.of("type"),
                "properties",
                Map.of("type", Map.of("type", "string")),
                "if",
                streaming,
                "then",
                reference("execution"));
    }

    private static List<Object> invalidRecords() {
        Map<String, Object> deadLetter = new LinkedHashMap<>();
        deadLetter.put("type", "object");
        deadLetter.put("required", List.of("deadLetter"));
        deadLetter.put("properties", Map.of("deadLetter", reference("sink")));
        deadLetter.put("additionalProperties", false);
        return List.of(Map.of("enum", List.of("fail", "skip")), deadLetter, OptionSchema.NULL);
    }

    private static Map<String, Object> reference(String definition) {
        return Map.of("$ref", "#/$defs/" + definition);
    }
}
