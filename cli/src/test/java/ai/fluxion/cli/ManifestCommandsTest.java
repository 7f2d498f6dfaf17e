package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lint}, {@code plan} and {@code schema}, which connect nothing. */
class ManifestCommandsTest {
    @TempDir
    private Path folder;

    private String right;
    private String wrong;
    private String doubtful;

    @BeforeEach
    void manifests() throws IOException {
        right = write("right.yaml", """
                id: right
                source: {type: file, options: {path: in.ndjson}}
                sink: {type: sample, options: {url: x, password: hush}}
                """);
        wrong = write("wrong.yaml", "id: wrong\nsorce: {}\nsink: {type: sample, options: {url: x, timeout: soon}}\n");
        doubtful = write("doubtful.yaml", """
                id: doubtful
                source: {type: file, options: {path: "${env:FLUXION_TEST_NOT_SET}"}}
                sink: {type: sample, options: {url: x}}
                """);
    }

    @Test
    void whatIsRightHasNoLinesAndEndsWith0() {
        Ended ended = Ended.of("lint", right);

        assertThat(ended).isEqualTo(new Ended(0, "", ""));
    }

    @Test
    void everyProblemOfEveryFileIsALineAndAnyErrorEndsWith1() {
        Ended ended = Ended.of("lint", right, wrong, doubtful);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.outLines())
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.matches(".+\\.yaml:\\d+:\\d+: (error|warning) FLX-[A-Z-]+ .+"));
        assertThat(ended.out()).contains("sorce", "soon", "FLUXION_TEST_NOT_SET");
    }

    @Test
    void warningsAloneEndWith0() {
        Ended ended = Ended.of("lint", doubtful);

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains(": warning FLX-");
    }

    @Test
    void malformedInputIsAProblemAndEndsWith1() throws IOException {
        Ended ended = Ended.of("lint", write("torn.yaml", "id: [\n"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("torn.yaml:").contains(": error FLX-");
    }

    @Test
    void aFileThatCannotBeReadEndsWith2AndTheOthersAreLinted() {
        Ended ended = Ended.of("lint", folder.resolve("missing.yaml").toString(), folder.toString(), wrong);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("missing.yaml: does not exist", folder + ": is a folder");
        assertThat(ended.out()).contains("sorce");
    }

    @Test
    void aPlanShowsThePartsAndTheGuaranteeAndNoSecret() {
        Ended ended = Ended.of("plan", right, "--set", "source.options.path=other.csv");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("right", "other.csv", "sample", "at-least-once")
                .doesNotContain("hush");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aPlanWhoseGuaranteeCannotHoldEndsWith2() {
        Ended ended = Ended.of("plan", right, "--set", "delivery=exactly-once");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).contains("refused");
        assertThat(ended.err()).startsWith("error FLX-GUARANTEE: ");
    }

    @Test
    void aPlanOfAWrongManifestEndsWith2() {
        Ended ended = Ended.of("plan", wrong);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("error FLX-", "wrong.yaml:2:1");
    }

    @Test
    void aVariableThatIsNotSetIsAnErrorForAPlan() {
        Ended ended = Ended.of("plan", doubtful);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("FLUXION_TEST_NOT_SET");
    }

    @Test
    void anOverrideThatIsNoneEndsWith2() {
        Ended ended = Ended.of("plan", right, "--set", "delivery");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("error FLX-MANIFEST-OVERRIDE: ");
    }

    @Test
    void theSchemaNamesTheConnectorsThatThereAre() {
        Ended ended = Ended.of("schema");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .startsWith("{")
                .contains("\"https://json-schema.org/draft/2020-12/schema\"", "\"sample\"", "\"file\"");
        assertThat(ended.err()).isEmpty();
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
