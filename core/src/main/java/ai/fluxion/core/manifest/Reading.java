package ai.fluxion.core.manifest;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the parts of the linter share while they read one manifest.
 *
 * @param manifest as it is named in problems
 * @param discovery whether sources are only asked what they offer
 */
record Reading(
        Path manifest,
        ManifestCatalog catalog,
        References references,
        ManifestPaths paths,
        StageChecker stages,
        Problems problems,
        Redaction redaction,
        boolean discovery) {

    static Reading of(
            Path manifest,
            ManifestCatalog catalog,
            StageChecker stages,
            Map<String, String> environment,
            Severity unset,
            Problems problems) {
        Redaction redaction = new Redaction();
        ManifestPaths paths = new ManifestPaths(manifest);
        References references = new References(paths.folder(), environment, unset, problems, redaction);
        return new Reading(manifest, catalog, references, paths, stages, problems, redaction, false);
    }

    /** The same, for asking sources what they offer. */
    Reading forDiscovery() {
        return new Reading(manifest, catalog, references, paths, stages, problems, redaction, true);
    }

    /** Reports what the stage language found, without what nobody may see. */
    void report(StageChecker.Finding finding, Location location) {
        problems.report(
                finding.error() ? Severity.ERROR : Severity.WARNING,
                finding.code(),
                location,
                redaction.apply(finding.message()));
    }
}
