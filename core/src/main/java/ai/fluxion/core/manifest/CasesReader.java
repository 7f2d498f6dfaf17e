package ai.fluxion.core.manifest;

import ai.fluxion.core.manifest.ManifestCase.Item;
import ai.fluxion.core.manifest.ObjectNode.Entry;
import ai.fluxion.core.names.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the tests of a manifest: {@code {manifest, pipeline, cases: [{name, input, output, deadLetters, mocks}]}}, in any syntax that
 * manifests have.
 */
public final class CasesReader {
    private static final List<String> FILE_KEYS = List.of("manifest", "pipeline", "cases");
    private static final List<String> CASE_KEYS = List.of("name", "input", "output", "deadLetters", "mocks");
    private static final Pattern STAGE = Pattern.compile("stages\\[(\\d{1,6})]");

    private final Path file;
    private final Problems problems = new Problems();

    private CasesReader(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @param found takes what is wrong with it; with an error in it, nothing is returned
     */
    public static Optional<ManifestCases> read(Path file, List<Problem> found) {
        CasesReader reader = new CasesReader(file);
        Optional<ManifestCases> cases = ManifestText.read(file, reader.problems).map(reader::cases);
        found.addAll(reader.problems.all());
        return reader.problems.hasErrors() ? Optional.empty() : cases;
    }

    private ManifestCases cases(Node root) {
        Map<String, Entry> fields = fields(root, "a test file", FILE_KEYS, List.of("manifest", "cases"));
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        Path manifest = text(fields.get("manifest")).map(folder::resolve).orElse(folder);
        List<ManifestCase> cases = new ArrayList<>();
        for (Node item : items(fields.get("cases"))) {
            cases.add(oneCase(item));
        }
        return new ManifestCases(manifest, text(fields.get("pipeline")), cases);
    }

    private ManifestCase oneCase(Node node) {
        Map<String, Entry> fields = fields(node, "a case", CASE_KEYS, List.of("name", "input"));
        return new ManifestCase(
                text(fields.get("name")).orElse(""),
                node.location(),
                values(
                        fields.get("input"),
                        item -> item instanceof ObjectNode
                                || (item instanceof ScalarNode scalar && scalar.value() instanceof String),
                        "a map of fields, or text: the payload"),
                values(fields.get("output"), ObjectNode.class::isInstance, "a map of fields"),
                values(fields.get("deadLetters"), ObjectNode.class::isInstance, "a map of fields"),
                mocks(fields.get("mocks")));
    }

    private Map<Integer, List<Object>> mocks(Entry entry) {
        Map<Integer, List<Object>> mocks = new HashMap<>();
        if (entry == null || entry.value().isNull()) {
            return mocks;
        }
        if (!(entry.value() instanceof ObjectNode map)) {
            wrongType(entry.value(), "`mocks`", "a map of stages");
            return mocks;
        }
        for (Entry mock : map.entries()) {
            Matcher stage = STAGE.matcher(mock.key());
            if (!stage.matches()) {
                problems.error(
                        "FLX-TEST-MOCK",
                        mock.location(),
                        "'" + mock.key() + "' names no stage; the first is `stages[0]`");
                continue;
            }
            Object stages = PlainValues.written(mock.value());
            mocks.put(
                    Integer.valueOf(stage.group(1)),
                    stages instanceof List<?> list ? List.copyOf(list) : List.of(stages));
        }
        return mocks;
    }

    private Map<String, Entry> fields(Node node, String what, List<String> known, List<String> required) {
        Map<String, Entry> fields = new LinkedHashMap<>();
        if (!(node instanceof ObjectNode map)) {
            wrongType(node, what, "a map");
            return fields;
        }
        for (Entry entry : map.entries()) {
            if (known.contains(entry.key())) {
                fields.put(entry.key(), entry);
            } else {
                problems.error(
                        "FLX-MANIFEST-KEY-UNKNOWN",
                        entry.location(),
                        "there is no key '" + entry.key() + "' in " + what + NearestName.hint(entry.key(), known));
            }
        }
        for (String key : required) {
            if (!fields.containsKey(key)) {
                problems.error("FLX-MANIFEST-MISSING", node.location(), what + " needs `" + key + "`");
            }
        }
        return fields;
    }

    private Optional<String> text(Entry entry) {
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value() instanceof ScalarNode scalar && scalar.value() instanceof String text && !text.isEmpty()) {
            return Optional.of(text);
        }
        wrongType(entry.value(), "`" + entry.key() + "`", "text");
        return Optional.empty();
    }

    private List<Item> values(Entry entry, Predicate<Node> allowed, String expected) {
        List<Item> values = new ArrayList<>();
        for (Node item : items(entry)) {
            if (allowed.test(item)) {
                values.add(new Item(item.location(), PlainValues.written(item)));
            } else {
                wrongType(item, "an item of `" + entry.key() + "`", expected);
            }
        }
        return values;
    }

    private List<Node> items(Entry entry) {
        if (entry == null || entry.value().isNull()) {
            return List.of();
        }
        if (entry.value() instanceof ArrayNode list) {
            return list.items();
        }
        wrongType(entry.value(), "`" + entry.key() + "`", "a list");
        return List.of();
    }

    private void wrongType(Node node, String what, String expected) {
        problems.error(
                "FLX-MANIFEST-TYPE", node.location(), what + ": expected " + expected + ", found " + node.describe());
    }
}
