package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Failure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The records because of which an epoch failed at a sink that takes all of an epoch or nothing. When they come again they are
 * treated as invalid before they reach it.
 */
final class Convictions {
    private final Map<String, Failure> byOrigin = new ConcurrentHashMap<>();
    private final AtomicLong everConvicted = new AtomicLong();

    void add(String origin, Failure failure) {
        byOrigin.put(origin, failure);
        everConvicted.incrementAndGet();
    }

    /** Forgets records whose epoch was committed without them: they do not come again. */
    void forget(List<String> origins) {
        origins.forEach(byOrigin::remove);
    }

    boolean isEmpty() {
        return byOrigin.isEmpty();
    }

    /** How many there ever were: it grows if an epoch's failure taught something. */
    long everConvicted() {
        return everConvicted.get();
    }

    /** Why the record was convicted, or null. */
    Failure get(String origin) {
        return byOrigin.get(origin);
    }
}
