package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.OptionProblem;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A key of the Kafka client that the engine decides about.
 *
 * @param key the key
 * @param accepted which values, in lower case, a manifest may give all the same
 * @param error whether another value is refused, or only warned of
 * @param reason why
 */
record OwnedKey(String key, Predicate<String> accepted, boolean error, String reason) {
    static OwnedKey refused(String key, Predicate<String> accepted, String reason) {
        return new OwnedKey(key, accepted, true, reason);
    }

    static OwnedKey doubtful(String key, Predicate<String> accepted, String reason) {
        return new OwnedKey(key, accepted, false, reason);
    }

    /** @param option the name under which the value was given */
    Optional<OptionProblem> check(String value, String option) {
        if (accepted.test(value.strip().toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return Optional.of(
                error
                        ? OptionProblem.error("FLX-KAFKA-OWNED-KEY", option, "'" + value + "' is refused: " + reason)
                        : OptionProblem.warning("FLX-KAFKA-DOUBTFUL-KEY", option, "'" + value + "': " + reason));
    }
}
