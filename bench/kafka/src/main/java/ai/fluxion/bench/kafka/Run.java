package ai.fluxion.bench.kafka;

/**
 * What one run of an arm came to.
 *
 * @param arm its name
 * @param round counted from 1
 * @param records how many there were to read
 * @param writingSeconds from the first record that the broker appended to the last
 * @param allSeconds from the command to all records committed and seen
 * @param firstSeconds from the command to the first record appended
 * @param cpuSeconds user and system time of the process, from its begin
 * @param peakResidentBytes the most memory that the process held
 */
record Run(
        String arm,
        int round,
        long records,
        double writingSeconds,
        double allSeconds,
        double firstSeconds,
        double cpuSeconds,
        long peakResidentBytes) {
    private static final double CLOCK_SECONDS = 0.001;

    /** Records read, in millions a second. */
    double rate() {
        return records / Math.max(writingSeconds, CLOCK_SECONDS) / 1e6;
    }

    double cpuMicrosPerRecord() {
        return cpuSeconds * 1e6 / records;
    }

    double peakResidentMegabytes() {
        return peakResidentBytes / 1e6;
    }
}
