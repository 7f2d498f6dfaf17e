package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.FluxionException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads manifests and finds everything that is wrong with them. It opens no connection and reads no files but the manifest
 * and those that its references name. Safe for several threads.
 */
public final class ManifestReader {
    /** What the reading is for. */
    public enum Mode {
        /** A variable that is not set is a warning. */
        LINT,
        /** A variable that is not set is an error. */
        RUN
    }

    private final ManifestCatalog catalog;
    private final StageChecker stageChecker;

    public ManifestReader(ManifestCatalog catalog, StageChecker stageChecker) {
        this.catalog = Objects.requireNonNull(catalog, "catalog");
        this.stageChecker = Objects.requireNonNull(stageChecker, "stageChecker");
    }

    /** Without overrides. */
    public ManifestResult read(Path file, Map<String, String> environment, Mode mode) {
        return read(file, environment, ManifestOverrides.none(), mode);
    }

    /**
     * Reads a manifest.
     *
     * @param file as it is to be named in problems
     * @param environment what {@code ${env:…}} sees
     * @param overrides applied before anything is checked
     * @return the pipeline, unless there is an error; in {@link Mode#LINT} values that are not known stand as they were
     *     written
     * @throws FluxionException fatal, if a connector's provider itself is broken
     */
    public ManifestResult read(Path file, Map<String, String> environment, ManifestOverrides overrides, Mode mode) {
        Problems problems = new Problems();
        Optional<Node> root = ManifestText.read(file, problems).map(node -> overrides.apply(node, problems));
        Optional<PipelineDefinition> definition = root.flatMap(node -> check(file, node, environment, mode, problems));
        return new ManifestResult(problems.all(), problems.hasErrors() ? Optional.empty() : definition);
    }

    private Optional<PipelineDefinition> check(
            Path file, Node root, Map<String, String> environment, Mode mode, Problems problems) {
        Severity unset = mode == Mode.LINT ? Severity.WARNING : Severity.ERROR;
        return new ManifestChecker(Reading.of(file, catalog, stageChecker, environment, unset, problems)).check(root);
    }
}
