package ai.fluxion.bench.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What is asked of an arm, beside another in the same round.
 *
 * @param name what it is about
 * @param arm the arm of which it is asked
 * @param against the arm that it is measured against
 * @param noise two arms that are the same
 * @param figure what is compared
 * @param comparison what the two figures make
 * @param limit what that must be at least or at most
 * @param atLeast whether it is a lower bound
 */
record Target(
        String name,
        String arm,
        String against,
        Noise noise,
        ToDoubleFunction<Run> figure,
        Comparison comparison,
        double limit,
        boolean atLeast) {

    /** Two arms that do the same: what differs between them is noise. */
    record Noise(String arm, String again) {}

    /** What two figures of a round make. */
    enum Comparison {
        RATIO,
        DIFFERENCE;

        double of(double figure, double other) {
            return this == RATIO ? figure / other : figure - other;
        }
    }

    /**
     * How it came out.
     *
     * @param target what was asked
     * @param pairs what each round made
     * @param median of these
     * @param noise the spread of what the two equal arms made
     */
    record Verdict(Target target, List<Double> pairs, double median, double noise) {
        /** The rule: the median is within the limit, give or take half the noise. */
        boolean isMet() {
            return target.atLeast() ? median >= target.limit() - noise / 2 : median <= target.limit() + noise / 2;
        }
    }

    /** Empty if there is no round in which both arms ran, or none in which both equal arms did. */
    Optional<Verdict> judge(List<Run> runs) {
        List<Double> pairs = pairs(runs, arm, against);
        List<Double> equals = pairs(runs, noise.again(), noise.arm());
        if (pairs.isEmpty() || equals.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(this, pairs, Statistics.median(pairs), Statistics.spread(equals)));
    }

    private List<Double> pairs(List<Run> runs, String one, String other) {
        List<Double> pairs = new ArrayList<>();
        for (Run run : runs) {
            if (run.arm().equals(one)) {
                runs.stream()
                        .filter(beside -> beside.arm().equals(other) && beside.round() == run.round())
                        .findFirst()
                        .ifPresent(beside ->
                                pairs.add(comparison.of(figure.applyAsDouble(run), figure.applyAsDouble(beside))));
            }
        }
        return pairs;
    }
}
