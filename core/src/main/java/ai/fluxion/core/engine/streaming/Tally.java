package ai.fluxion.core.engine.streaming;

import java.util.concurrent.atomic.AtomicLong;

/** A number that one thread writes, at the cost of a plain field, and any thread reads. */
final class Tally {
    private final AtomicLong value = new AtomicLong();

    void add(long amount) {
        value.lazySet(value.getPlain() + amount);
    }

    void set(long now) {
        value.lazySet(now);
    }

    long get() {
        return value.get();
    }
}
