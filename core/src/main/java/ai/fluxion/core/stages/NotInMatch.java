package ai.fluxion.core.stages;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** MongoDB's query operators that {@code $match} does not have here, and why. */
final class NotInMatch {
    private static final String PLACES = "records hold no geometry. Compare coordinates with $gte and $lte.";

    private static final Map<String, String> REASONS = new TreeMap<>(Map.of(
            "$where", "it runs JavaScript. Use $expr.",
            "$text", "it asks a text index of a MongoDB server. Use $regex.",
            "$jsonSchema", "it is a language of its own. Write its conditions with $type, $exists and the others.",
            "$geoIntersects", PLACES,
            "$geoWithin", PLACES,
            "$near", PLACES,
            "$nearSphere", PLACES));

    private NotInMatch() {}

    static Map<String, String> reasons() {
        return Collections.unmodifiableMap(REASONS);
    }

    static Optional<String> reason(String name) {
        return Optional.ofNullable(REASONS.get(name));
    }
}
