package ai.fluxion.core.engine.streaming;

import java.util.Arrays;
import java.util.Optional;

/** What a pipeline promises about each record: a property of the whole, computed from its parts. */
public enum Delivery {
    AT_MOST_ONCE("at-most-once"),
    AT_LEAST_ONCE("at-least-once"),
    EXACTLY_ONCE("exactly-once");

    private final String word;

    Delivery(String word) {
        this.word = word;
    }

    /** The one that a manifest writes so. */
    public static Optional<Delivery> of(String word) {
        return Arrays.stream(values())
                .filter(delivery -> delivery.word.equals(word))
                .findFirst();
    }

    /** The word that manifests and reports use. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
