package ai.fluxion.core.manifest;

import static ai.fluxion.core.manifest.Manifests.messages;
import static ai.fluxion.core.manifest.Manifests.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
    @TempDir
    private Path folder;

    private static String manifest(String topic) {
        return "id: x\nsource:\n  type: feed\n  topic: '" + topic + "'\nsink: {type: out}\n";
    }

    private ManifestResult read(String source, Map<String, String> environment) {
        return new Manifests(folder)
                .environment(environment)
                .yaml("id: x\nsource:\n  type: feed\n  topic: t\n  " + source + "\nsink: {type: out}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${env:A}                        | one",
                "x-${env:A}-${env:B}-y           | x-one-two-y",
                "${env:NONE:-else}               | else",
                "${env:EMPTY:-else}              | else",
                "${env:A:-else}                  | one",
                "${env:NONE:-}z                  | z",
                "${env:NONE:-${env:B}}           | two",
                "${env:NONE:-a${env:NO:-b}c}d    | abcd",
                "${file:secret.txt}              | in a file",
                "${file:none.txt:-else}          | else",
                "$${env:A}                       | ${env:A}",
                "$$${env:A}                      | $${env:A}",
                "$field                          | $field",
                "$$ROOT                          | $$ROOT",
                "{}                              | {}",
            })
    void referencesStandForWhatTheyName(String text, String expected) throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "in a file\r\n\n");

        ManifestResult result = new Manifests(folder)
                .environment(Map.of("A", "one", "B", "two", "EMPTY", ""))
                .yaml(manifest(text));

        assertThat(result.problems()).isEmpty();
        PipelineDefinition pipeline = result.definition().orElseThrow();
        assertThat(pipeline.source().config().getString("topic", "")).isEqualTo(expected);
        assertThat(pipeline.source().shown()).containsEntry("topic", text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${vault:A}     | FLX-REFERENCE-SCHEME",
                "${A}           | FLX-REFERENCE-SCHEME",
                "${}            | FLX-REFERENCE-SCHEME",
                "${env:A        | FLX-REFERENCE-SYNTAX",
                "${env:}        | FLX-REFERENCE-SYNTAX",
                "${env:X:-${env:Y}| FLX-REFERENCE-SYNTAX",
                "${env:NONE}    | FLX-REFERENCE-UNSET",
                "${env:EMPTY}   | FLX-REFERENCE-UNSET",
                "${file:none}   | FLX-REFERENCE-UNSET",
            })
    void aReferenceThatStandsForNothingIsAnErrorAtItsValue(String text, String code) {
        ManifestResult result =
                new Manifests(folder).environment(Map.of("EMPTY", "")).yaml(manifest(text));

        assertThat(places(result)).containsExactly("4:10 error " + code);
    }

    @Test
    void theLinterWarnsOfWhatIsNotSetAndChecksTheRest() {
        ManifestResult result = new Manifests(folder).lint().yaml("""
                        id: x
                        source:
                          type: feed
                          topic: "${env:TOPIC}"
                          capacity: "${env:CAPACITY}"
                          pin: "${env:PIN}"
                          format: "${env:FORMAT}"
                          start: "${env:START}"
                          path: "${env:FILE}"
                        stages: [{$set: {a: "${env:A}"}}]
                        sink: {type: out}
                        parallelism: "${env:LANES}"
                        """);

        assertThat(result.problems()).hasSize(8).allSatisfy(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.code()).isEqualTo("FLX-REFERENCE-UNSET");
        });
        PipelineDefinition pipeline = result.definition().orElseThrow();
        assertThat(pipeline.source().config().options())
                .containsEntry("topic", "${env:TOPIC}")
                .containsEntry("capacity", "16")
                .containsEntry("path", "${env:FILE}")
                .doesNotContainKeys("pin", "start");
        assertThat(pipeline.parallelism()).isEqualTo(1);
    }

    @Test
    void whatIsWrongWithAStageOnlyBecauseAVariableIsNotSetIsNoProblem() {
        ManifestResult result = new Manifests(folder).lint().yaml("""
                        id: x
                        source: {type: feed, topic: t}
                        stages: [{$bad: "${env:A}"}, {$bad: b}]
                        sink: {type: out}
                        """);

        assertThat(places(result)).containsExactly("3:17 warning FLX-REFERENCE-UNSET", "3:31 error FLX-STAGE-UNKNOWN");
    }

    @Test
    void afterResolutionAScalarIsTextThatOptionsConvert() {
        ManifestResult result = read(
                "capacity: '${env:N}'\n  follow: '${env:T}'\n  servers: '${env:S}'",
                Map.of("N", "5", "T", "true", "S", "a:1,b:2"));

        PipelineDefinition pipeline = result.definition().orElseThrow();
        assertThat(pipeline.source().config().getInt("capacity", 0)).isEqualTo(5);
        assertThat(pipeline.source().config().getBoolean("follow", false)).isTrue();
        assertThat(pipeline.source().config().getList("servers", List.of())).containsExactly("a:1", "b:2");
    }

    @Test
    void stagesAndSettingsHaveReferencesToo() {
        ManifestResult result = new Manifests(folder)
                .environment(Map.of("STATUS", "PAID", "EVERY", "2s"))
                .yaml("""
                        id: x
                        source: {type: feed, topic: t}
                        stages: [{$match: {status: "${env:STATUS}"}}]
                        sink: {type: out}
                        checkpoint: {interval: "${env:EVERY}"}
                        """);

        PipelineDefinition pipeline = result.definition().orElseThrow();
        assertThat(pipeline.stages().stages()).containsExactly(Map.of("$match", Map.of("status", "PAID")));
        assertThat(pipeline.stages().shown()).containsExactly(Map.of("$match", Map.of("status", "${env:STATUS}")));
        assertThat(pipeline.checkpoint().interval()).hasSeconds(2);
    }

    @Test
    void whatAReferenceResolvedToIsInNoMessageAndNoText() {
        Map<String, String> environment = Map.of("P", "hunter2", "Q", "_hunter3", "R", "hunter4", "S", "abc");
        ManifestResult result = new Manifests(folder).environment(environment).yaml("""
                        id: x
                        source:
                          type: feed
                          topic: "${env:Q}"
                          capacity: "${env:P}"
                          pollTimeout: "${env:P}"
                          bytes: "${env:P}"
                          ratio: "${env:P}"
                          follow: "${env:P}"
                          start: "${env:P}"
                          format: "${env:P}"
                        stages: [{$bad: "${env:R}"}]
                        sink: {type: out, path: "${env:P}"}
                        delivery: "${env:P}"
                        """);

        assertThat(result.problems()).hasSize(10);
        assertThat(messages(result))
                .doesNotContain("hunter")
                .contains("an internal topic: ${env:Q}")
                .contains("no such stage: ${env:R}");
    }

    @Test
    void secretsAreMaskedWhereverTheyAreShown() {
        ManifestResult result = read("""
                servers: a
                  password: hunter2
                  pin: 1234
                  ssl.key.password: hunter3
                  headers: {Authorization: Bearer hunter4, Accept: text}\
                """, Map.of());

        PipelineDefinition pipeline = result.definition().orElseThrow();
        assertThat(pipeline.source().shown())
                .containsEntry("password", "****")
                .containsEntry("pin", "****")
                .containsEntry("ssl.key.password", "****")
                .containsEntry("headers", Map.of("Authorization", "****", "Accept", "text"));
        assertThat(pipeline.source().config().getString("password", "")).isEqualTo("hunter2");
        assertThat(pipeline.toString()).doesNotContain("hunter").doesNotContain("1234");
        assertThat(pipeline.redaction().apply("login with hunter2 and 1234 failed"))
                .isEqualTo("login with **** and **** failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${env:P}           | ${env:P}",
                "${env:P}${env:P}   | ${env:P}${env:P}",
                "${env:P:-hunter2}  | ****",
                "hunter2${env:P}    | ****",
                "hunter2            | ****",
            })
    void aSecretIsShownAsAReferenceOnlyIfItIsNothingElse(String written, String shown) {
        ManifestResult result = read("servers: a\n  password: '" + written + "'", Map.of("P", "p"));

        assertThat(result.definition().orElseThrow().source().shown()).containsEntry("password", shown);
    }

    @Test
    void aConnectorsOwnMessageShowsNoSecret() {
        ManifestResult written = read("password: hunter2", Map.of());
        ManifestResult referenced = read("password: '${env:P}'", Map.of("P", "hunter2"));

        assertThat(places(written)).containsExactly("3:3 error FLX-FEED-SERVERS");
        assertThat(messages(written)).endsWith("a password needs servers: ****");
        assertThat(messages(referenced)).endsWith("a password needs servers: ${env:P}");
    }

    @Test
    void aFileThatIsTooLargeToBeASecretIsRefused() throws IOException {
        Files.write(folder.resolve("large"), new byte[70_000]);

        assertThat(places(new Manifests(folder).yaml(manifest("${file:large}"))))
                .containsExactly("4:10 error FLX-REFERENCE-FILE");
    }

    @Test
    void whyAFileGivesNothingIsSaid() throws IOException {
        Files.createDirectory(folder.resolve("folder"));

        assertThat(messages(new Manifests(folder).yaml(manifest("${file:folder}"))))
                .contains("the file folder is a folder");
        assertThat(messages(new Manifests(folder).yaml(manifest("${file:none}"))))
                .contains("the file none does not exist");
        assertThat(messages(new Manifests(folder).yaml(manifest("${file:/dev/zero}"))))
                .contains("the file /dev/zero is no regular file");
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Files.write(folder.resolve("binary"), new byte[] {'a', (byte) 0xC3, '('});

        assertThat(places(new Manifests(folder).yaml(manifest("${file:binary}"))))
                .containsExactly("4:10 error FLX-REFERENCE-FILE");
    }

    @Test
    void aFileThatMayNotBeReadIsReportedAsSuch() throws IOException {
        Path closed = Files.writeString(folder.resolve("closed"), "hush");
        assumeTrue(closed.toFile().setReadable(false) && !Files.isReadable(closed));

        assertThat(messages(new Manifests(folder).yaml(manifest("${file:closed}"))))
                .contains("the file closed can't be read");
    }

    @Test
    void aPathIsRelativeToTheManifestsFolder() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("below")).resolve("topic"), "from below\n");

        assertThat(new Manifests(folder)
                        .yaml(manifest("${file:below/topic}"))
                        .definition()
                        .orElseThrow()
                        .source()
                        .config()
                        .getString("topic", ""))
                .isEqualTo("from below");
    }
}
