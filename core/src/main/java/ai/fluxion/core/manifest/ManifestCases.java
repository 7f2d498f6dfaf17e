package ai.fluxion.core.manifest;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The tests of one manifest, as a file holds them.
 *
 * @param manifest the file that is tested
 */
public record ManifestCases(Path manifest, List<ManifestCase> cases) {
    public ManifestCases {
        Objects.requireNonNull(manifest, "manifest");
        cases = List.copyOf(cases);
    }
}
