package ai.fluxion.core.manifest;

import java.util.List;
import java.util.Optional;

/**
 * What reading a manifest gave.
 *
 * @param problems all of them, by place
 * @param pipelines what it declares, in its order; none if there is an error, and several only in the long form
 */
public record ManifestResult(List<Problem> problems, List<PipelineDefinition> pipelines) {
    public ManifestResult {
        problems = List.copyOf(problems);
        pipelines = List.copyOf(pipelines);
    }

    /** The pipeline of a manifest that declares one; empty if there is an error, or more than one pipeline. */
    public Optional<PipelineDefinition> definition() {
        return pipelines.size() == 1 ? Optional.of(pipelines.get(0)) : Optional.empty();
    }

    /** Whether there is more than warnings. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }
}
