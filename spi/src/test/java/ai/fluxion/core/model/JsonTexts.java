package ai.fluxion.core.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts of JSON objects in every style that RFC 8259 allows, by a seed; and such texts with a few bytes changed. */
final class JsonTexts {
    private static final String[] NAMES = {
        "id", "name", "a", "b", "status", "a rather long name of a field", "ä", "", "x/y"
    };
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "-0.0",
        "1",
        "-1",
        "12",
        "2147483647",
        "2147483648",
        "-2147483648",
        "999999999999999999",
        "-999999999999999999",
        "1000000000000000000",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "0.1",
        "0.10",
        "1.0",
        "1e5",
        "1E+5",
        "1e-7",
        "5e-324",
        "1e-400",
        "1e400",
        "-2.5e22",
        "123456.789",
        "1e23",
        "9007199254740992.0",
        "9007199254740993.0",
        "9007199254740991e1",
        "0.30000000000000004",
        "179769313486231570e291",
        "1.7976931348623157e308",
        "0.1000000000000000055511151231257827",
        "0e0",
        "0.000e-99",
        "100000000000000000000000.5"
    };
    private static final String[] PIECES = {
        "plain",
        "with spaces ",
        "ä",
        "€",
        "😀",
        "\\n",
        "\\\"",
        "\\\\",
        "\\/",
        "\\u0041",
        "\\u00e4",
        "\\uD83D\\uDE00",
        "/",
        "\\b\\f\\r\\t",
        "{",
        "}",
        "[",
        ",",
        ":",
        "longer than eight bytes of text",
        "\u007f",
        "\\u0000",
        "1"
    };
    private static final String TOKENS = "\"\\{}[],:0123eE.-+ntfu/ ";
    private static final String[] SPACES = {" ", "\n", "\r\n", "\t", "  "};

    private final Random random;
    private final int spaced; // how often, of 10
    private final StringBuilder text = new StringBuilder();

    private JsonTexts(Random random) {
        this.random = random;
        this.spaced = random.nextInt(3) == 0 ? random.nextInt(8) : 0;
    }

    /** An object; names within one stand once. */
    static String object(Random random) {
        JsonTexts texts = new JsonTexts(random);
        texts.space();
        texts.object(random.nextInt(4));
        texts.space();
        return texts.text.toString();
    }

    /** The bytes of a text, of which a few are other than they were. */
    static byte[] mutated(Random random) {
        byte[] bytes = object(random).getBytes(StandardCharsets.UTF_8);
        for (int changes = 1 + random.nextInt(2); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(5)) {
                case 0 -> spliced(bytes, at, 1, new byte[0]);
                case 1 -> spliced(bytes, at, 0, new byte[] {(byte) random.nextInt(256)});
                case 2 -> spliced(bytes, at, 1, new byte[] {(byte) TOKENS.charAt(random.nextInt(TOKENS.length()))});
                case 3 -> spliced(bytes, at, bytes.length - at, new byte[0]);
                default -> {
                    int length = Math.min(random.nextInt(12), bytes.length - at);
                    byte[] copied = new byte[length];
                    System.arraycopy(bytes, at, copied, 0, length);
                    yield spliced(bytes, random.nextInt(bytes.length), 0, copied);
                }
            };
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int at, int removed, byte[] put) {
        byte[] result = new byte[bytes.length - removed + put.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(put, 0, result, at, put.length);
        System.arraycopy(bytes, at + removed, result, at + put.length, bytes.length - at - removed);
        return result;
    }

    private void space() {
        while (random.nextInt(10) < spaced) {
            text.append(SPACES[random.nextInt(SPACES.length)]);
        }
    }

    private void object(int depth) {
        List<String> names = new ArrayList<>(List.of(NAMES));
        int count = random.nextInt(6);
        text.append('{');
        space();
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                text.append(',');
                space();
            }
            String name = random.nextInt(8) == 0
                    ? "f" + i + random.nextInt(1000)
                    : names.remove(random.nextInt(names.size()));
            name(name);
            space();
            text.append(':');
            space();
            value(depth);
            space();
        }
        text.append('}');
    }

    private void name(String name) {
        text.append('"');
        for (int i = 0; i < name.length(); i++) {
            if (random.nextInt(40) == 0) {
                text.append(String.format("\\u%04x", (int) name.charAt(i)));
            } else {
                text.append(name.charAt(i));
            }
        }
        text.append('"');
    }

    private void value(int depth) {
        switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> text.append(random.nextBoolean());
            case 1 -> text.append("null");
            case 2 -> text.append(random.nextInt());
            case 3 -> text.append(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 4, 5 -> string();
            case 6 -> array(depth - 1);
            default -> object(depth - 1);
        }
    }

    private void string() {
        text.append('"');
        for (int pieces = random.nextInt(5); pieces > 0; pieces--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        text.append('"');
    }

    private void array(int depth) {
        int count = random.nextInt(5);
        text.append('[');
        space();
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                text.append(',');
                space();
            }
            value(depth);
            space();
        }
        text.append(']');
    }
}
