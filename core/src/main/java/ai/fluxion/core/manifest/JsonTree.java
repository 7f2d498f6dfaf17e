package ai.fluxion.core.manifest;

import ai.fluxion.core.manifest.ObjectNode.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON into nodes. A key that comes twice is a problem; its first value counts. */
final class JsonTree {
    private static final JsonFactory JSON = new JsonFactory();

    private final String file;
    private final JsonParser parser;
    private final Problems problems;
    private int values;

    private JsonTree(String file, JsonParser parser, Problems problems) {
        this.file = file;
        this.parser = parser;
        this.problems = problems;
    }

    static Node read(String file, String text, Problems problems) throws SyntaxException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            JsonTree tree = new JsonTree(file, parser, problems);
            if (parser.nextToken() == null) {
                throw new SyntaxException(Location.start(file), "the file is empty");
            }
            Node root = tree.value(0);
            if (parser.nextToken() != null) {
                throw new SyntaxException(tree.here(), "there is more after the end of the value");
            }
            return root;
        } catch (JacksonException wrong) {
            throw new SyntaxException(place(file, wrong.getLocation()), reason(wrong), wrong);
        }
    }

    /** Never with the word that was found: it may be a secret without its quotes. */
    private static String reason(JacksonException wrong) {
        String message = wrong.getOriginalMessage().lines().findFirst().orElse("");
        if (message.startsWith("Unrecognized token")) {
            return "malformed JSON: a word that is no value; text stands in double quotes";
        }
        return "malformed JSON: " + message;
    }

    private static Location place(String file, TokenStreamLocation at) {
        return at == null || at.getLineNr() < 1
                ? Location.start(file)
                : new Location(file, at.getLineNr(), Math.max(1, at.getColumnNr()));
    }

    private Location here() {
        return place(file, parser.currentTokenLocation());
    }

    private Node value(int depth) throws SyntaxException {
        Location at = here();
        if (depth > Node.MAX_DEPTH) {
            throw new SyntaxException(at, "more than " + Node.MAX_DEPTH + " levels");
        }
        if (++values > Node.MAX_VALUES) {
            throw new SyntaxException(at, "more than " + Node.MAX_VALUES + " values");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(at, depth);
            case START_ARRAY -> array(at, depth);
            case VALUE_STRING -> new ScalarNode(at, parser.getString(), parser.getString());
            case VALUE_NUMBER_INT -> number(at, true);
            case VALUE_NUMBER_FLOAT -> number(at, false);
            case VALUE_TRUE -> new ScalarNode(at, true, "true");
            case VALUE_FALSE -> new ScalarNode(at, false, "false");
            case VALUE_NULL -> new ScalarNode(at, null, "");
            default -> throw new SyntaxException(at, "malformed JSON: expected a value");
        };
    }

    private Node number(Location at, boolean whole) throws SyntaxException {
        String text = parser.getString();
        try {
            return new ScalarNode(at, whole ? Numbers.integer(text, 10) : Numbers.decimal(text), text);
        } catch (NumberFormatException beyond) {
            throw new SyntaxException(at, "malformed JSON: a number beyond all bounds", beyond);
        }
    }

    private Node array(Location at, int depth) throws SyntaxException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(depth + 1));
        }
        return new ArrayNode(at, items);
    }

    private Node object(Location at, int depth) throws SyntaxException {
        List<Entry> entries = new ArrayList<>();
        Map<String, Location> seen = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Location keyAt = here();
            parser.nextToken();
            Node value = value(depth + 1);
            Location first = seen.putIfAbsent(key, keyAt);
            if (first == null) {
                entries.add(new Entry(key, keyAt, value));
            } else {
                DuplicateKey.report(problems, key, keyAt, first);
            }
        }
        return new ObjectNode(at, entries);
    }
}
