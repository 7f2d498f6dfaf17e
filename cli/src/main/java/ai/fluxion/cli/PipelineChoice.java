package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.manifest.PipelineDefinition;
import ai.fluxion.core.plan.PipelinePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which of a manifest's pipelines are meant by {@code --pipeline}: by id, or by what stands after the manifest's id in it. */
final class PipelineChoice {
    private PipelineChoice() {}

    /** Those that are named; all, if none is. */
    static List<PipelineDefinition> of(Path file, List<PipelineDefinition> all, List<String> names)
            throws RefusedManifest {
        if (names.isEmpty()) {
            return all;
        }
        List<PipelineDefinition> chosen = new ArrayList<>();
        for (String name : names) {
            PipelineDefinition found = find(file, all, name);
            if (!chosen.contains(found)) {
                chosen.add(found);
            }
        }
        return chosen;
    }

    private static PipelineDefinition find(Path file, List<PipelineDefinition> all, String name)
            throws RefusedManifest {
        List<PipelineDefinition> found =
                all.stream().filter(each -> each.id().equals(name)).toList();
        if (found.isEmpty()) {
            found = all.stream().filter(each -> each.id().endsWith("." + name)).toList();
        }
        if (found.size() != 1) {
            throw refused(
                    file,
                    (found.isEmpty() ? "no pipeline is called '" : "several pipelines are called '") + name + "'",
                    all);
        }
        return found.get(0);
    }

    /** For what can be done with one pipeline only. */
    static RefusedManifest notSaid(Path file, List<PipelinePlan> plans) {
        return refused(
                file,
                "the manifest declares several pipelines",
                plans.stream().map(PipelinePlan::definition).toList());
    }

    private static RefusedManifest refused(Path file, String why, List<PipelineDefinition> all) {
        String ids = all.stream().map(PipelineDefinition::id).collect(Collectors.joining(", "));
        Failure failure = Failure.fatal("FLX-CLI-PIPELINE", why)
                .at(file.toString())
                .remedy("Say which by --pipeline; there are: " + ids + ".");
        return new RefusedManifest(Optional.empty(), List.of(failure));
    }
}
