package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fluxion run} in a process of its own, with a source that never ends. */
class RunIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void aPipelineThatFollowsAFile() throws IOException {
        in = Files.writeString(folder.resolve("in.ndjson"), "{\"n\":1}\n");
        out = folder.resolve("out.ndjson");
        Files.writeString(folder.resolve("follow.yaml"), """
                id: follow
                source: {type: file, options: {path: in.ndjson, follow: true}}
                sink: {type: file, options: {path: out.ndjson}}
                delivery: exactly-once
                checkpoint: {interval: 100ms}
                """);
    }

    @Test
    void aSignalStopsItWithEverythingCommittedAnd0AndTheNextRunGoesOn() throws Exception {
        Process run = start();
        try {
            await().atMost(LONGEST).until(() -> Files.exists(out) && Files.size(out) > 0);
            Files.writeString(in, "{\"n\":2}\n", StandardOpenOption.APPEND);
            await().atMost(LONGEST).until(() -> Files.readAllLines(out).size() == 2);

            run.destroy();

            assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(run.exitValue()).isZero();
        } finally {
            run.destroyForcibly();
        }
        assertThat(folder.resolve("report.json")).content().contains("\"recordsOut\":2", "\"error\":null");
        assertThat(folder.resolve("run.out")).isEmptyFile();

        Files.writeString(in, "{\"n\":3}\n", StandardOpenOption.APPEND);
        Ended next = DistributionProcess.in(folder).run("run", "follow.yaml", "--until-idle", "300ms");

        assertThat(next.code()).as(next.err()).isZero();
        assertThat(out).hasContent("{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
    }

    @Test
    void aSecondRunOfTheSameIdIsToldWhoHoldsItAndEndsWith3AndNoCheckpointIsEditedMeanwhile() throws Exception {
        Process run = start();
        try {
            await().atMost(LONGEST).until(() -> Files.exists(out) && Files.size(out) > 0);

            Ended second = DistributionProcess.in(folder).run("run", "follow.yaml");
            Ended edit = DistributionProcess.in(folder).run("checkpoint", "reset", "follow.yaml");

            assertThat(second.code()).isEqualTo(3);
            assertThat(second.err()).contains("error FLX-PIPELINE-RUNNING: ", Long.toString(run.pid()));
            assertThat(edit.code()).isEqualTo(3);
            assertThat(edit.err()).contains("error FLX-PIPELINE-RUNNING: ");
        } finally {
            run.destroyForcibly().waitFor();
        }
    }

    private Process start() throws IOException {
        return DistributionProcess.in(folder)
                .command("run", "follow.yaml", "--report", "report.json")
                .redirectOutput(folder.resolve("run.out").toFile())
                .redirectError(folder.resolve("run.err").toFile())
                .start();
    }
}
