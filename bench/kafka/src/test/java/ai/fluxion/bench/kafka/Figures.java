package ai.fluxion.bench.kafka;

/** Runs that were never run, for tests of what is made of them. */
final class Figures {
    private Figures() {}

    /** @param rate in millions a second */
    static Run run(String arm, int round, double rate) {
        return run(arm, round, rate, 1);
    }

    /** @param firstSeconds from the command to the first record */
    static Run run(String arm, int round, double rate, double firstSeconds) {
        return new Run(arm, round, 1_000_000, 1 / rate, 1 / rate + firstSeconds, firstSeconds, 2, 300_000_000);
    }
}
