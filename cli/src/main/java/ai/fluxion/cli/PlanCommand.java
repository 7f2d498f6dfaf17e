package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.manifest.ManifestOverrides;
import ai.fluxion.core.plan.PipelinePlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fluxion plan FILE}. */
@Command(
        name = "plan",
        description =
                "Prints the resolved pipelines, secrets masked, and their guarantees with the reasons; connects nothing.")
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

    @Option(names = "--pipeline", paramLabel = "NAME", description = "Only this one of the manifest's pipelines.")
    private List<String> only = List.of();

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
            List<PipelinePlan> plans = pipelines.plans(file, only, warning -> ErrorLines.warn(err, warning));
            out.println(plans.stream()
                    .map(plan -> plan.toString().stripTrailing())
                    .collect(Collectors.joining(System.lineSeparator().repeat(2))));
            out.flush();
            List<Failure> refusals = plans.stream()
                    .flatMap(plan -> plan.guarantee().refusal().stream())
                    .toList();
            refusals.forEach(why -> ErrorLines.print(err, why));
            return refusals.isEmpty() ? ExitCode.DONE : ExitCode.WRONG;
        } catch (RefusedManifest wrong) {
            wrong.failures().forEach(failure -> ErrorLines.print(err, failure));
            return ExitCode.WRONG;
        }
    }
}
