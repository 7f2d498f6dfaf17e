package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.manifest.ManifestOverrides;
import ai.fluxion.core.plan.PipelinePlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fluxion plan FILE}. */
@Command(
        name = "plan",
        description =
                "Prints the resolved pipeline, secrets masked, and its guarantee with the reasons; connects nothing.")
final class PlanCommand implements Callable<Integer> {
    private final Distribution distribution;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A manifest.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "A value in place of the manifest's, as with run.")
    private List<String> overrides = List.of();

    PlanCommand(Distribution distribution) {
        this.distribution = distribution;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Pipelines pipelines =
                new Pipelines(distribution.engine(err), ManifestOverrides.parse(overrides), System.getenv());
        try {
            PipelinePlan plan = pipelines.plan(file, warning -> ErrorLines.warn(err, warning));
            out.println(plan.toString().stripTrailing());
            out.flush();
            Optional<Failure> refusal = plan.guarantee().refusal();
            refusal.ifPresent(why -> ErrorLines.print(err, why));
            return refusal.isPresent() ? ExitCode.WRONG : ExitCode.DONE;
        } catch (RefusedManifest wrong) {
            wrong.failures().forEach(failure -> ErrorLines.print(err, failure));
            return ExitCode.WRONG;
        }
    }
}
