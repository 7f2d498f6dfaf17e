package ai.fluxion.core.manifest;

import ai.fluxion.core.manifest.ObjectNode.Entry;
import ai.fluxion.core.manifest.SectionReader.Fields;
import ai.fluxion.core.names.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The long form of manifests, a connector manifest: each of its operations that streams is a pipeline, named
 * {@code <id>.<operation>}. Operations of other kinds are left out, with a warning.
 */
final class LongForm {
    static final String STREAMING = "streaming";
    private static final String REF = "$ref";
    private static final String REF_PREFIX = "#/operationDefs/";

    private final SectionReader sections;
    private final ManifestChecker pipelines;
    private final Problems problems;

    LongForm(Reading reading, ManifestChecker pipelines) {
        this.sections = new SectionReader(reading);
        this.pipelines = pipelines;
        this.problems = reading.problems();
    }

    /** Whether a manifest is in the long form, or was meant to be. */
    static boolean is(ObjectNode root) {
        List<String> names = List.of(ManifestKeys.OPERATION_DEFS.name(), ManifestKeys.OPERATIONS.name());
        return names.stream().anyMatch(name -> root.entry(name).isPresent())
                || (root.entry(ManifestKeys.SOURCE.name()).isEmpty()
                        && root.entries().stream()
                                .anyMatch(entry ->
                                        NearestName.of(entry.key(), names).isPresent()));
    }

    /**
     * One operation that streams.
     *
     * @param id the pipeline's
     * @param execution what it does
     */
    record Streaming(String id, ObjectNode execution) {}

    /** The operations that stream, in their order; without those that are wrong, which is reported. */
    List<Streaming> operations(ObjectNode root) {
        Fields fields = sections.fields(root, ManifestKeys.CONNECTOR_MANIFEST);
        fields.node(ManifestKeys.SCHEMA_VERSION).ifPresent(this::checkVersion);
        Optional<String> id = fields.node(ManifestKeys.ID).map(pipelines::id);
        Map<String, Entry> definitions =
                fields.node(ManifestKeys.OPERATION_DEFS).map(this::definitions).orElse(Map.of());
        Map<String, Entry> operations = fields.node(ManifestKeys.OPERATIONS)
                .map(node -> operations(node, definitions))
                .orElse(definitions);
        List<Streaming> found = new ArrayList<>();
        operations.forEach((name, definition) -> execution(name, definition)
                .ifPresent(execution -> found.add(streaming(id.orElse(""), name, definition, execution))));
        if (found.isEmpty() && !problems.hasErrors()) {
            problems.error(
                    "FLX-MANIFEST-OPERATION",
                    root.location(),
                    "there is no pipeline: no operation has `execution` with `type: " + STREAMING + "`");
        }
        return found;
    }

    private void checkVersion(Node node) {
        String version = node instanceof ScalarNode scalar ? scalar.text() : "";
        if (!version.matches("1(\\..*)?")) {
            problems.report(
                    Severity.WARNING,
                    "FLX-MANIFEST-VALUE",
                    node.location(),
                    "`schemaVersion`: this version reads 1; what a later one adds, it does not know");
        }
    }

    private Map<String, Entry> definitions(Node node) {
        Map<String, Entry> definitions = new LinkedHashMap<>();
        if (node instanceof ObjectNode map) {
            map.entries().forEach(entry -> definitions.put(entry.key(), entry));
        } else {
            wrongType("operationDefs", "a map", node);
        }
        return definitions;
    }

    /** What the manifest offers: a list of names, or a map from names to definitions. */
    private Map<String, Entry> operations(Node node, Map<String, Entry> definitions) {
        Map<String, Entry> operations = new LinkedHashMap<>();
        if (node instanceof ObjectNode map) {
            for (Entry entry : map.entries()) {
                find(definitionName(entry), definitions).ifPresent(found -> operations.put(entry.key(), found));
            }
        } else if (node instanceof ArrayNode list) {
            for (Node item : list.items()) {
                find(item, definitions).ifPresent(found -> operations.put(found.key(), found));
            }
        } else {
            wrongType("operations", "a map or a list", node);
        }
        for (Entry definition : definitions.values()) {
            if (operations.values().stream().noneMatch(used -> used.key().equals(definition.key()))
                    && !problems.hasErrors()) {
                leftOut(definition, "is not among `operations`");
            }
        }
        return operations;
    }

