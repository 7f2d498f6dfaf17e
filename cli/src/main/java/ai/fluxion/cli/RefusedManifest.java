package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.manifest.PipelineDefinition;
import java.util.List;
import java.util.Optional;

/** A manifest that can't be run, with everything that is wrong with it. */
final class RefusedManifest extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> pipeline;
    private final transient List<Failure> failures;

    /**
     * @param pipeline the id, as far as it is known
     * @param failures one or more
     */
    RefusedManifest(Optional<String> pipeline, List<Failure> failures) {
        super(failures.get(0).toString());
        this.pipeline = pipeline;
        this.failures = List.copyOf(failures);
    }

    /** For a manifest that is right in itself, and still can't run. */
    static RefusedManifest of(PipelineDefinition definition, FluxionException why) {
        return new RefusedManifest(
                Optional.of(definition.id()), List.of(Redacted.by(definition.redaction(), why.failure())));
    }

    Optional<String> pipeline() {
        return pipeline;
    }

    List<Failure> failures() {
        return failures;
    }
}
