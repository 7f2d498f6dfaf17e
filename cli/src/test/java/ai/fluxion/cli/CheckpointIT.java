package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints whose home is Kafka, offsets of Kafka, and its topics, by commands that load its client for the first time. */
class CheckpointIT {
    @TempDir
    private Path folder;

    @Test
    void checkpointsAtKafkaAreShownAndPartitionsOfKafkaAreSetToTheirBeginning() throws Exception {
        DistributionProcess fluxion = DistributionProcess.in(folder);
        Process kafka = fluxion.command("dev", "kafka")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader addresses = kafka.inputReader(StandardCharsets.UTF_8)) {
            String line = addresses.readLine();
            manifests(line.substring(line.indexOf('=') + 1));
            assertThat(fluxion.run("run", "in.yaml").code()).isZero();
            assertThat(fluxion.run("run", "out.yaml", "--until-idle", "300ms").code())
                    .isZero();

            Ended atSink = fluxion.run("checkpoint", "show", "in.yaml");
            assertThat(atSink.code()).as(atSink.err()).isZero();
            assertThat(atSink.outLines()).contains("pipeline     in", "source       file, read to its end");

            Ended discovered = fluxion.run("discover", "out.yaml");
            assertThat(discovered.code()).as(discovered.err()).isZero();
            assertThat(discovered.out())
                    .contains("stream      numbers\npartitions  numbers-0 from 0 to ", "schema      n  int32\n");

            Ended set = fluxion.run("checkpoint", "set", "out.yaml", "--beginning");
            assertThat(set.code()).as(set.err()).isZero();
            assertThat(set.outLines()).contains("numbers-0=0");
            assertThat(fluxion.run("run", "out.yaml", "--until-idle", "300ms").code())
                    .isZero();
            assertThat(folder.resolve("out.ndjson")).hasContent("{\"n\":1}\n{\"n\":2}\n{\"n\":1}\n{\"n\":2}\n");
        } finally {
            kafka.destroyForcibly().waitFor();
        }
    }

    private void manifests(String bootstrapServers) throws IOException {
        String kafka = "{type: kafka, options: {topic: numbers, bootstrapServers: \"" + bootstrapServers + "\"}}\n";
        Files.writeString(folder.resolve("in.ndjson"), "{\"n\":1}\n{\"n\":2}\n");
        Files.writeString(
                folder.resolve("in.yaml"),
                "id: in\nsource: {type: file, options: {path: in.ndjson}}\nsink: " + kafka
                        + "delivery: exactly-once\n");
        Files.writeString(
                folder.resolve("out.yaml"),
                "id: out\nsource: " + kafka
                        + "sink: {type: file, options: {path: out.ndjson}}\ndelivery: exactly-once\n");
    }
}
