package ai.fluxion.core.manifest;

import static ai.fluxion.core.manifest.Manifests.places;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TomlTreeTest {
    @TempDir
    private Path folder;

    private static Object value(String text) {
        Problems problems = new Problems();
        Node root = ManifestText.parse("m.toml", text.getBytes(StandardCharsets.UTF_8), problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
        assertThat(problems.all()).isEmpty();
        return PlainValues.written(root);
    }

    private static List<Problem> problems(String text) {
        Problems problems = new Problems();
        ManifestText.parse("m.toml", text.getBytes(StandardCharsets.UTF_8), problems);
        return problems.all();
    }

    @Test
    void valuesAreThoseOfTheOtherSyntaxes() {
        assertThat(value("""
                        a = [1, -2, 3_000_000_000, 0x1F, 0o17, 0b101, +5]
                        b = [0.10, 1e300, 0.1234567890123456789, 6.02_2e2]
                        c = [true, false, "text", '1', \"""
                        two
                        lines\"""]
                        """))
                .isEqualTo(Map.of(
                        "a", List.of(1, -2, 3_000_000_000L, 31, 15, 5, 5),
                        "b", List.of(0.1, 1e300, new BigDecimal("0.1234567890123456789"), 602.2),
                        "c", List.of(true, false, "text", "1", "two\nlines")));
        assertThat(value("a = [inf, -inf]"))
                .isEqualTo(Map.of("a", List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
    }

    @Test
    void datesAndTimesAreTextInIso8601() {
        assertThat(value("""
                        a = 2024-01-31
                        b = 2024-01-31T10:20:30Z
                        c = 2024-01-31 10:20:30.5+01:00 # a comment
                        d = [10:20:30, 2024-01-31t10:20:30.123]
                        e = {f = 2024-01-31 }
                        """))
                .isEqualTo(Map.of(
                        "a", "2024-01-31",
                        "b", "2024-01-31T10:20:30Z",
                        "c", "2024-01-31T10:20:30.5+01:00",
                        "d", List.of("10:20:30", "2024-01-31T10:20:30.123"),
                        "e", Map.of("f", "2024-01-31")));
    }

    @Test
    void tablesOfEveryFormAreMapsInTheOrderInWhichTheyBegin() {
        Object value = value("""
                        c.d.e = 1
                        c.f = {g = 2, h.i = 3}
                        [a.b]
                        j = 4
                        [[k]]
                        l = 5
                        [[k]]
                        [k.m."$n"]
                        o = 6
                        """);

        assertThat(value)
                .isEqualTo(Map.of(
                        "c", Map.of("d", Map.of("e", 1), "f", Map.of("g", 2, "h", Map.of("i", 3))),
                        "a", Map.of("b", Map.of("j", 4)),
                        "k", List.of(Map.of("l", 5), Map.of("m", Map.of("$n", Map.of("o", 6))))));
        assertThat(((Map<?, ?>) value).keySet()).hasToString("[c, a, k]");
    }

    @Test
    void textIsTakenAsItWasWritten() {
        ManifestResult result = new Manifests(folder).read("m.toml", """
                        id = 7
                        source = {type = "feed", topic = 1.10, servers = [0x10, 1e3], bytes = 1_024}
                        sink.type = "out"
                        """);

        PipelineDefinition pipeline = result.definition().orElseThrow();
        assertThat(pipeline.id()).isEqualTo("7");
        assertThat(pipeline.source().config().getString("topic", "")).isEqualTo("1.10");
        assertThat(pipeline.source().config().getList("servers", List.of())).containsExactly("0x10", "1e3");
        assertThat(pipeline.source().config().getSize("bytes", 0)).isEqualTo(1024);
    }

    @Test
    void placesAreExact() {
        ManifestResult result = new Manifests(folder).read("m.toml", """
                        id = "-x"
                        source = {type = "feed", topic = "t", capacity = true}
                        "😀" = 1
                        [[stages]]
                        [[stages]]
                        "$bad" = 1
                        [errors.retry]
                        maxAttempts = 0
                        [errors.onInvalid.deadLetter.options]
                        path = 'x'
                        [sinc]
                        type = "out"
                        """);

        assertThat(places(result))
                .containsExactly(
                        "1:6 error FLX-MANIFEST-ID",
                        "2:50 error FLX-OPTION-VALUE",
                        "3:1 error FLX-MANIFEST-KEY-UNKNOWN",
                        "6:1 error FLX-STAGE-UNKNOWN",
                        "8:15 error FLX-OPTION-VALUE",
                        "9:1 error FLX-MANIFEST-MISSING",
                        "11:1 error FLX-MANIFEST-KEY-UNKNOWN");
    }

    @Test
    void columnsCountCharactersAndNumbersKeepTheirTextBehindThem() {
        assertThat(value("\"😀é\" = [\"😀\", 1.50, 2024-01-01]"))
                .isEqualTo(Map.of("😀é", List.of("😀", 1.5, "2024-01-01")));
        assertThat(value("a = 1\r\nb = 2.5\r\n")).isEqualTo(Map.of("a", 1, "b", 2.5));
    }

    @Test
    void aKeyThatIsThereTwiceIsReportedWhereItIsAgain() {
        assertThat(problems("a = 1\nb = {c = 1, c = 2}\na = 3\n[d]\nx.y = 1\nx.y = 2\n"))
                .extracting(Problem::toString)
                .containsExactly(
                        "m.toml:2:13: error FLX-MANIFEST-KEY-TWICE the key 'c' is here twice, first at line 2; remove one",
                        "m.toml:3:1: error FLX-MANIFEST-KEY-TWICE the key 'a' is here twice, first at line 1; remove one",
                        "m.toml:6:1: error FLX-MANIFEST-KEY-TWICE the key 'x.y' is here twice, first at line 5; remove one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a = hunter2'              | 1:5",
                "'a = \"x\" hunter2'        | 1:9",
                "'a = [1, 2'                | 1:10",
                "'a = {b = 1'               | 1:11",
                "'a: 1'                     | 1:2",
                "'a = 1\n= 2'               | 2:1",
                "'a = \"x\nhunter2'         | 1:7",
                "'[a'                       | 1:3",
                "'a = \"\\hunter2\"'        | 1:6",
                "'a = 012'                  | 1:5",
                "'a = 99999999999999999999' | 1:5",
                "'a = 1e400'                | 1:5",
                "'a = 2024-13-01'           | 1:10",
            })
    void malformedTextIsReportedWhereItIsAndWithoutIt(String text, String place) {
        assertThat(problems(text)).first().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("FLX-MANIFEST-SYNTAX");
            assertThat(problem).asString().startsWith("m.toml:" + place + ": ");
        });
        assertThat(problems(text)).noneMatch(problem -> problem.toString().contains("hunter2"));
    }

    @Test
    void allLinesThatAreMalformedAreReportedUpToABound() {
        assertThat(problems("a = \nb = \nc = 1\nd = x\n"))
                .extracting(problem -> problem.location().line())
                .containsExactly(1, 2, 4);
        assertThat(problems("what is this\n".repeat(1000))).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = [", "a = {b = ", "a.", "a=9"})
    void whatHasNoEndIsRefused(String piece) {
        assertThat(problems(piece + piece.substring(piece.length() - 1).repeat(100_000)))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("FLX-MANIFEST-SYNTAX"));
    }

    @Test
    void levelsWithoutEndAreRefused() {
        assertThat(problems("a = " + "[".repeat(50_000)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("too deep"));
        assertThat(problems("[" + "a.".repeat(50_000) + "a]"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("too deep"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void anEmptyFileIsNoManifest(String text) {
        assertThat(problems(text))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).isEqualTo("the file is empty"));
    }
}