    /** An operation's own name, unless it says which definition it means. */
    private static Node definitionName(Entry entry) {
        return entry.value().isNull()
                ? new ScalarNode(entry.location(), entry.key(), entry.key())
                : entry.value() instanceof ObjectNode map && map.entries().isEmpty()
                        ? new ScalarNode(map.location(), entry.key(), entry.key())
                        : entry.value();
    }

    private Optional<Entry> find(Node reference, Map<String, Entry> definitions) {
        Node node = reference instanceof ObjectNode map
                ? map.entry(REF).map(Entry::value).orElse(reference)
                : reference;
        if (!(node instanceof ScalarNode scalar)) {
            wrongType("operations", "the name of a definition, or {$ref: \"" + REF_PREFIX + "name\"}", node);
            return Optional.empty();
        }
        String name =
                scalar.text().startsWith(REF_PREFIX) ? scalar.text().substring(REF_PREFIX.length()) : scalar.text();
        Optional<Entry> found = Optional.ofNullable(definitions.get(name));
        if (found.isEmpty()) {
            problems.error(
                    "FLX-MANIFEST-OPERATION",
                    node.location(),
                    "there is no operation '" + name + "' in `operationDefs`"
                            + NearestName.hint(name, definitions.keySet()));
        }
        return found;
    }

    /** The execution of an operation that streams. */
    private Optional<ObjectNode> execution(String name, Entry definition) {
        if (!(definition.value() instanceof ObjectNode map)) {
            wrongType(name, "a map", definition.value());
            return Optional.empty();
        }
        Optional<Node> execution = sections.fields(map, ManifestKeys.OPERATION).node(ManifestKeys.EXECUTION);
        if (execution.isEmpty()) {
            return Optional.empty();
        }
        if (!(execution.get() instanceof ObjectNode found)) {
            wrongType("execution", "a map", execution.get());
            return Optional.empty();
        }
        Optional<Entry> type = found.entry(ManifestKeys.EXECUTION_TYPE.name())
                .filter(entry -> !entry.value().isNull());
        if (type.isEmpty()) {
            return Optional.of(found); // whoever reads its keys says what is missing
        }
        String word = type.get().value() instanceof ScalarNode scalar ? scalar.text() : "";
        if (word.equals(STREAMING)) {
            return Optional.of(found);
        }
        if (NearestName.of(word, List.of(STREAMING)).isPresent()) {
            problems.error(
                    "FLX-MANIFEST-OPERATION",
                    type.get().value().location(),
                    "there is no execution of type '" + word + "': did you mean '" + STREAMING + "'?");
            return Optional.empty();
        }
        leftOut(definition, "has another type of execution than `" + STREAMING + "`");
        return Optional.empty();
    }

    private Streaming streaming(String id, String operation, Entry definition, ObjectNode execution) {
        String whole = id + "." + operation;
        if (!id.isEmpty() && !ManifestKeys.ID.pattern().matcher(whole).matches()) {
            problems.error(
                    "FLX-MANIFEST-ID",
                    definition.location(),
                    "the pipeline's id would be '" + whole
                            + "'; an id is at most 100 letters, digits, dots, underscores and hyphens");
        }
        return new Streaming(whole, execution);
    }

    private void leftOut(Entry definition, String why) {
        problems.report(
                Severity.WARNING,
                "FLX-MANIFEST-OPERATION-LEFT-OUT",
                definition.location(),
                "the operation '" + definition.key() + "' " + why + "; it is left out");
    }

    private void wrongType(String what, String expected, Node found) {
        problems.error(
                "FLX-MANIFEST-TYPE",
                found.location(),
                "`" + what + "`: expected " + expected + ", found " + found.describe());
    }
}
