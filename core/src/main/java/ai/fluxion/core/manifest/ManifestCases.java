package ai.fluxion.core.manifest;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The tests of one manifest, as a file holds them.
 *
 * @param manifest the file that is tested
 * @param pipeline the name of the one that is tested, if the manifest declares several
 */
public record ManifestCases(Path manifest, Optional<String> pipeline, List<ManifestCase> cases) {
    public ManifestCases {
        Objects.requireNonNull(manifest, "manifest");
        Objects.requireNonNull(pipeline, "pipeline");
        cases = List.copyOf(cases);
    }
}
