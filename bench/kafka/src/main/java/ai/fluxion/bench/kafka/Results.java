package ai.fluxion.bench.kafka;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a bench came to.
 *
 * @param setting what it ran with
 * @param runs those that did what they must
 * @param failures what is to be said of the others, and of peers that are absent
 */
record Results(Setting setting, List<Run> runs, List<String> failures) {

    /**
     * What a bench runs with.
     *
     * @param arms those that are there, in the order of the table
     * @param seed what the order of arms came from
     */
    record Setting(List<Arm> arms, long records, int rounds, long seed) {}

    List<Run> of(String arm) {
        return runs.stream().filter(run -> run.arm().equals(arm)).toList();
    }

    /** Why the numbers do not count; empty if they do. */
    Optional<String> voidBecause() {
        List<Double> rates = of(Arms.BARE).stream().map(Run::rate).toList();
        if (rates.isEmpty()) {
            return Optional.of("the bare loop did not run");
        }
        double median = Statistics.median(rates);
        return median < Targets.VOID_BELOW
                ? Optional.of(
                        "the bare loop made %.3f M records/s, less than %.1f".formatted(median, Targets.VOID_BELOW))
                : Optional.empty();
    }

    /** The most memory that a run of ours held, in megabytes. */
    OptionalDouble largestOfOurs() {
        List<String> ours = setting.arms().stream()
                .filter(arm -> arm.owner() == Arm.Owner.FLUXION)
                .map(Arm::name)
                .toList();
        return runs.stream()
                .filter(run -> ours.contains(run.arm()) && run.peakResidentBytes() > 0)
                .mapToDouble(Run::peakResidentMegabytes)
                .max();
    }
}
