package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Failure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The records because of which an epoch failed at a sink that takes all of an epoch or nothing. When they come again they are
 * treated as invalid before they reach it.
 */
final class Convictions {
    private final Map<String, Failure> byOrigin = new ConcurrentHashMap<>();

    void add(String origin, Failure failure) {
        byOrigin.put(origin, failure);
    }

    boolean isEmpty() {
        return byOrigin.isEmpty();
    }

    int size() {
        return byOrigin.size();
    }

    /** Why the record was convicted, or null. */
    Failure get(String origin) {
        return byOrigin.get(origin);
    }
}
