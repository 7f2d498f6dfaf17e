package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.manifest.ManifestSources;
import ai.fluxion.core.manifest.PipelineDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of a manifest's pipelines are meant by {@code --pipeline}: by id, or by what stands after the manifest's id in it. */
final class PipelineChoice {
    private PipelineChoice() {}

    /** Those that are named; all, if none is. */
    static List<PipelineDefinition> of(Path file, List<PipelineDefinition> all, List<String> names)
            throws RefusedManifest {
        if (names.isEmpty()) {
            return all;
        }
        List<String> ids = all.stream().map(PipelineDefinition::id).toList();
        List<PipelineDefinition> chosen = new ArrayList<>();
        for (String name : names) {
            PipelineDefinition found = all.get(find(file, ids, name));
            if (!chosen.contains(found)) {
                chosen.add(found);
            }
        }
        return chosen;
    }

    /** The one that is named; the only one, if none is. */
    static PipelineDefinition one(Path file, List<PipelineDefinition> all, Optional<String> name)
            throws RefusedManifest {
        List<PipelineDefinition> chosen = of(file, all, name.stream().toList());
        if (chosen.size() > 1) {
            throw notSaid(file, chosen.stream().map(PipelineDefinition::id).toList());
        }
        return chosen.get(0);
    }

    /** As {@link #one}. */
    static ManifestSources.Source source(Path file, List<ManifestSources.Source> all, Optional<String> name)
            throws RefusedManifest {
        List<String> ids = all.stream().map(ManifestSources.Source::pipeline).toList();
        if (name.isPresent()) {
            return all.get(find(file, ids, name.get()));
        }
        if (all.size() > 1) {
            throw notSaid(file, ids);
        }
        return all.get(0);
    }

    private static int find(Path file, List<String> ids, String name) throws RefusedManifest {
        List<String> found = ids.stream().filter(id -> id.equals(name)).toList();
        if (found.isEmpty()) {
            found = ids.stream().filter(id -> id.endsWith("." + name)).toList();
        }
        if (found.size() != 1) {
            throw refused(
                    file,
                    (found.isEmpty() ? "no pipeline is called '" : "several pipelines are called '") + name + "'",
                    ids);
        }
        return ids.indexOf(found.get(0));
    }

    private static RefusedManifest notSaid(Path file, List<String> ids) {
        return refused(file, "the manifest declares several pipelines", ids);
    }

    private static RefusedManifest refused(Path file, String why, List<String> ids) {
        Failure failure = Failure.fatal("FLX-CLI-PIPELINE", why)
                .at(file.toString())
                .remedy("Say which, by --pipeline or in the file of tests by `pipeline`; there are: "
                        + String.join(", ", ids) + ".");
        return new RefusedManifest(Optional.empty(), List.of(failure));
    }
}
