package ai.fluxion.testkit;

import ai.fluxion.core.model.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Records in a form that compares well, and reads well where it differs. */
final class Shown {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Shown() {}

    /** The texts of each partition. */
    static Map<String, List<String>> texts(List<Document> records, Function<Document, String> text) {
        return grouped(records, text);
    }

    /** The offset and text of each record, by partition. */
    static Map<String, List<String>> byPartition(List<Document> records, Function<Document, String> text) {
        return grouped(records, record -> record.metadata().offset() + ": " + text.apply(record));
    }

    private static Map<String, List<String>> grouped(List<Document> records, Function<Document, String> show) {
        Map<String, List<String>> all = new TreeMap<>();
        for (Document record : records) {
            all.computeIfAbsent(record.metadata().partition(), partition -> new ArrayList<>())
                    .add(show.apply(record));
        }
        return all;
    }

    /** Asks until the answer is yes; fails if that takes too long. */
    static void until(Callable<Boolean> holds) throws Exception {
        long start = System.nanoTime();
        while (!holds.call()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("it did not come to that within " + PATIENCE.toSeconds() + " s");
            }
        }
    }
}
