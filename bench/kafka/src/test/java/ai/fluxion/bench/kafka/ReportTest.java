package ai.fluxion.bench.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final List<Arm> ARMS = new Arms(Path.of("."), new ClassPaths(List.of())).all();

    private static String report(List<Run> runs, List<String> failures) {
        return Report.of(
                new Results(new Results.Setting(ARMS, 1_000_000, 2, 42), runs, failures),
                "a machine.",
                List.of("-Xmx1g"));
    }

    private static List<Run> rounds(double bare, double ours) {
        List<Run> runs = new ArrayList<>();
        for (int round = 1; round <= 2; round++) {
            runs.add(Figures.run(Arms.BARE, round, bare));
            runs.add(Figures.run(Arms.BARE_AGAIN, round, bare));
            runs.add(Figures.run(Arms.FLUXION, round, ours));
        }
        return runs;
    }

    @Test
    void aTargetIsMetOrNotMetOrNotMeasured() {
        String met = report(rounds(0.8, 0.78), List.of());
        String missed = report(rounds(0.8, 0.7), List.of());

        assertThat(met)
                .contains("| pass-through beside the bare loop | ≥ 0.95 | 0.975 | 0.975 to 0.975 | 0.000 | met |");
        assertThat(missed)
                .contains(
                        "| pass-through beside the bare loop | ≥ 0.95 | 0.875 | 0.875 to 0.875 | 0.000 | **not met** |");
        assertThat(met).contains("| stages beside Kafka Streams | ≥ 2.00 |  |  |  | not measured |");
    }

    @Test
    void everyRunIsShown() {
        String report = report(rounds(0.8, 0.78), List.of());

        assertThat(report)
                .contains("| 1 | bare | 0.800 | 2.00 | 300 | 1.00 | 2.25 |")
                .contains("| 2 | fluxion | 0.780 | 2.00 | 300 | 1.00 | 2.28 |");
    }

    @Test
    void theTableIsVoidIfTheBareLoopIsTooSlow() {
        assertThat(report(rounds(0.69, 0.69), List.of()))
                .contains("**VOID**: the bare loop made 0.690 M records/s, less than 0.7.")
                .contains("| void |")
                .doesNotContain("met |");
        assertThat(report(rounds(0.71, 0.69), List.of())).doesNotContain("VOID");
        assertThat(report(List.of(), List.of())).contains("**VOID**: the bare loop did not run.");
    }

    @Test
    void whatFailedIsSaid() {
        assertThat(report(rounds(0.8, 0.8), List.of("round 1, streams: kafka-streams is not on the class path")))
                .contains("**NOT MEASURED**: round 1, streams: kafka-streams is not on the class path");
    }

    @Test
    void theMostMemoryOfOursCounts() {
        List<Run> runs = rounds(0.8, 0.8);
        runs.add(new Run(Arms.FLUXION_STAGES, 2, 1, 1, 1, 1, 1, 460_000_000));
        runs.add(new Run(Arms.MIRRORMAKER, 2, 1, 1, 1, 1, 1, 2_000_000_000));

        assertThat(report(runs, List.of()))
                .contains(
                        "| resident memory of every arm of ours, MB | < 450 | 460 (the most of all) |  |  | **not met** |");
    }

    @Test
    void theSettingsOfTheClientsArePublished() {
        assertThat(report(rounds(0.8, 0.8), List.of()))
                .contains("`max.poll.records=2000`")
                .contains("`batch.size=131072`")
                .contains("seed 42")
                .contains("a machine.")
                .contains("`-Xmx1g`");
    }
}
