package ai.fluxion.core.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads manifests that a test writes as text. */
final class Manifests {
    private final Path folder;
    private Map<String, String> environment = Map.of();
    private ManifestOverrides overrides = ManifestOverrides.none();
    private ManifestReader.Mode mode = ManifestReader.Mode.RUN;

    Manifests(Path folder) {
        this.folder = folder;
    }

    Manifests environment(Map<String, String> variables) {
        this.environment = variables;
        return this;
    }

    Manifests set(String... texts) {
        this.overrides = ManifestOverrides.parse(List.of(texts));
        return this;
    }

    Manifests lint() {
        this.mode = ManifestReader.Mode.LINT;
        return this;
    }

    ManifestResult yaml(String text) {
        return read("m.yaml", text);
    }

    ManifestSources sources(String text) {
        try {
            Path file = Files.writeString(folder.resolve("m.yaml"), text);
            return new ManifestReader(TestConnectors.catalog(), new TestConnectors.Stages())
                    .sources(file, environment, overrides);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ManifestResult read(String name, String text) {
        try {
            Path file = Files.writeString(folder.resolve(name), text);
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ManifestResult read(Path file) {
        return new ManifestReader(TestConnectors.catalog(), new TestConnectors.Stages())
                .read(file, environment, overrides, mode);
    }

    /** {@code line:column severity code} of each problem. */
    static List<String> places(ManifestResult result) {
        return result.problems().stream()
                .map(problem -> problem.location().line() + ":"
                        + problem.location().column() + " " + problem.severity() + " " + problem.code())
                .toList();
    }

    /** The messages of all problems, one a line. */
    static String messages(ManifestResult result) {
        return String.join(
                "\n", result.problems().stream().map(Problem::toString).toList());
    }
}
