package ai.fluxion.bench.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.bench.kafka.Arm.Command;
import ai.fluxion.bench.kafka.Arm.Owner;
import ai.fluxion.bench.kafka.Arm.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KafkaBenchIT {
    private static final String DISTRIBUTION = System.getProperty("fluxion.distribution");

    /** All but those that start the same program as another with fewer settings. */
    private static final List<String> ARMS = List.of(
            Arms.BARE,
            Arms.BARE_TRANSACTIONAL,
            Arms.BARE_JACKSON,
            Arms.FLUXION,
            Arms.FLUXION_EXACTLY_ONCE,
            Arms.FLUXION_STAGES,
            Arms.FLUXION_STAGES_EXACTLY_ONCE,
            Arms.MIRRORMAKER_TUNED,
            Arms.STREAMS,
            Arms.STREAMS_EXACTLY_ONCE,
            Arms.START_FLUXION,
            Arms.START_CONNECT);

    @TempDir
    private Path folder;

    @Test
    void eachArmWritesTheRecordsThatItsJobSays() throws IOException {
        Path out = folder.resolve("table.md");

        int exit = new CommandLine(new KafkaBench())
                .execute(
                        "--distribution",
                        DISTRIBUTION,
                        "--records=2000",
                        "--rounds=1",
                        "--arms=" + String.join(",", ARMS),
                        "--seed=1",
                        "--folder=" + folder.resolve("work"),
                        "--out=" + out);

        String table = Files.readString(out);
        assertThat(table).doesNotContain("NOT MEASURED");
        assertThat(exit).isZero();
        assertThat(ARMS).allSatisfy(arm -> assertThat(table).contains("| 1 | " + arm + " |"));
    }

    @Test
    void anArmThatWritesOtherRecordsOrDiesIsNotMeasured() throws Exception {
        ClassPaths classPaths = ClassPaths.ofThisProcess();
        Arms arms = new Arms(Path.of(DISTRIBUTION), classPaths);
        Arm copies = arms.all().get(0);
        Arm claimsStages = new Arm("copies", "", Workload.STAGES, Owner.BARE, copies.launch());
        Arm dies = new Arm(
                "dies",
                "",
                Workload.COPY,
                Owner.BARE,
                task -> new Command(List.of("sh", "-c", "echo all is lost; exit 7"), Map.of()));
        try (BrokerProcess broker = BrokerProcess.start(classPaths, folder);
                Topics topics = new Topics(broker.bootstrapServers())) {
            Course course = new Course(broker.bootstrapServers(), topics, folder, 100, Duration.ofMinutes(1));

            assertThatThrownBy(() -> course.run(claimsStages, 1)).hasMessage("copies wrote 100 records, not 90");
            assertThatThrownBy(() -> course.run(dies, 1))
                    .hasMessageContaining("ended with 7")
                    .hasMessageContaining("all is lost");
        }
    }

    @Test
    void anArmThatThereIsNotIsRefusedWithThoseThatThereAre() {
        StringWriter said = new StringWriter();

        int exit = new CommandLine(new KafkaBench())
                .setErr(new PrintWriter(said, true))
                .execute("--distribution", DISTRIBUTION, "--arms=bear");

        assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString()).contains("there is no arm bear").contains("bare-again");
    }
}
