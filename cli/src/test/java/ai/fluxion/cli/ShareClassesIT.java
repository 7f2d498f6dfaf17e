package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build archived of the distribution's classes, and what happens where the archive does not fit. */
class ShareClassesIT {
    @TempDir
    private Path folder;

    @Test
    void classesOfTheEngineAndOfAConnectorComeFromTheArchive() throws Exception {
        Path log = folder.resolve("classes.log");

        Ended ended = plan(DistributionProcess.in(folder), "-Xlog:class+load:file=" + log);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains(" ai.fluxion.cli.PlanCommand ") && line.contains("shared objects file"))
                .anyMatch(line -> line.contains("connect.kafka.KafkaSource") && line.contains("shared objects file"));
    }

    @Test
    void aDistributionThatWasMovedStartsWithoutTheArchiveAndSaysNothing() throws Exception {
        Path moved = folder.resolve("moved");
        new TemporaryFolder(moved).addCopyOf(DistributionProcess.BUILT);
        Path home = moved.resolve(DistributionProcess.BUILT.getFileName());
        Path script = home.resolve("bin/fluxion");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        Ended ended = plan(new DistributionProcess(home, folder), "-Dnone=set");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void anArchiveThatFitsNoMoreIsPassedOverInSilence() throws Exception {
        Ended ended = plan(
                DistributionProcess.in(folder), "-XX:SharedArchiveFile=" + Files.createFile(folder.resolve("empty")));

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
    }

    private Ended plan(DistributionProcess fluxion, String option) throws Exception {
        Files.writeString(folder.resolve("orders.yaml"), """
                id: orders
                source: {type: kafka, options: {topic: orders, bootstrapServers: "localhost:9092"}}
                sink: {type: file, options: {path: orders.ndjson}}
                """);
        ProcessBuilder command = fluxion.command("plan", "orders.yaml");
        command.environment().merge("FLUXION_JAVA_OPTS", option, (before, more) -> before + " " + more);
        return Ended.of(command, folder);
    }
}
