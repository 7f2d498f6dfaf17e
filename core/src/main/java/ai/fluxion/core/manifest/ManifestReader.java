package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.manifest.ObjectNode.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
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
        Severity unset = mode == Mode.LINT ? Severity.WARNING : Severity.ERROR;
        Reading reading = Reading.of(file, catalog, stageChecker, environment, unset, problems);
        List<PipelineDefinition> pipelines = tree(file, overrides, problems)
                .map(map -> pipelines(reading, map))
                .orElse(List.of());
        return new ManifestResult(problems.all(), problems.hasErrors() ? List.of() : pipelines);
    }

    /**
     * Reads the sources of a manifest, of which the rest need not be there yet. A variable that is not set is an error.
     *
     * @param file as it is to be named in problems
     * @param environment what {@code ${env:…}} sees
     * @param overrides applied before anything is checked
     */
    public ManifestSources sources(Path file, Map<String, String> environment, ManifestOverrides overrides) {
        Problems problems = new Problems();
        Reading reading = Reading.of(file, catalog, stageChecker, environment, Severity.ERROR, problems)
                .forDiscovery();
        List<ManifestSources.Source> sources = tree(file, overrides, problems)
                .map(map -> sources(reading, map))
                .orElse(List.of());
        return new ManifestSources(problems.all(), problems.hasErrors() ? List.of() : sources, reading.redaction());
    }

    private static Optional<ObjectNode> tree(Path file, ManifestOverrides overrides, Problems problems) {
        Optional<Node> root = ManifestText.read(file, problems).map(node -> overrides.apply(node, problems));
        if (root.isPresent() && !(root.get() instanceof ObjectNode)) {
            problems.error(
                    "FLX-MANIFEST-TYPE",
                    root.get().location(),
                    "a manifest: expected a map, found " + root.get().describe());
        }
        return root.filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    private static List<PipelineDefinition> pipelines(Reading reading, ObjectNode root) {
        Connections connections = connections(reading, root);
        ManifestChecker checker = new ManifestChecker(reading, connections);
        List<PipelineDefinition> pipelines = new ArrayList<>();
        if (LongForm.is(root)) {
            for (LongForm.Streaming each : new LongForm(reading, checker).operations(root)) {
                checker.pipeline(each.execution(), ManifestKeys.PIPELINE_EXECUTION, Optional.of(each.id()))
                        .ifPresent(pipelines::add);
            }
        } else {
            checker.pipeline(root, ManifestKeys.MANIFEST, Optional.empty()).ifPresent(pipelines::add);
        }
        connections.reportUnused();
        return pipelines;
    }

    private static List<ManifestSources.Source> sources(Reading reading, ObjectNode root) {
        ManifestChecker checker = new ManifestChecker(reading, connections(reading, root));
        if (!LongForm.is(root)) {
            String id = root.entry(ManifestKeys.ID.name())
                    .filter(entry -> !entry.value().isNull())
                    .map(entry -> checker.id(entry.value()))
                    .orElse("");
            return checker.source(root).stream()
                    .map(source -> new ManifestSources.Source(id, source))
                    .toList();
        }
        return new LongForm(reading, checker)
                .operations(root).stream()
                        .flatMap(each -> checker.source(each.execution()).stream()
                                .map(source -> new ManifestSources.Source(each.id(), source)))
                        .toList();
    }

    private static Connections connections(Reading reading, ObjectNode root) {
        Optional<Node> declared =
                root.entry(ManifestKeys.CONNECTIONS.name()).map(Entry::value).filter(value -> !value.isNull());
        return new Connections(declared, reading.problems());
    }
}
