package ai.fluxion.core.engine.streaming;

/**
 * What one thread does again and again: how often it did it, how long that took, and since when it does it now. One thread
 * writes, any reads.
 */
final class CallClock {
    private final Tally calls = new Tally();
    private final Tally nanos = new Tally();
    private final Tally last = new Tally();
    private final Tally since = new Tally(); // 0 while it does not

    void begins() {
        since.set(System.nanoTime() | 1);
    }

    void ends() {
        long took = System.nanoTime() - since.get();
        since.set(0);
        calls.add(1);
        nanos.add(took);
        last.set(took);
    }

    long calls() {
        return calls.get();
    }

    /** How long all of them took that have ended. */
    long nanos() {
        return nanos.get();
    }

    /** How long the last one took that has ended. */
    long lastNanos() {
        return last.get();
    }

    /** How long it takes by now; 0 if nothing is under way. */
    long underWayNanos() {
        long begun = since.get();
        return begun == 0 ? 0 : Math.max(0, System.nanoTime() - begun);
    }
}
