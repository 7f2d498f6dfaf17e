package ai.fluxion.core.engine.connectors;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where partitions of a source stand: a map from partition to {@link Offset}. Immutable.
 *
 * <p>The position of a batch need hold only the partitions that the batch moved; the engine merges them.
 */
public final class Position {
    private static final Position EMPTY = new Position(new TreeMap<>());

    private final SortedMap<String, Offset> offsets;

    private Position(SortedMap<String, Offset> offsets) {
        this.offsets = offsets;
    }

    /** Nowhere yet: a source that is opened with it starts as its options say. */
    public static Position empty() {
        return EMPTY;
    }

    public static Position of(String partition, Offset offset) {
        TreeMap<String, Offset> one = new TreeMap<>();
        one.put(partition, offset);
        return new Position(one);
    }

    /** A position in one partition whose offset is a number. */
    public static Position of(String partition, long offset) {
        return of(partition, Offset.of(offset));
    }

    public static Position of(Map<String, Offset> offsets) {
        return offsets.isEmpty() ? EMPTY : new Position(new TreeMap<>(offsets));
    }

    public boolean isEmpty() {
        return offsets.isEmpty();
    }

    public Optional<Offset> offset(String partition) {
        return Optional.ofNullable(offsets.get(partition));
    }

    /** All offsets, by partition, sorted; unmodifiable. */
    public Map<String, Offset> offsets() {
        return Collections.unmodifiableSortedMap(offsets);
    }

    /** This one, with the offsets of a later one instead of its own. */
    public Position merge(Position later) {
        if (later.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return later;
        }
        TreeMap<String, Offset> merged = new TreeMap<>(offsets);
        merged.putAll(later.offsets);
        return new Position(merged);
    }

    /** This one without a partition. */
    public Position without(String partition) {
        if (!offsets.containsKey(partition)) {
            return this;
        }
        TreeMap<String, Offset> fewer = new TreeMap<>(offsets);
        fewer.remove(partition);
        return of(fewer);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Position that && offsets.equals(that.offsets);
    }

    @Override
    public int hashCode() {
        return offsets.hashCode();
    }

    @Override
    public String toString() {
        return offsets.toString();
    }
}
