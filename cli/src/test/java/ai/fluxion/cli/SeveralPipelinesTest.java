package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each command does with a manifest in the long form. */
class SeveralPipelinesTest {
    @TempDir
    private Path folder;

    private String manifest;

    @BeforeEach
    void aManifestWithTwoPipelines() throws IOException {
        Files.writeString(folder.resolve("in.ndjson"), "{\"n\":1}\n{\"n\":2}\n");
        manifest = Files.writeString(folder.resolve("shop.json"), """
                        {"schemaVersion": "1.0.0", "id": "shop", "version": "1.0.0", "displayName": "Shop",
                         "operations": {"all": {"$ref": "#/operationDefs/all"}, "some": {"$ref": "#/operationDefs/some"}},
                         "connections": {"in": {"path": "in.ndjson"}},
                         "operationDefs": {
                           "all": {"operationId": "all", "kind": "trigger", "execution": {"type": "streaming",
                             "source": {"type": "file", "connectionRef": "in"},
                             "sink": {"type": "file", "path": "all.ndjson"}}},
                           "some": {"operationId": "some", "kind": "trigger", "execution": {"type": "streaming",
                             "source": {"type": "file", "connectionRef": "in"},
                             "stages": [{"$match": {"n": {"$gt": 1}}}],
                             "sink": {"type": "file", "options": {"path": "some.ndjson"}}}}}}
                        """).toString();
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void lintFindsNothing() {
        assertThat(Ended.of("lint", manifest)).isEqualTo(new Ended(0, "", ""));
    }

    @Test
    void runRunsAllAndReportsEach() throws IOException {
        Ended ended = Ended.of(
                "run", manifest, "--report", folder.resolve("report.json").toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(read("all.ndjson")).isEqualTo("{\"n\":1}\n{\"n\":2}\n");
        assertThat(read("some.ndjson")).isEqualTo("{\"n\":2}\n");
        assertThat(read("report.json"))
                .matches("(?s)\\[\n\\{\"pipeline\":\"shop.all\",.*},\n\\{\"pipeline\":\"shop.some\",.*}\n]\n");
        assertThat(folder.resolve(".fluxion/shop.all")).isDirectory();
    }

    @Test
    void oneOfThemIsRunWhenItIsNamed() throws IOException {
        Ended ended = Ended.of(
                "run",
                manifest,
                "--pipeline",
                "some",
                "--report",
                folder.resolve("report.json").toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(folder.resolve("all.ndjson")).doesNotExist();
        assertThat(read("report.json")).startsWith("{\"pipeline\":\"shop.some\",");
    }

    @Test
    void oneThatIsRefusedKeepsTheOthersFromStarting() throws IOException {
        Ended ended = Ended.of(
                "run",
                manifest,
                "--set",
                "operationDefs.some.execution={type: streaming, source: {type: file, connectionRef: in}, sink: {type:"
                        + " sample, url: x}, delivery: exactly-once}",
                "--report",
                folder.resolve("report.json").toString());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("error FLX-GUARANTEE: ");
        assertThat(folder.resolve("all.ndjson")).doesNotExist();
        assertThat(read("report.json")).startsWith("[\n{\"pipeline\":\"shop.some\",");
    }

    @Test
    void planPrintsEach() {
        Ended all = Ended.of("plan", manifest);
        Ended one = Ended.of("plan", manifest, "--pipeline", "shop.some");

        assertThat(all.code()).isZero();
        assertThat(all.out()).contains("pipeline    shop.all\n", "\n\npipeline    shop.some\n");
        assertThat(all.out()).endsWith(one.out());
        assertThat(one.out()).startsWith("pipeline    shop.some\n").doesNotContain("shop.all");
    }

    @Test
    void aCheckpointIsOfTheOneThatIsNamed() {
        Ended.of("run", manifest);

        Ended one = Ended.of("checkpoint", "show", manifest, "--pipeline", "some");
        Ended none = Ended.of("checkpoint", "show", manifest);
        Ended other = Ended.of("checkpoint", "reset", manifest, "--pipeline", "none");

        assertThat(one.code()).as(one.err()).isZero();
        assertThat(one.outLines()).contains("pipeline     shop.some");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).startsWith("error FLX-CLI-PIPELINE: ").contains("--pipeline", "shop.all, shop.some");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("no pipeline is called 'none'", "shop.all, shop.some");
    }

    @Test
    void aNameGoesWithOneFile() {
        Ended ended = Ended.of("run", manifest, manifest, "--pipeline", "some");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("error FLX-CLI-USAGE: ").contains("--pipeline");
    }

    @Test
    void aFileOfTestsNamesOne() throws IOException {
        String cases = "cases:\n  - {name: n, input: [{n: 1}, {n: 2}], output: [{n: 2}]}\n";
        Path named = Files.writeString(folder.resolve("a.yaml"), "manifest: shop.json\npipeline: some\n" + cases);
        Path unnamed = Files.writeString(folder.resolve("b.yaml"), "manifest: shop.json\n" + cases);

        assertThat(Ended.of("test", named.toString()))
                .isEqualTo(new Ended(0, "1 case, 0 failed" + System.lineSeparator(), ""));
        Ended ended = Ended.of("test", unnamed.toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("error FLX-CLI-PIPELINE: ").contains("shop.all, shop.some");
    }
}
