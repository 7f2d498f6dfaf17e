package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import java.util.List;

/**
 * The sources of a manifest, read without the rest of it.
 *
 * @param problems all that concern them, by place
 * @param sources one for each pipeline; none if there is an error
 * @param redaction what no message about them may show
 */
public record ManifestSources(List<Problem> problems, List<Source> sources, Redaction redaction) {
    public ManifestSources {
        problems = List.copyOf(problems);
        sources = List.copyOf(sources);
    }

    /**
     * One of them.
     *
     * @param pipeline the id of its pipeline; empty if the manifest has none yet
     */
    public record Source(String pipeline, ComponentDefinition<SourceConnectorConfig> source) {}
}
