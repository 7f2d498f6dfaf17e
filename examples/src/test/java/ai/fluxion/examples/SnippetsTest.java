package ai.fluxion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation prints is what is compiled and run here. */
class SnippetsTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path TUTORIAL =
            Path.of("../spi/src/main/java/ai/fluxion/core/engine/connectors/package-info.java");
    private static final Path README = Path.of("../README.md");
    private static final String ELIDED = "/* schema */";

    @ParameterizedTest
    @ValueSource(strings = {"MySourceProvider", "MySinkProvider", "MyPipeline"})
    void aPrintedConnectorIsHeldLineForLine(String name) throws IOException {
        List<String> source = stripped(Files.readString(SOURCES.resolve("com/acme/connectors/" + name + ".java")));
        List<String> snippet;
        try (InputStream in = SnippetsTest.class.getResourceAsStream(name + ".txt")) {
            snippet = stripped(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        int start = source.indexOf(snippet.get(0));
        assertThat(start).as("where it begins").isNotNegative();
        for (int i = 0; i < snippet.size(); i++) {
            String line = snippet.get(i);
            String held = source.get(start + i);
            if (line.contains(ELIDED)) {
                assertThat(held).startsWith(line.substring(0, line.indexOf(ELIDED)));
            } else {
                assertThat(held).isEqualTo(line);
            }
        }
    }

    private static List<String> stripped(String text) {
        return text.lines().map(String::strip).toList();
    }

    @Test
    void whatTheTutorialShowsIsCompiledHere() throws IOException {
        String page = Files.readString(TUTORIAL).replaceAll("(?m)^ \\* ?", "");

        assertThat(compiledHere(page, "<pre>\\{@code\n(.*?)\n}</pre>")).isEqualTo(5);
    }

    @Test
    void whatTheReadmeShowsIsCompiledHere() throws IOException {
        assertThat(compiledHere(Files.readString(README), "```java\n(.*?)```")).isEqualTo(1);
    }

    /** @return how many snippets a page has, each of which stands in a source here */
    private static int compiledHere(String page, String pattern) throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES.resolve("ai/fluxion/examples"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.add(dense(Files.readString(file)));
            }
        }
        Matcher snippets = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
        int found = 0;
        while (snippets.find()) {
            String snippet = dense(snippets.group(1));
            assertThat(sources).as(snippets.group(1)).anyMatch(source -> source.contains(snippet));
            found++;
        }
        return found;
    }

    /** Without white space: the formatter of sources and that of comments need not agree. */
    private static String dense(String code) {
        return code.replaceAll("\\s+", "");
    }
}
