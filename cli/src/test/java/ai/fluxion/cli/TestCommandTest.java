package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void aManifest() throws IOException {
        write("orders.yaml", """
                id: orders
                source: {type: file, options: {path: "${env:FLUXION_TEST_NOT_SET}", format: json}}
                stages:
                  - $match: {status: PAID}
                  - $set: {total: {$multiply: [$price, $quantity]}}
                sink: {type: sample, options: {url: x}}
                """);
    }

    @Test
    void theExampleOfTheDocumentsPasses() throws IOException {
        Matcher example = Pattern.compile("### test\n.*?```\n(manifest: .*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/cli.md")));
        assertThat(example.find()).isTrue();
        String tests = write("orders.test.yaml", example.group(1));

        assertThat(Ended.of("test", tests)).isEqualTo(new Ended(0, "3 cases, 0 failed" + System.lineSeparator(), ""));
    }

    @Test
    void aFailureNamesTheCaseAndEveryDifferenceByItsPlace() throws IOException {
        String tests = write("orders.test.yaml", """
                manifest: orders.yaml
                cases:
                  - name: right
                    input: [{status: OPEN}]
                  - name: wrong
                    input:
                      - {status: PAID, price: 2, quantity: 3, at: {x: [1, 2]}, $_meta: {key: a}}
                      - {status: PAID, price: much, quantity: 3}
                      - {status: PAID, price: 1, quantity: 1}
                    output:
                      - {status: PAID, price: 2, total: 7, at: {x: [1, 3]}, more: 1, $_meta: {key: b}}
                """);

        Ended ended = Ended.of("test", tests);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.outLines())
                .startsWith(
                        tests + ":5:5: failed: wrong",
                        "  " + tests + ":11:9: output[0]: total: expected 7, is 6",
                        "  " + tests + ":11:9: output[0]: at.x[1]: expected 3, is 2",
                        "  " + tests + ":11:9: output[0]: more: expected 1, is missing",
                        "  " + tests + ":11:9: output[0]: quantity: not expected, is 3",
                        "  " + tests + ":11:9: output[0]: $_meta.key: expected \"b\", is \"a\"")
                .endsWith("2 cases, 1 failed")
                .anyMatch(line -> line.startsWith("  " + tests + ":5:5: output[1]: not expected: {"))
                .anyMatch(line -> line.contains("deadLetters[0]: not expected: {") && line.contains("stages[1]"));
    }

    @Test
    void whatDoesNotComeIsTold() throws IOException {
        String tests = write("orders.test.yaml", """
                {"manifest": "orders.yaml", "cases": [
                  {"name": "none", "input": [], "output": [{"a": 1}], "deadLetters": [{"code": "X"}]}]}
                """);

        assertThat(Ended.of("test", tests).outLines())
                .contains(
                        "  " + tests + ":2:44: output[0]: nothing came",
                        "  " + tests + ":2:71: deadLetters[0]: nothing came");
    }

    @Test
    void whatAReferenceStandsForIsInNoDifference() throws IOException {
        write("secret", "pa\"ss-w0rd\n");
        write("orders.yaml", """
                id: orders
                source: {type: file, path: in.ndjson}
                stages:
                  - $set: {token: "${file:secret}"}
                sink: {type: sample, options: {url: x}}
                """);
        String tests = write("orders.test.yaml", """
                manifest: orders.yaml
                cases:
                  - {name: shown, input: [{}], output: [{token: other}]}
                """);

        Ended ended = Ended.of("test", tests);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).doesNotContain("ss-w0rd").contains("is \"${file:secret}\"");
    }

    @Test
    void aMockThatNamesNoStageOrIsNoneFailsItsCase() throws IOException {
        String tests = write("orders.test.yaml", """
                manifest: orders.yaml
                cases:
                  - {name: beyond, input: [], mocks: {"stages[2]": {$set: {a: 1}}}}
                  - {name: unknown, input: [], mocks: {"stages[0]": {$sett: {a: 1}}}}
                """);

        assertThat(Ended.of("test", tests).out())
                .contains("`mocks` names stages[2], and the manifest has 2 stages", "FLX-STAGE-UNKNOWN")
                .contains("2 cases, 2 failed");
    }

    @Test
    void aWrongFileOfTestsIsRefusedWithAllThatIsWrong() throws IOException {
        String tests = write("orders.test.yaml", """
                manifest: orders.yaml
                cases:
                  - {nam: x, input: [1], output: {}, mocks: {first: {}}}
                """);

        Ended ended = Ended.of("test", tests, folder + "/none.yaml");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("there is no key 'nam' in a case: did you mean 'name'?")
                .contains("a case needs `name`")
                .contains("an item of `input`: expected a map of fields, or text: the payload, found a number")
                .contains("`output`: expected a list, found a map")
                .contains("FLX-TEST-MOCK")
                .contains("FLX-MANIFEST-UNREADABLE: " + folder + "/none.yaml");
    }

    @Test
    void aWrongManifestIsRefused() throws IOException {
        write("orders.yaml", "id: orders\n");
        String tests = write("orders.test.yaml", "manifest: orders.yaml\ncases: []\n");

        Ended ended = Ended.of("test", tests);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("error FLX-MANIFEST-MISSING: " + folder + "/orders.yaml:1:1");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
