package ai.fluxion.connect.kafka;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What this process owns. A pipeline may make its sink anew for each attempt, and keeps its home meanwhile: all of them
 * find the same ownership here. Safe for several threads.
 */
final class Ownerships {
    private final ConcurrentMap<String, Ownership> byHome = new ConcurrentHashMap<>();

    Ownership of(HomeTopic home) {
        return byHome.computeIfAbsent(home.identity(), identity -> new Ownership());
    }
}
