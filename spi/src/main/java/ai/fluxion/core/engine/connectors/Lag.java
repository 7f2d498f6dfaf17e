package ai.fluxion.core.engine.connectors;

import java.util.Map;
import java.util.Objects;

/**
 * How far a source is behind what there is to read, as far as it knows without asking anybody.
 *
 * @param unit what the numbers count
 * @param partitions what is left to read, by partition as positions name it; those of which nothing is known are absent
 */
public record Lag(Unit unit, Map<String, Long> partitions) {
    /** What a lag counts. */
    public enum Unit {
        RECORDS,
        BYTES
    }

    /** Nothing is known. */
    public static final Lag UNKNOWN = new Lag(Unit.RECORDS, Map.of());

    public Lag {
        Objects.requireNonNull(unit, "unit");
        partitions = Map.copyOf(partitions);
    }
}
