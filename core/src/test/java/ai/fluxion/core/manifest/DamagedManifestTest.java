package ai.fluxion.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** However a manifest is damaged, what is wrong is told with a place in the file, and nothing is thrown. */
class DamagedManifestTest {
    private static final String JSON = """
            {"id": "x",
             "source": {"type": "feed", "topic": "${env:T:-a}", "format": {"type": "csv", "header": true}},
             "stages": [{"$match": {"a": [1, 2.5, null, true]}}],
             "sinks": [{"type": "out", "options": {"path": "a"}}],
             "errors": {"onInvalid": {"deadLetter": {"type": "out"}}}}
            """;
    private static final String PIECES = "{}[]:,\"'&*!|>%@`#-?$ \n\t\0\u00e9\ufeffab01~<.";

    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("manifests");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        for (String name : new String[] {"m.yaml", "m.json", "m.toml"}) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }

    private static final String TOML = """
            id = 'x'
            stages = [{"$match" = {a = [1, 2.5, 0x1F, true, 2024-01-01], "é" = "\\u00e9"}}]
            [source]
            type = "feed"
            topic = "${env:T:-a}"
            format = {type = "csv", header = true}
            [[sinks]]
            type = "out"
            options.path = '''
            a'''
            [errors.onInvalid.deadLetter]
            type = "out"
            """;

    /** One of three syntaxes each. */
    enum Syntax {
        YAML("m.yaml", ManifestReaderTest.WHOLE),
        LONG("m.yaml", LongFormTest.WHOLE),
        JSON("m.json", DamagedManifestTest.JSON),
        TOML("m.toml", DamagedManifestTest.TOML);

        private final String file;
        private final String text;

        Syntax(String file, String text) {
            this.file = file;
            this.text = text;
        }
    }

    private static void readsWithoutHarm(Syntax syntax, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(syntax.file), bytes);
        ManifestResult result = new ManifestReader(TestConnectors.catalog(), new TestConnectors.Stages())
                .read(file, Map.of(), ManifestReader.Mode.RUN);

        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\r\n|[\r\n]", -1);
        assertThat(result.hasErrors()).isEqualTo(result.pipelines().isEmpty());
        assertThat(result.problems()).isSorted().allSatisfy(problem -> {
            assertThat(problem.location().file()).isEqualTo(file.toString());
            assertThat(problem.location().line()).isBetween(1, lines.length);
            assertThat(problem.location().column())
                    .isBetween(1, lines[problem.location().line() - 1].length() + 1);
            assertThat(problem.toString()).doesNotContain("\n");
        });
    }

    @Property(tries = 300)
    void aManifestThatIsCutOff(@ForAll Syntax syntax, @ForAll @IntRange(max = 800) int at) throws IOException {
        String text = syntax.text;
        readsWithoutHarm(syntax, text.substring(0, Math.min(at, text.length())).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 500)
    void aManifestWithPiecesInWrongPlaces(
            @ForAll Syntax syntax, @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes)
            throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(syntax.text);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            char piece = PIECES.charAt(random.nextInt(PIECES.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, piece);
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.setCharAt(at, piece);
                default ->
                    text.delete(at, Math.min(text.length(), at + random.nextInt(40)))
                            .append(' ');
            }
        }
        readsWithoutHarm(syntax, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void aManifestWithLinesInWrongPlaces(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        String[] lines = ManifestReaderTest.WHOLE.split("\n");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            String line = lines[random.nextInt(4) == 0 ? random.nextInt(lines.length) : i];
            text.append(" ".repeat(random.nextInt(8) == 0 ? random.nextInt(4) : 0))
                    .append(line)
                    .append('\n');
        }
        readsWithoutHarm(Syntax.YAML, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void bytesOfAnyKind(@ForAll Syntax syntax, @ForAll byte[] bytes) throws IOException {
        readsWithoutHarm(syntax, bytes);
    }
}
