package ai.fluxion.core.manifest;

import java.util.Arrays;
import java.util.Optional;

/** The guarantee that a manifest demands. */
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

    /** As a manifest writes it. */
    @Override
    public String toString() {
        return word;
    }
}
