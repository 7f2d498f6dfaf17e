package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointCommandTest {
    @TempDir
    private Path folder;

    private String manifest;
    private String partition;

    @BeforeEach
    void aPipelineThatHasRun() throws IOException {
        partition = Files.writeString(folder.resolve("in.ndjson"), "{\"n\":1}\n{\"n\":2}\n")
                .toRealPath()
                .toString();
        manifest = Files.writeString(folder.resolve("copy.yaml"), """
                        id: copy
                        source: {type: file, options: {path: in.ndjson}}
                        sink: {type: file, options: {path: out.ndjson}}
                        delivery: exactly-once
                        """).toString();
        assertThat(Ended.of("run", manifest).code()).isZero();
    }

    @Test
    void itIsShownWithAnOffsetForEachPartition() {
        Ended ended = Ended.of("checkpoint", "show", manifest);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.outLines())
                .contains("pipeline     copy", "source       file, read to its end")
                .anyMatch(line -> line.startsWith(partition + "={\"offset\":16,"));
    }

    @Test
    void itIsShownAsItIsKept() {
        Ended ended = Ended.of("checkpoint", "show", manifest, "--json");

        assertThat(ended.code()).isZero();
        assertThat(ended.outLines())
                .singleElement()
                .asString()
                .startsWith("{\"version\":1,\"pipeline\":\"copy\",")
                .endsWith("}");
    }

    @Test
    void setToAnOffsetTheNextRunGoesOnThere() throws IOException {
        Ended ended = Ended.of("checkpoint", "set", manifest, partition + "=8");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains(partition + "=8");
        assertThat(Ended.of("run", manifest).code()).isZero();
        assertThat(folder.resolve("out.ndjson")).hasContent("{\"n\":1}\n{\"n\":2}\n{\"n\":2}\n");
    }

    @Test
    void setToTheBeginningTheNextRunReadsEverythingAgain() {
        assertThat(Ended.of("checkpoint", "set", manifest, "--beginning").code())
                .isZero();
        assertThat(Ended.of("run", manifest).code()).isZero();
        assertThat(folder.resolve("out.ndjson")).hasContent("{\"n\":1}\n{\"n\":2}\n{\"n\":1}\n{\"n\":2}\n");
    }

    @Test
    void afterAResetNothingIsKept() {
        assertThat(Ended.of("checkpoint", "reset", manifest).code()).isZero();

        assertThat(Ended.of("checkpoint", "show", manifest).out()).startsWith("no checkpoint");
        assertThat(Ended.of("checkpoint", "show", manifest, "--json").outLines())
                .containsExactly("null");
    }

    @Test
    void whereToMustBeSaidInOneWay() {
        Ended none = Ended.of("checkpoint", "set", manifest);
        Ended two = Ended.of("checkpoint", "set", manifest, "--beginning", partition + "=0");

        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("--timestamp", "--beginning", "See fluxion checkpoint set --help.");
        assertThat(two.code()).isEqualTo(2);
        assertThat(Ended.of("checkpoint", "show", manifest).out()).contains("\"offset\":16");
    }

    @Test
    void whatIsNoOffsetAndNoTimeIsWrong() {
        Ended offset = Ended.of("checkpoint", "set", manifest, partition + "=far");
        Ended torn = Ended.of("checkpoint", "set", manifest, "far");
        Ended time = Ended.of("checkpoint", "set", manifest, "--timestamp", "yesterday");

        assertThat(offset.code()).isEqualTo(2);
        assertThat(offset.err()).startsWith("error FLX-OFFSET: ");
        assertThat(torn.code()).isEqualTo(2);
        assertThat(torn.err()).contains("'far' is no PARTITION=OFFSET");
        assertThat(time.code()).isEqualTo(2);
        assertThat(time.err()).contains("2026-01-31T12:00:00Z");
    }

    @Test
    void withoutAWordForWhatToDoItIsWrong() {
        Ended ended = Ended.of("checkpoint");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("show, set and reset");
    }

    @Test
    void aManifestThatIsNotThereIsWrong() {
        assertThat(Ended.of("checkpoint", "show", manifest + ".not").code()).isEqualTo(2);
    }
}
