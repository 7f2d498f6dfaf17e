package ai.fluxion.core.manifest;

import ai.fluxion.core.manifest.ObjectNode.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlKeyValue;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/**
 * Reads TOML 1.1 into nodes. Numbers keep the text that was written; dates and times are text in ISO-8601, as they are in the
 * other syntaxes. A key that comes twice is a problem; its first value counts.
 */
final class TomlTree {
    private static final TomlParseOptions OPTIONS =
            TomlParseOptions.sourceless().withVersion(TomlVersion.V1_1_0).withMaxNestingDepth(Node.MAX_DEPTH);

    /** What follows from a file that is something else altogether helps nobody. */
    private static final int MAX_ERRORS = 20;

    private static final Pattern TWICE =
            Pattern.compile("(.+) previously defined.* at line (\\d+), column (\\d+)", Pattern.DOTALL);
    /** Of these, the parser takes one error each, in time that grows with the square of their number. */
    private static final Pattern DOTS = Pattern.compile("(?:\\.[ \\t]*+){1000}");

    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z_+.-]+");
    private static final Pattern TIME = Pattern.compile("[0-9:-]+([Tt ][0-9:.]+)?(\\.[0-9]+)?([Zz]|[+-][0-9:]+)?");

    private final String file;
    private final String text;
    private final int[] lineStarts;
    private int values;

    private TomlTree(String file, String text) {
        this.file = file;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    static Node read(String file, String text, Problems problems) throws SyntaxException {
        Matcher dots = DOTS.matcher(text);
        if (dots.find()) {
            throw new SyntaxException(Location.at(file, text, dots.start()), "malformed TOML: dots without end");
        }
        TomlParseResult parsed = Toml.parse(text, OPTIONS);
        List<SyntaxException> malformed = new ArrayList<>();
        for (TomlParseError error : parsed.errors()) {
            Location at = place(file, error.position());
            Matcher twice = TWICE.matcher(error.getMessage());
            if (twice.matches()) {
                Location first = new Location(file, Integer.parseInt(twice.group(2)), Integer.parseInt(twice.group(3)));
                DuplicateKey.report(problems, twice.group(1), at, first);
            } else if (malformed.size() < MAX_ERRORS) {
                malformed.add(new SyntaxException(at, "malformed TOML: " + reason(error.getMessage())));
            }
        }
        if (!malformed.isEmpty()) {
            malformed.forEach(each -> problems.error("FLX-MANIFEST-SYNTAX", each.location(), each.getMessage()));
            throw malformed.get(0);
        }
        return new TomlTree(file, text).table(Location.start(file), parsed);
    }

    /** What was expected, never the word that was found: it may be a secret without its quotes. */
    private static String reason(String message) {
        int expected = message.lastIndexOf(", expected ");
        return message.startsWith("Unexpected ") && expected > 0 ? message.substring(expected + 2) : message;
    }

    private static Location place(String file, TomlPosition at) {
        return new Location(file, Math.max(1, at.line()), Math.max(1, at.column()));
    }

    private static int[] lineStarts(String text) {
        return IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(i -> text.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
    }

    private Node table(Location at, TomlTable table) throws SyntaxException {
        count(at);
        List<Entry> entries = new ArrayList<>();
        for (String key : table.keySet()) {
            TomlKeyValue entry = table.entry(List.of(key));
            Location keyAt = place(file, entry.position());
            TomlPosition valueAt = entry.value().position();
            // A table that only its children's headers name has no place of its own.
            Location place = valueAt == null ? keyAt : place(file, valueAt);
            entries.add(new Entry(key, keyAt, value(place, entry.value().get())));
        }
        return new ObjectNode(at, entries);
    }

    private Node array(Location at, TomlArray array) throws SyntaxException {
        count(at);
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            items.add(value(place(file, array.inputPositionOf(i)), array.get(i)));
        }
        return new ArrayNode(at, items);
    }

    private Node value(Location at, Object value) throws SyntaxException {
        if (value instanceof TomlTable table) {
            return table(at, table);
        }
        if (value instanceof TomlArray array) {
            return array(at, array);
        }
        count(at);
        if (value instanceof String || value instanceof Boolean) {
            return new ScalarNode(at, value, value.toString());
        }
        if (value instanceof Long whole) {
            return new ScalarNode(
                    at,
                    Numbers.integer(whole.toString(), 10),
                    written(at, NUMBER).replace("_", ""));
        }
        if (value instanceof Double number) {
            String written = written(at, NUMBER).replace("_", "");
            return new ScalarNode(at, Double.isFinite(number) ? Numbers.decimal(written) : number, written);
        }
        String time =
                written(at, TIME).replace(' ', 'T').toUpperCase(Locale.ROOT).strip();
        return new ScalarNode(at, time, time);
    }

    /** What stands at a place, as far as it looks like what is expected there. */
    private String written(Location at, Pattern form) {
        int line = lineStarts[at.line() - 1];
        Matcher matcher = form.matcher(text);
        matcher.region(text.offsetByCodePoints(line, at.column() - 1), text.length());
        if (!matcher.lookingAt()) {
            throw new IllegalStateException("no value of TOML at " + at);
        }
        return matcher.group();
    }

    private void count(Location at) throws SyntaxException {
        if (++values > Node.MAX_VALUES) {
            throw new SyntaxException(at, "more than " + Node.MAX_VALUES + " values");
        }
    }
}
