package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/errors.md} against the sources: each code that they can say has one row there, and no other has. */
class ErrorCodesTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Set<String> NOT_PRODUCT = Set.of("examples", "proof", "testkit");
    private static final Pattern SAID = Pattern.compile("(?:\"|fail )(FLX-[A-Z0-9-]*)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(FLX-[A-Z0-9-]+)` \\|");

    /** What all codes begin with, and the beginnings of those that end with the name of a format or an option. */
    private static final Set<String> BEGINNINGS = Set.of("FLX-", "FLX-FORMAT-", "FLX-KAFKA-");

    private static final Set<String> PUT_TOGETHER =
            Set.of("FLX-FORMAT-RAW", "FLX-FORMAT-STRING", "FLX-KAFKA-HEADERS", "FLX-KAFKA-TIMESTAMP");

    @Test
    void everyCodeThatCanBeSaidHasOneRowAndNoOtherHas() throws IOException {
        List<String> rows = ROW.matcher(Files.readString(REPOSITORY.resolve("docs/errors.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        Set<String> said = new TreeSet<>(PUT_TOGETHER);
        for (Path source : sources()) {
            SAID.matcher(Files.readString(source)).results().forEach(code -> said.add(code.group(1)));
        }

        assertThat(said).hasSizeGreaterThan(100).containsAll(BEGINNINGS);
        said.removeAll(BEGINNINGS);
        assertThat(said).as("every code has a row").allMatch(rows::contains);
        assertThat(rows)
                .as("every row's code can be said")
                .allMatch(said::contains)
                .doesNotHaveDuplicates();
    }

    /** Main code and the launcher; what examples, tests' tools and tutorials say is no part of the product. */
    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>(List.of(REPOSITORY.resolve("fluxion")));
        List<String> modules = MODULE.matcher(Files.readString(REPOSITORY.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .filter(module -> !NOT_PRODUCT.contains(module))
                .toList();
        for (String module : modules) {
            Path main = REPOSITORY.resolve(module).resolve("src/main/java");
            if (Files.isDirectory(main)) {
                try (Stream<Path> files = Files.walk(main)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.endsWith("package-info.java"))
                            .forEach(sources::add);
                }
            }
        }
        return sources;
    }
}
