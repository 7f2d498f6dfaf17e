package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.manifest.ManifestOverrides;
import ai.fluxion.core.manifest.ManifestReader;
import ai.fluxion.core.manifest.ManifestResult;
import ai.fluxion.core.manifest.ManifestSources;
import ai.fluxion.core.manifest.PipelineDefinition;
import ai.fluxion.core.manifest.Problem;
import ai.fluxion.core.manifest.Severity;
import ai.fluxion.core.plan.Engine;
import ai.fluxion.core.plan.PipelinePlan;
import ai.fluxion.core.plan.RunOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Plans manifests for commands that need them without an error.
 *
 * @param environment what {@code ${env:…}} sees
 */
record Pipelines(Engine engine, ManifestOverrides overrides, Map<String, String> environment) {

    /**
     * The plans of a manifest's pipelines; nothing is connected. Whether their guarantees hold, the plans say.
     *
     * @param only the names of those that are wanted; all, if there are none
     * @param warnings takes what is doubtful
     */
    List<PipelinePlan> plans(Path file, List<String> only, Consumer<Failure> warnings) throws RefusedManifest {
        List<PipelinePlan> plans = new ArrayList<>();
        for (PipelineDefinition definition : PipelineChoice.of(file, read(file, warnings), only)) {
            plans.add(plan(definition));
        }
        return plans;
    }

    /**
     * The plan of the one pipeline that is meant.
     *
     * @param name its name; may be empty if the manifest declares no other
     */
    PipelinePlan plan(Path file, Optional<String> name, Consumer<Failure> warnings) throws RefusedManifest {
        return plan(PipelineChoice.one(file, read(file, warnings), name));
    }

    private PipelinePlan plan(PipelineDefinition definition) throws RefusedManifest {
        try {
            return engine.planner().plan(definition);
        } catch (FluxionException refused) {
            throw RefusedManifest.of(definition, refused);
        }
    }

    /**
     * The sources of a manifest, of which the rest need not be there.
     *
     * @param warnings takes what is doubtful
     */
    ManifestSources sources(Path file, Consumer<Failure> warnings) throws RefusedManifest {
        refuseUnreadable(file);
        ManifestSources sources = engine.manifests().sources(file, environment, overrides);
        refuseErrors(sources.problems(), warnings);
        LogRedaction.add(sources.redaction());
        return sources;
    }

    private List<PipelineDefinition> read(Path file, Consumer<Failure> warnings) throws RefusedManifest {
        refuseUnreadable(file);
        ManifestResult result = engine.manifests().read(file, environment, overrides, ManifestReader.Mode.RUN);
        refuseErrors(result.problems(), warnings);
        LogRedaction.add(result.pipelines().get(0).redaction()); // they share it
        return result.pipelines();
    }

    private static void refuseUnreadable(Path file) throws RefusedManifest {
        Optional<Failure> unreadable = unreadable(file);
        if (unreadable.isPresent()) {
            throw new RefusedManifest(Optional.empty(), List.of(unreadable.get()));
        }
    }

    private static void refuseErrors(List<Problem> problems, Consumer<Failure> warnings) throws RefusedManifest {
        List<Failure> errors = new ArrayList<>();
        for (Problem problem : problems) {
            Failure failure = Failure.fatal(problem.code(), problem.message())
                    .at(problem.location().toString());
            if (problem.severity() == Severity.ERROR) {
                errors.add(failure);
            } else {
                warnings.accept(failure);
            }
        }
        if (!errors.isEmpty()) {
            throw new RefusedManifest(Optional.empty(), errors);
        }
    }

    /**
     * A pipeline that can be started; nothing is connected.
     *
     * @param options how it is to run
     */
    static PreparedPipeline prepare(PipelinePlan plan, RunOptions options) throws RefusedManifest {
        try {
            return new PreparedPipeline(plan, plan.spec(options));
        } catch (FluxionException refused) {
            throw RefusedManifest.of(plan.definition(), refused);
        }
    }

    /** Why a file can't be read; empty if it can. */
    static Optional<Failure> unreadable(Path file) {
        if (Files.isRegularFile(file) && Files.isReadable(file)) {
            return Optional.empty();
        }
        String why = Files.isDirectory(file) ? "is a folder" : Files.exists(file) ? "can't be read" : "does not exist";
        return Optional.of(Failure.fatal("FLX-MANIFEST-UNREADABLE", why).at(file.toString()));
    }
}
