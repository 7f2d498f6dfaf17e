package ai.fluxion.testkit;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Documents with what formats stumble over; those of one seed are the same at each run. */
public final class RandomDocuments {
    private static final List<String> PIECES = List.of(
            ",", ";", "\"", "\"\"", "\n", "\r\n", "\r", " ", "\t", "\\", "null", "true", "1", "-0.10", "1e400", "007",
            "{", "}", "[", "]", "ä", "日本", "😀", "\uFEFF", "\u2028", "\u0000", "\u0001", "\u007f", "'", "x", ":");
    private static final int DEPTH = 2;

    private RandomDocuments() {}

    /** Text of any characters, ends of lines included; may be empty. */
    public static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** Text on one line, of one character or more. */
    public static String line(Random random) {
        return "x" + text(random).replaceAll("[\r\n]", "");
    }

    /** Texts and nulls under these names. */
    public static Document row(Random random, List<String> names) {
        DocumentBuilder row = Document.builder(names.size());
        for (String name : names) {
            row.put(name, random.nextInt(5) == 0 ? null : text(random));
        }
        return row.build();
    }

    /** What JSON can hold: nested, with texts, numbers, truth values and nulls. */
    public static Document nested(Random random) {
        return nested(random, DEPTH);
    }

    private static Document nested(Random random, int depth) {
        DocumentBuilder fields = Document.builder();
        for (int i = random.nextInt(5); i > 0; i--) {
            fields.put(text(random) + i, value(random, depth));
        }
        return fields.build();
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong();
            case 4 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            case 5 -> new BigDecimal(new BigInteger(120, random).setBit(119), random.nextInt(40));
            case 6 -> text(random);
            case 7 -> nested(random, depth - 1);
            default -> list(random, depth - 1);
        };
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(value(random, depth));
        }
        return items;
    }
}
