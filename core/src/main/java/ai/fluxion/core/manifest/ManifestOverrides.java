package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.manifest.ObjectNode.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Values given on the command line in place of the manifest's: {@code path=value}. The path's steps are keys, or indexes
 * from 0 in a list, with dots between them; a key that holds dots stands in double quotes. The value is YAML; an empty one
 * is as good as no key. Immutable.
 */
public final class ManifestOverrides {
    private static final String FILE = "--set";
    private static final ManifestOverrides NONE = new ManifestOverrides(List.of());

    private final List<Replacement> overrides;

    private ManifestOverrides(List<Replacement> overrides) {
        this.overrides = List.copyOf(overrides);
    }

    private record Replacement(List<String> path, Location location, Node value) {}

    public static ManifestOverrides none() {
        return NONE;
    }

    /**
     * Reads overrides; of two with the same path, the later one counts.
     *
     * @param texts each {@code path=value}
     * @throws FluxionException fatal, if one has another form, or its value is no YAML
     */
    public static ManifestOverrides parse(List<String> texts) {
        List<Replacement> overrides = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            overrides.add(parse(texts.get(i), i + 1));
        }
        return new ManifestOverrides(overrides);
    }

    private static Replacement parse(String text, int number) {
        List<String> path = new ArrayList<>();
        int at = path(text, path, number);
        Problems problems = new Problems();
        Location location = new Location(FILE, number, at + 2);
        try {
            Optional<Node> value = YamlTree.read(FILE, text.substring(at + 1), problems);
            if (problems.hasErrors()) {
                throw refused(number, problems.all().get(0).message());
            }
            return new Replacement(
                    path,
                    location,
                    value.map(node -> moved(node, location)).orElseGet(() -> new ScalarNode(location, null, "")));
        } catch (SyntaxException wrong) {
            throw refused(number, wrong.getMessage());
        }
    }

    /** @return the index of the equals sign */
    private static int path(String text, List<String> path, int number) {
        int at = 0;
        while (true) {
            boolean quoted = text.startsWith("\"", at);
            int end = quoted ? text.indexOf('"', at + 1) : at;
            while (!quoted && end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '=') {
                end++;
            }
            String step = end < 0 ? "" : text.substring(quoted ? at + 1 : at, end);
            int next = quoted ? end + 1 : end;
            if (end < 0 || step.isEmpty() || next >= text.length() || path.size() == Node.MAX_DEPTH) {
                throw refused(number, "it is no path=value");
            }
            path.add(step);
            if (text.charAt(next) == '=') {
                return next;
            }
            if (text.charAt(next) != '.') {
                throw refused(number, "after a quoted key comes a dot or an equals sign");
            }
            at = next + 1;
        }
    }

    private static FluxionException refused(int number, String why) {
        return Failure.fatal(
                        "FLX-MANIFEST-OVERRIDE", "the " + FILE + " option number " + number + " can't be used: " + why)
                .at(FILE)
                .remedy("Write path=value, such as source.options.topic=orders; a key that holds dots stands in double"
                        + " quotes, and the value is YAML.")
                .exception();
    }

    /** All parts of an override's value have one place. */
    private static Node moved(Node node, Location to) {
        if (node instanceof ObjectNode map) {
            return new ObjectNode(
                    to,
                    map.entries().stream()
                            .map(entry -> new Entry(entry.key(), to, moved(entry.value(), to)))
                            .toList());
        }
        if (node instanceof ArrayNode list) {
            return new ArrayNode(
                    to, list.items().stream().map(item -> moved(item, to)).toList());
        }
        ScalarNode scalar = (ScalarNode) node;
        return new ScalarNode(to, scalar.value(), scalar.text());
    }

    /** The tree with the overrides in it. */
    Node apply(Node root, Problems problems) {
        Node result = root;
        for (Replacement override : overrides) {
            result = set(result, override, 0, problems);
        }
        return result;
    }

    private static Node set(Node node, Replacement override, int depth, Problems problems) {
        if (depth == override.path().size()) {
            return override.value();
        }
        String step = override.path().get(depth);
        if (node instanceof ArrayNode list) {
            return setItem(list, step, override, depth, problems);
        }
        if (!(node instanceof ObjectNode) && !node.isNull()) {
            problems.error(
                    "FLX-MANIFEST-OVERRIDE",
                    override.location(),
                    "the path leads into " + node.describe() + " before '" + step + "'; nothing is below it");
            return node;
        }
        ObjectNode map = node instanceof ObjectNode found ? found : new ObjectNode(override.location(), List.of());
        List<Entry> entries = new ArrayList<>();
        boolean replaced = false;
        for (Entry entry : map.entries()) {
            boolean same = entry.key().equals(step);
            replaced |= same;
            entries.add(
                    same
                            ? new Entry(step, entry.location(), set(entry.value(), override, depth + 1, problems))
                            : entry);
        }
        if (!replaced) {
            Node nothing = new ScalarNode(override.location(), null, "");
            entries.add(new Entry(step, override.location(), set(nothing, override, depth + 1, problems)));
        }
        return new ObjectNode(map.location(), entries);
    }

    private static Node setItem(ArrayNode list, String step, Replacement override, int depth, Problems problems) {
        int index = step.matches("\\d{1,6}") ? Integer.parseInt(step) : -1;
        if (index < 0 || index >= list.items().size()) {
            problems.error(
                    "FLX-MANIFEST-OVERRIDE",
                    override.location(),
                    "'" + step + "' is no index of a list of " + list.items().size() + "; the first is 0");
            return list;
        }
        List<Node> items = new ArrayList<>(list.items());
        items.set(index, set(items.get(index), override, depth + 1, problems));
        return new ArrayNode(list.location(), items);
    }
}
