package ai.fluxion.bench.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.fluxion.bench.kafka.Target.Comparison;
import ai.fluxion.bench.kafka.Target.Noise;
import ai.fluxion.bench.kafka.Target.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final Noise NOISE = new Noise("bare", "again");

    private static Target atLeast(double limit) {
        return new Target("rate", "ours", "bare", NOISE, Run::rate, Comparison.RATIO, limit, true);
    }

    @Test
    void aRunIsComparedWithThatOfItsOwnRound() {
        List<Run> runs = List.of(
                Figures.run("bare", 1, 1.0),
                Figures.run("ours", 2, 0.4),
                Figures.run("again", 1, 1.0),
                Figures.run("ours", 1, 0.9),
                Figures.run("bare", 2, 0.5),
                Figures.run("again", 2, 0.5));

        Verdict verdict = atLeast(0.8).judge(runs).orElseThrow();

        assertThat(verdict.pairs()).hasSize(2);
        assertThat(verdict.pairs().get(0)).isCloseTo(0.8, within(1e-9));
        assertThat(verdict.pairs().get(1)).isCloseTo(0.9, within(1e-9));
        assertThat(verdict.median()).isCloseTo(0.85, within(1e-9));
    }

    @Test
    void aRoundInWhichOneOfTheTwoFailedDoesNotCount() {
        List<Run> runs = List.of(
                Figures.run("bare", 1, 1.0),
                Figures.run("again", 1, 1.0),
                Figures.run("ours", 1, 0.9),
                Figures.run("ours", 2, 0.1));

        assertThat(atLeast(0.8).judge(runs).orElseThrow().pairs()).hasSize(1);
    }

    @Test
    void halfTheSpreadOfEqualArmsIsForgiven() {
        // the equal arms' ratios have their quartiles at 0.98 and 1.02
        List<Run> runs = new ArrayList<>();
        double[] again = {0.96, 0.98, 1.0, 1.02, 1.04};
        for (int round = 1; round <= again.length; round++) {
            runs.add(Figures.run("bare", round, 1.0));
            runs.add(Figures.run("again", round, again[round - 1]));
            runs.add(Figures.run("ours", round, 0.94));
        }

        assertThat(atLeast(0.955).judge(runs).orElseThrow().isMet()).isTrue();
        assertThat(atLeast(0.965).judge(runs).orElseThrow().isMet()).isFalse();
    }

    @Test
    void anUpperBoundIsForgivenUpwards() {
        Target start = new Target("start", "ours", "bare", NOISE, Run::firstSeconds, Comparison.DIFFERENCE, 0.4, false);
        List<Run> runs = new ArrayList<>();
        double[] again = {0.9, 1.0, 1.1};
        for (int round = 1; round <= again.length; round++) {
            runs.add(Figures.run("bare", round, 1, 1.0));
            runs.add(Figures.run("again", round, 1, again[round - 1]));
            runs.add(Figures.run("ours", round, 1, 1.44));
        }

        Verdict verdict = start.judge(runs).orElseThrow();

        assertThat(verdict.median()).isCloseTo(0.44, within(1e-9));
        assertThat(verdict.isMet()).isTrue();
    }

    @Test
    void withoutBothArmsOrWithoutEqualArmsThereIsNoVerdict() {
        Run bare = Figures.run("bare", 1, 1.0);
        Run ours = Figures.run("ours", 1, 1.0);

        assertThat(atLeast(0.9).judge(List.of(bare, Figures.run("again", 1, 1.0))))
                .isEmpty();
        assertThat(atLeast(0.9).judge(List.of(bare, ours))).isEmpty();
    }
}
