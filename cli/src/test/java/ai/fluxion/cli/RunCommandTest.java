package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void threeRecords() throws IOException {
        Files.writeString(folder.resolve("in.ndjson"), "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
    }

    @Test
    void aPipelineRunsUntilItsSourceEndsAndTheReportCounts() throws IOException {
        Ended ended = Ended.of("run", manifest("copy"), "--report", path("report.json"));

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(read("copy.ndjson")).isEqualTo("{\"n\":2}\n{\"n\":3}\n");
        assertThat(read("report.json"))
                .startsWith("{\"pipeline\":\"copy\",\"guarantee\":\"exactly-once\",\"recordsIn\":3,\"recordsOut\":2,"
                        + "\"deadLetters\":0,\"retries\":0,\"checkpoints\":")
                .containsPattern("\"seconds\":[0-9.]+,\"firstRecordSeconds\":[0-9.]+,\"error\":null}\n$");
    }

    @Test
    void stateLivesBesideTheManifestUnlessAFolderIsNamed() throws IOException {
        Ended.of("run", manifest("copy"));
        assertThat(folder.resolve(".fluxion/copy")).isDirectory();

        Ended.of("run", manifest("other"), "--state", path("state"));
        assertThat(folder.resolve("state/other")).isDirectory();
        assertThat(folder.resolve(".fluxion/other")).doesNotExist();
    }

    @Test
    void whatHasFinishedDoesNothingWhenRunAgain() throws IOException {
        Ended.of("run", manifest("copy"));
        Ended again = Ended.of("run", manifest("copy"), "--report", path("report.json"));

        assertThat(again.code()).isZero();
        assertThat(read("copy.ndjson")).isEqualTo("{\"n\":2}\n{\"n\":3}\n");
        assertThat(read("report.json")).contains("\"recordsIn\":0");
    }

    @Test
    void severalManifestsRunBesideEachOtherAndTheReportIsAnArray() throws IOException {
        Ended ended = Ended.of("run", manifest("a"), manifest("b"), "--report", path("report.json"));

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(read("a.ndjson")).isEqualTo(read("b.ndjson")).isNotEmpty();
        assertThat(read("report.json")).matches("(?s)\\[\n\\{\"pipeline\":\"a\",.*},\n\\{\"pipeline\":\"b\",.*}\n]\n");
    }

    @Test
    void aValueOnTheCommandLineStandsInPlaceOfTheManifests() throws IOException {
        Ended ended = Ended.of("run", manifest("copy"), "--set", "stages=[{$match: {n: 1}}]", "--set", "id=renamed");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(read("copy.ndjson")).isEqualTo("{\"n\":1}\n");
        assertThat(folder.resolve(".fluxion/renamed")).isDirectory();
    }

    @Test
    void aSourceThatNeverEndsIsEndedOnceItIsIdle() throws IOException {
        Ended ended = Ended.of("run", manifest("copy"), "--set", "source.options.follow=true", "--until-idle", "200ms");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(read("copy.ndjson")).isEqualTo("{\"n\":2}\n{\"n\":3}\n");
    }

    @Test
    void aWrongManifestStartsNothingAndEveryProblemIsALine() throws IOException {
        String wrong = write("wrong.yaml", "id: wrong\nsource: {type: file}\nsink: {type: nowhere}\ncolour: red\n");

        Ended ended = Ended.of("run", manifest("copy"), wrong, "--report", path("report.json"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines())
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.matches("error FLX-[A-Z-]+: .*wrong\\.yaml:\\d+:\\d+: .+"));
        assertThat(folder.resolve("copy.ndjson")).doesNotExist();
        assertThat(read("report.json")).startsWith("[\n").contains("\"pipeline\":null", "\"error\":{\"code\":\"FLX-");
    }

    @Test
    void aFileThatIsNotThereEndsWith2() {
        Ended ended = Ended.of("run", path("missing.yaml"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .isEqualToIgnoringNewLines(
                        "error FLX-MANIFEST-UNREADABLE: " + path("missing.yaml") + ": does not exist");
    }

    @Test
    void twoPipelinesOfOneIdAreRefused() throws IOException {
        Ended ended = Ended.of("run", manifest("copy"), manifest("copy"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("error FLX-CLI-SAME-ID: ");
    }

    @Test
    void aGuaranteeThatCannotHoldIsRefused() throws IOException {
        String plain = write("plain.yaml", """
                id: plain
                source: {type: file, options: {path: in.ndjson}}
                sink: {type: sample, options: {url: x}}
                delivery: exactly-once
                """);

        Ended ended = Ended.of("run", plain, "--report", path("report.json"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("error FLX-GUARANTEE: ");
        assertThat(read("report.json")).contains("\"pipeline\":\"plain\"", "\"code\":\"FLX-GUARANTEE\"");
    }

    @Test
    void aPipelineThatFailsEndsWith3AndIsReported() throws IOException {
        Files.writeString(folder.resolve("in.ndjson"), "{\"n\":1}\nno json\n");

        Ended ended = Ended.of("run", manifest("copy"), "--report", path("report.json"));

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("error FLX-");
        assertThat(read("report.json")).contains("\"pipeline\":\"copy\"", "\"error\":{\"code\":\"FLX-");
    }

    @Test
    void whatAReferenceStandsForIsInNoMessage() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "abracadabra");
        String manifest = write("secret.yaml", """
                id: secret
                source: {type: file, options: {path: "${file:secret.txt}"}}
                sink: {type: file, options: {path: out.ndjson}}
                """);

        Ended ended = Ended.of("run", manifest, "--report", path("report.json"));

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("${file:secret.txt}").doesNotContain("abracadabra");
        assertThat(read("report.json")).contains("${file:secret.txt}").doesNotContain("abracadabra");
    }

    @Test
    void aReportThatCannotBeWrittenIsAnError() throws IOException {
        Ended ended = Ended.of("run", manifest("copy"), "--report", path("missing/report.json"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("error FLX-CLI-REPORT: " + path("missing/report.json"));
    }

    @Test
    void aDurationThatIsNoneIsWrong() throws IOException {
        Ended ended = Ended.of("run", manifest("copy"), "--until-idle", "soon");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("error FLX-CLI-USAGE: ").contains("--until-idle", "500ms");
    }

    private String manifest(String id) throws IOException {
        return write(
                id + ".yaml",
                "id: " + id + "\nsource: {type: file, options: {path: in.ndjson}}\nstages: [{$match: {n: {$gt: 1}}}]\n"
                        + "sink: {type: file, options: {path: " + id + ".ndjson}}\ndelivery: exactly-once\n");
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
