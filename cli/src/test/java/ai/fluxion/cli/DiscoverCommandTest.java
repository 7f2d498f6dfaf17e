package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoverCommandTest {
    @TempDir
    private Path folder;

    private String manifest;

    @BeforeEach
    void filesAndAManifest() throws IOException {
        Files.writeString(folder.resolve("a.ndjson"), """
                {"id":1,"total":0.5,"customer":{"name":"x"},"items":[{"sku":"s","n":1}]}
                {"id":3000000000,"total":2,"customer":null,"items":[],"tags":["a"]}
                no json
                """);
        Files.writeString(folder.resolve("b.csv"), "id,name\n1,x\n");
        manifest = write("m.yaml", "source: {type: file, path: '[ab].*'}\n");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void theStreamsAreToldWithTheirSchemas() {
        Ended ended = Ended.of("discover", manifest);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.outLines().get(0)).startsWith("stream      ").endsWith("/a.ndjson");
        assertThat(ended.out())
                .contains("details     ndjson\nsample      3 records, 1 malformed, the first: ")
                .contains("""
                        schema      id             int64
                                    total          float64
                                    customer       struct, may be null
                                    customer.name  string
                                    items          list
                                    items[]        struct
                                    items[].sku    string
                                    items[].n      int32
                                    tags           list of string, may be null
                        """)
                .contains("\n\nstream      " + folder.toAbsolutePath() + "/b.csv\nbytes       12\n")
                .endsWith("schema      id    string\n            name  string\n");
    }

    @Test
    void programsGetJson() {
        Ended ended = Ended.of("discover", manifest, "--json");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .startsWith("[{\"namespace\":\"\",\"name\":\"")
                .contains("\"sampled\":3,\"malformed\":1,\"firstMalformed\":{\"code\":\"FLX-")
                .contains("{\"name\":\"id\",\"type\":\"int64\",\"nullable\":false,\"key\":false}")
                .contains("\"type\":{\"type\":\"list\",\"items\":{\"type\":\"struct\",\"fields\":[{\"name\":\"sku\"");
    }

    @Test
    void anOverrideAndAPipelineSayWhichSource() throws IOException {
        String several = write("long.yaml", """
                id: x
                operationDefs:
                  a: {execution: {type: streaming, source: {type: file, path: a.ndjson}}}
                  b: {execution: {type: streaming, source: {type: file, path: b.csv}}}
                """);

        assertThat(Ended.of("discover", several, "--pipeline", "b").out())
                .contains("/b.csv")
                .doesNotContain("a.ndjson");
        assertThat(Ended.of("discover", several).code()).isEqualTo(2);
        assertThat(Ended.of("discover", several).err()).contains("FLX-CLI-PIPELINE", "x.a, x.b");
        assertThat(Ended.of("discover", manifest, "--set", "source.path=b.csv").out())
                .doesNotContain("a.ndjson");
    }

    @Test
    void whatIsWrongWithTheManifestEndsWith2AndWithTheSourceWith3() throws IOException {
        Ended wrong = Ended.of("discover", write("wrong.yaml", "source: {type: file, pth: x}\n"));
        Ended missing = Ended.of("discover", manifest, "--set", "source.path=none.csv");

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("wrong.yaml:1:22: ", "did you mean 'path'?");
        assertThat(missing.code()).isEqualTo(3);
        assertThat(missing.err()).startsWith("error FLX-FILE-MISSING: ");
        assertThat(missing.out()).isEmpty();
    }
}
