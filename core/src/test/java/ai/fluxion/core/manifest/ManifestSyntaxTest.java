package ai.fluxion.core.manifest;

import static ai.fluxion.core.manifest.Manifests.messages;
import static ai.fluxion.core.manifest.Manifests.places;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestSyntaxTest {
    @TempDir
    private Path folder;

    private static Object value(String name, String text) {
        Problems problems = new Problems();
        Node root = ManifestText.parse(name, text.getBytes(StandardCharsets.UTF_8), problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
        assertThat(problems.all()).isEmpty();
        return PlainValues.written(root);
    }

    private static List<Problem> problems(String name, String text) {
        Problems problems = new Problems();
        ManifestText.parse(name, text.getBytes(StandardCharsets.UTF_8), problems);
        return problems.all();
    }

    @Test
    void yamlAndJsonGiveTheSameValues() {
        Object expected = Map.of(
                "a", List.of(1, -2, 3_000_000_000L, new BigDecimal("123456789012345678901234567890")),
                "b", List.of(0.1, 1e300, new BigDecimal("1e400"), new BigDecimal("0.1234567890123456789")),
                "c", List.of(true, false, "text", "1"));
        String json = "{\"a\":[1,-2,3000000000,123456789012345678901234567890],"
                + "\"b\":[0.10,1e300,1e400,0.1234567890123456789],\"c\":[true,false,\"text\",\"1\"]}";

        assertThat(value("m.json", json)).isEqualTo(expected);
        assertThat(value("m.yaml", json)).isEqualTo(expected);
    }

    @Test
    void yamlHasTheScalarsOfItsCoreSchema() {
        assertThat(value("m.yml", "[0x1F, 0o17, 007, ~, null, True, no, 2024-01-01, !!str 5, !!int '5', .inf, 1:30]"))
                .isEqualTo(Arrays.asList(
                        31, 15, 7, null, null, true, "no", "2024-01-01", "5", 5, Double.POSITIVE_INFINITY, "1:30"));
    }

    @Test
    void textIsTakenAsItWasWritten() {
        ManifestResult result = new Manifests(folder)
                .yaml("id: 007\nsource: {type: feed, topic: 1.10, servers: [0123, 1e3]}\nsink: {type: out}\n");

        PipelineDefinition pipeline = result.definition().orElseThrow();
        assertThat(pipeline.id()).isEqualTo("007");
        assertThat(pipeline.source().config().getString("topic", "")).isEqualTo("1.10");
        assertThat(pipeline.source().config().getList("servers", List.of())).containsExactly("0123", "1e3");
    }

    @ParameterizedTest
    @CsvSource({"m.yaml", "m.json"})
    void aKeyThatIsThereTwiceIsReportedWhereItIsAgain(String name) {
        String text = "{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2},\n \"a\": 3}";

        assertThat(problems(name, text))
                .extracting(Problem::toString)
                .containsExactly(
                        name
                                + ":2:16: error FLX-MANIFEST-KEY-TWICE the key 'c' is here twice, first at line 2; remove one",
                        name
                                + ":3:2: error FLX-MANIFEST-KEY-TWICE the key 'a' is here twice, first at line 1; remove one");
    }

    @Test
    void aliasesAndMergesAreWrittenOut() {
        String text = """
                base: &base {a: 1, b: 2}
                more: &more {b: 3, c: 4}
                one: *base
                two: {<<: *base, b: 9}
                three: {<<: [*base, *more]}
                """;

        assertThat(value("m.yaml", text))
                .isEqualTo(Map.of(
                        "base", Map.of("a", 1, "b", 2),
                        "more", Map.of("b", 3, "c", 4),
                        "one", Map.of("a", 1, "b", 2),
                        "two", Map.of("a", 1, "b", 9),
                        "three", Map.of("a", 1, "b", 2, "c", 4)));
    }

    @Test
    void anAliasInsideWhatItNamesIsRefused() {
        assertThat(problems("m.yaml", "a: &a\n  b: *a\n")).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("FLX-MANIFEST-SYNTAX");
            assertThat(problem.message()).contains("inside what it names");
        });
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            text.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(10, before)) + "]\n");
        }

        assertThat(problems("m.yaml", text.toString()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("with aliases written out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"m.yaml", "m.json", "m"})
    void levelsWithoutEndAreRefused(String name) {
        assertThat(problems(name, "[".repeat(50_000)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("FLX-MANIFEST-SYNTAX"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"m.yaml", "m.json"})
    void numbersWithoutEndAreRefused(String name) {
        assertThat(problems(name, "9".repeat(100_000)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("FLX-MANIFEST-SYNTAX"));
    }

    @Test
    void aFileWithoutAKnownEndingIsReadAsWhatItLooksLike() {
        assertThat(value("m", "{\"a\":\t1}")).isEqualTo(Map.of("a", 1));
        assertThat(value("m", "{a: 1}")).isEqualTo(Map.of("a", 1));
        assertThat(value("m", "a: 1")).isEqualTo(Map.of("a", 1));
        assertThat(value("m.txt", "{}")).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m.yaml | 'a: [1, 2'             | 1:9",
                "m.yaml | 'a: 1\n b: 2'          | 2:3",
                "m.yaml | 'a:\n\t- b'            | 2:1",
                "m.yaml | 'a: 1\n---\nb: 2'      | 3:1",
                "m.yaml | 'a: *hunter2'          | 1:4",
                "m.yaml | 'a: !hunter2 b'        | 1:4",
                "m.yaml | 'a: !!int hunter2'     | 1:4",
                "m.json | '{\"a\": 1,}'          | 1:9",
                "m.json | '{\n\"a\": hunter2}'   | 2:6",
                "m.json | '{\"a\": 1'            | 1:8",
                "m.json | '{} {}'                | 1:4",
                "m.json | '{\"a\": 01}'          | 1:8",
                "m.json | 'null null'            | 1:6",
            })
    void malformedTextIsReportedWhereItIsAndWithoutIt(String name, String text, String place) {
        assertThat(problems(name, text)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("FLX-MANIFEST-SYNTAX");
            assertThat(problem).asString().startsWith(name + ":" + place).doesNotContain("hunter2");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "# nothing\n", "---\n", "[]", "text", "7"})
    void whatIsNoMapIsNoManifest(String text) {
        ManifestResult result = new Manifests(folder).yaml(text);

        assertThat(result.problems()).hasSize(1);
        assertThat(result.definition()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        ManifestResult result = new Manifests(folder).read(Path.of("no", "such.yaml"));

        assertThat(messages(result)).isEqualTo("no/such.yaml:1:1: error FLX-MANIFEST-UNREADABLE there is no such file");
    }

    @Test
    void aFolderIsAProblem() {
        assertThat(places(new Manifests(folder).read(folder))).containsExactly("1:1 error FLX-MANIFEST-UNREADABLE");
    }

    @Test
    void aHugeFileIsAProblem() throws IOException {
        Path file = Files.write(folder.resolve("huge.yaml"), new byte[ManifestText.MAX_SIZE + 1]);

        assertThat(places(new Manifests(folder).read(file))).containsExactly("1:1 error FLX-MANIFEST-TOO-LARGE");
    }

    @Test
    void bytesThatAreNoTextAreAProblemAtTheirPlace() throws IOException {
        Path file = Files.write(folder.resolve("m.yaml"), new byte[] {'a', ':', '\n', ' ', (byte) 0xC3, '(', '\n'});

        assertThat(places(new Manifests(folder).read(file))).containsExactly("2:2 error FLX-MANIFEST-SYNTAX");
    }

    @Test
    void aControlCharacterIsAProblemAtItsPlace() {
        assertThat(problems("m.yaml", "a: b\nc: \u0007\n"))
                .extracting(Problem::toString)
                .containsExactly(
                        "m.yaml:2:4: error FLX-MANIFEST-SYNTAX malformed YAML: the character U+0007 is not allowed");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() {
        assertThat(value("m.yaml", "\uFEFFa: 1")).isEqualTo(Map.of("a", 1));
        assertThat(value("m.json", "\uFEFF{\"a\": 1}")).isEqualTo(Map.of("a", 1));
    }

    @Test
    void jsonPlacesAreExact() {
        ManifestResult result = new Manifests(folder).read("m.json", """
                        {
                        \t"id": "x",
                          "source": {"type": "feed", "topic": "t", "capacity": true},
                          "sinc": {"type": "out"}
                        }
                        """);

        assertThat(places(result)).containsExactly("3:56 error FLX-OPTION-VALUE", "4:3 error FLX-MANIFEST-KEY-UNKNOWN");
    }
}
