package ai.fluxion.core.manifest;

import ai.fluxion.core.manifest.ObjectNode.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 (core schema) into nodes, with aliases and merge keys ({@code <<}) written out. A key that comes twice is a
 * problem; its first value counts.
 */
final class YamlTree {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setMaxAliasesForCollections(1000)
            .setAllowNonScalarKeys(true)
            .build();

    private final String file;
    private final Problems problems;
    private final List<org.snakeyaml.engine.v2.nodes.Node> open = new ArrayList<>();
    private int values;

    private YamlTree(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** @return empty if the text holds nothing */
    static Optional<Node> read(String file, String text, Problems problems) throws SyntaxException {
        try {
            refuseDepth(file, text);
            Iterator<org.snakeyaml.engine.v2.nodes.Node> documents =
                    new Compose(SETTINGS).composeAllFromString(text).iterator();
            if (!documents.hasNext()) {
                return Optional.empty();
            }
            YamlTree tree = new YamlTree(file, problems);
            Node root = tree.value(documents.next());
            if (documents.hasNext()) {
                Location second = place(file, documents.next().getStartMark());
                throw new SyntaxException(second, "a second document begins; a file holds one manifest");
            }
            return Optional.of(root);
        } catch (MarkedYamlEngineException wrong) {
            Optional<Mark> mark = wrong.getProblemMark().or(wrong::getContextMark);
            throw new SyntaxException(place(file, mark), reason(wrong), wrong);
        } catch (ReaderException wrong) {
            int index =
                    text.offsetByCodePoints(0, Math.min(wrong.getPosition(), text.codePointCount(0, text.length())));
            String what = String.format("malformed YAML: the character U+%04X is not allowed", wrong.getCodePoint());
            throw new SyntaxException(Location.at(file, text, index), what, wrong);
        } catch (YamlEngineException wrong) {
            throw new SyntaxException(Location.start(file), "malformed YAML: " + wrong.getMessage(), wrong);
        }
    }

    /** Before anything follows the levels down by recursion. */
    private static void refuseDepth(String file, String text) throws SyntaxException {
        int depth = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {
                    // has no levels
                }
            }
            if (depth > Node.MAX_DEPTH) {
                throw new SyntaxException(place(file, event.getStartMark()), "more than " + Node.MAX_DEPTH + " levels");
            }
        }
    }

    /** Never with the word that was found, which may be a secret without its quotes. */
    private static String reason(MarkedYamlEngineException wrong) {
        String problem = String.valueOf(wrong.getProblem());
        if (problem.startsWith("found undefined alias")) {
            return "malformed YAML: an alias without its anchor; text that begins with '*' stands in quotes";
        }
        String context =
                wrong.getContext() == null || wrong.getContext().contains("anchor") ? "" : wrong.getContext() + ", ";
        return "malformed YAML: " + context + problem;
    }

    private static Location place(String file, Optional<Mark> mark) {
        return mark.map(at -> new Location(file, at.getLine() + 1, at.getColumn() + 1))
                .orElseGet(() -> Location.start(file));
    }

    private Node value(org.snakeyaml.engine.v2.nodes.Node from) throws SyntaxException {
        Location at = place(file, from.getStartMark());
        if (++values > Node.MAX_VALUES) {
            throw new SyntaxException(at, "more than " + Node.MAX_VALUES + " values, with aliases written out");
        }
        if (open.contains(from)) {
            throw new SyntaxException(at, "an alias stands inside what it names");
        }
        if (open.size() > Node.MAX_DEPTH) {
            throw new SyntaxException(at, "more than " + Node.MAX_DEPTH + " levels, with aliases written out");
        }
        open.add(from);
        Node node;
        if (from instanceof MappingNode map) {
            node = new ObjectNode(at, entries(map));
        } else if (from instanceof SequenceNode list) {
            List<Node> items = new ArrayList<>();
            for (org.snakeyaml.engine.v2.nodes.Node item : list.getValue()) {
                items.add(value(item));
            }
            node = new ArrayNode(at, items);
        } else {
            node = scalar(at, (org.snakeyaml.engine.v2.nodes.ScalarNode) from);
        }
        open.remove(open.size() - 1);
        return node;
    }

    private List<Entry> entries(MappingNode map) throws SyntaxException {
        List<Entry> entries = new ArrayList<>();
        List<Entry> merged = new ArrayList<>();
        Map<String, Location> seen = new HashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            Location keyAt = place(file, tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof org.snakeyaml.engine.v2.nodes.ScalarNode keyNode)) {
                problems.error("FLX-MANIFEST-SYNTAX", keyAt, "a key is text, not a map or a list");
                continue;
            }
            Node value = value(tuple.getValueNode());
            String key = keyNode.getValue();
            if (keyNode.isPlain() && key.equals("<<")) {
                merge(keyAt, value, merged);
                continue;
            }
            Location first = seen.putIfAbsent(key, keyAt);
            if (first == null) {
                entries.add(new Entry(key, keyAt, value));
            } else {
                DuplicateKey.report(problems, key, keyAt, first);
            }
        }
        for (Entry entry : merged) {
            if (seen.putIfAbsent(entry.key(), entry.location()) == null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private void merge(Location at, Node value, List<Entry> merged) {
        if (value instanceof ObjectNode map) {
            merged.addAll(map.entries());
        } else if (value instanceof ArrayNode list && list.items().stream().allMatch(ObjectNode.class::isInstance)) {
            list.items().forEach(item -> merged.addAll(((ObjectNode) item).entries()));
        } else {
            problems.error("FLX-MANIFEST-SYNTAX", at, "'<<' merges a map or a list of maps, found " + value.describe());
        }
    }

    private static Node scalar(Location at, org.snakeyaml.engine.v2.nodes.ScalarNode from) throws SyntaxException {
        String text = from.getValue();
        Tag tag = from.getTag();
        try {
            if (tag.equals(Tag.STR)) {
                return new ScalarNode(at, text, text);
            }
            if (tag.equals(Tag.NULL)) {
                return new ScalarNode(at, null, "");
            }
            if (tag.equals(Tag.BOOL) && text.matches("(?i)true|false")) {
                return new ScalarNode(at, Boolean.valueOf(text), text);
            }
            if (tag.equals(Tag.INT)) {
                return new ScalarNode(at, integer(text), text);
            }
            if (tag.equals(Tag.FLOAT)) {
                return new ScalarNode(at, decimal(text), text);
            }
        } catch (NumberFormatException wrong) {
            throw new SyntaxException(at, "malformed YAML: a number beyond all bounds, or none", wrong);
        }
        throw new SyntaxException(
                at, "malformed YAML: a manifest has no such tag; text that begins with '!' stands in quotes");
    }

    private static Object integer(String text) {
        if (text.startsWith("0o")) {
            return Numbers.integer(text.substring(2), 8);
        }
        return text.startsWith("0x") ? Numbers.integer(text.substring(2), 16) : Numbers.integer(text, 10);
    }

    private static Object decimal(String text) {
        return switch (text) {
            case ".nan", ".NaN", ".NAN" -> Double.NaN;
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
            case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
            default -> Numbers.decimal(text);
        };
    }
}
