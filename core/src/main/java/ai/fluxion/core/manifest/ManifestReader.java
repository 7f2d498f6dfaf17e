package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.manifest.ObjectNode.Entry;
import java.nio.file.Path;
import java.util.List;
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
     * @return the pipelines, unless there is an error; in {@link Mode#LINT} values that are not known stand as they were
     *     written
     * @throws FluxionException fatal, if a connector's provider itself is broken
     */
    public ManifestResult read(Path file, Map<String, String> environment, ManifestOverrides overrides, Mode mode) {
        Problems problems = new Problems();
        Optional<Node> root = ManifestText.read(file, problems).map(node -> overrides.apply(node, problems));
        List<PipelineDefinition> pipelines =
                root.map(node -> check(file, node, environment, mode, problems)).orElse(List.of());
        return new ManifestResult(problems.all(), problems.hasErrors() ? List.of() : pipelines);
    }

    private List<PipelineDefinition> check(
            Path file, Node root, Map<String, String> environment, Mode mode, Problems problems) {
        if (!(root instanceof ObjectNode map)) {
            problems.error(
                    "FLX-MANIFEST-TYPE", root.location(), "a manifest: expected a map, found " + root.describe());
            return List.of();
        }
        Severity unset = mode == Mode.LINT ? Severity.WARNING : Severity.ERROR;
        Reading reading = Reading.of(file, catalog, stageChecker, environment, unset, problems);
        Optional<Node> declared =
                map.entry(ManifestKeys.CONNECTIONS.name()).map(Entry::value).filter(value -> !value.isNull());
        Connections connections = new Connections(declared, new ComponentOptions(problems), problems);
        ManifestChecker checker = new ManifestChecker(reading, connections);
        List<PipelineDefinition> pipelines = LongForm.is(map)
                ? new LongForm(new SectionReader(reading), checker, problems).pipelines(map)
                : checker.pipeline(map, ManifestKeys.MANIFEST, Optional.empty()).stream()
                        .toList();
        connections.reportUnused();
        return pipelines;
    }
}
