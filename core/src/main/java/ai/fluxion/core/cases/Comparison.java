package ai.fluxion.core.cases;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** Compares values as JSON shows them, and names every place where they differ. */
final class Comparison {
    private final boolean exact;
    private final List<String> found = new ArrayList<>();

    private Comparison(boolean exact) {
        this.exact = exact;
    }

    /** Every field of either is a field of both. */
    static List<String> exact(Document expected, Document actual) {
        Comparison comparison = new Comparison(true);
        comparison.documents("", expected, actual);
        return comparison.found;
    }

    /** What is not expected does not count. */
    static List<String> partial(Document expected, Document actual) {
        Comparison comparison = new Comparison(false);
        comparison.documents("", expected, actual);
        return comparison.found;
    }

    private void documents(String path, Document expected, Document actual) {
        expected.forEach((name, value) -> {
            if (actual.has(name)) {
                values(below(path, name), value, actual.get(name));
            } else {
                found.add(below(path, name) + ": expected " + JsonWriter.text(value) + ", is missing");
            }
        });
        if (exact) {
            actual.forEach((name, value) -> {
                if (!expected.has(name)) {
                    found.add(below(path, name) + ": not expected, is " + JsonWriter.text(value));
                }
            });
        }
    }

    private void values(String path, Object expected, Object actual) {
        if (expected instanceof Document left && actual instanceof Document right) {
            documents(path, left, right);
        } else if (expected instanceof List<?> left && actual instanceof List<?> right && left.size() == right.size()) {
            for (int i = 0; i < left.size(); i++) {
                values(path + "[" + i + "]", left.get(i), right.get(i));
            }
        } else if (!same(expected, actual)) {
            found.add(path + ": expected " + JsonWriter.text(expected) + ", is " + JsonWriter.text(actual));
        }
    }

    /** Numbers are the same if they are the same number, as between documents. */
    private static boolean same(Object expected, Object actual) {
        return Document.of("value", expected).equals(Document.of("value", actual));
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
