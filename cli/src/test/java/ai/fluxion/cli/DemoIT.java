package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    @TempDir
    private Path folder;

    @Test
    void theStrongestTenEarthquakesCameThroughKafkaExactlyOnceAndNothingIsLeftBehind() throws Exception {
        DistributionProcess fluxion = DistributionProcess.in(folder);

        Ended ended = fluxion.run("demo");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .containsPattern("earthquakes-to-kafka +exactly-once +1,707 records in +1,707 records out")
                .containsPattern("strong-earthquakes +exactly-once +1,707 records in +297 records out");
        assertThat(ended.outLines().stream().filter(line -> line.matches(" *\\d\\.\\d  .*")))
                .hasSize(10)
                .first()
                .asString()
                .matches(" +6\\.4 +strong +2018-02-06 15:50 +10\\.6 +22km NNE of Hualian, Taiwan");
        try (Stream<Path> left = Files.list(fluxion.temporary())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aSignalLeavesNothingBehindEither() throws Exception {
        DistributionProcess fluxion = DistributionProcess.in(folder);
        Process demo = fluxion.command("demo")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = demo.inputReader(StandardCharsets.UTF_8)) {
            out.readLine();
            assertThat(out.readLine()).startsWith("Kafka is up");

            demo.destroy();

            assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
            try (Stream<Path> left = Files.list(fluxion.temporary())) {
                assertThat(left).isEmpty();
            }
        } finally {
            demo.destroyForcibly();
        }
    }
}
