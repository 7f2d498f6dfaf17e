package ai.fluxion.core.manifest;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What reading a manifest gave.
 *
 * @param problems all of them, by place
 * @param definition the pipeline, if there is no error
 */
public record ManifestResult(List<Problem> problems, Optional<PipelineDefinition> definition) {
    public ManifestResult {
        problems = List.copyOf(problems);
        Objects.requireNonNull(definition, "definition");
    }

    /** Whether there is more than warnings. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }
}
