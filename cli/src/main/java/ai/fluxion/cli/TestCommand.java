package ai.fluxion.cli;

import ai.fluxion.core.cases.CaseRunner;
import ai.fluxion.core.cases.Difference;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.manifest.CasesReader;
import ai.fluxion.core.manifest.ManifestCase;
import ai.fluxion.core.manifest.ManifestCases;
import ai.fluxion.core.manifest.ManifestReader;
import ai.fluxion.core.manifest.ManifestResult;
import ai.fluxion.core.manifest.PipelineDefinition;
import ai.fluxion.core.manifest.Problem;
import ai.fluxion.core.manifest.Redaction;
import ai.fluxion.core.manifest.Severity;
import ai.fluxion.core.plan.Engine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fluxion test FILE…}. */
@Command(
        name = "test",
        description = "Runs unit tests of manifests: takes records through the stages, and compares what comes out.")
final class TestCommand implements Callable<Integer> {
    private final Distribution distribution;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A file of tests.")
    private List<Path> files;

    private int cases;
    private int failed;

    TestCommand(Distribution distribution) {
        this.distribution = distribution;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!Fluxion.verbose(spec)) {
            LogLevels.quiet(); // what the engine says of its runs is no news about a case
        }
        Engine engine = distribution.engine(err);
        boolean wrong = false;
        for (Path file : files) {
            List<Failure> refused = test(file, engine, out);
            refused.forEach(failure -> ErrorLines.print(err, failure));
            wrong |= !refused.isEmpty();
        }
        out.println(cases + (cases == 1 ? " case, " : " cases, ") + failed + " failed");
        out.flush();
        return wrong ? ExitCode.WRONG : failed > 0 ? ExitCode.PROBLEMS : ExitCode.DONE;
    }

    /** @return why the tests of a file can't be run; empty if they were */
    private List<Failure> test(Path file, Engine engine, PrintWriter out) {
        Optional<Failure> unreadable = Pipelines.unreadable(file);
        if (unreadable.isPresent()) {
            return List.of(unreadable.get());
        }
        List<Problem> problems = new ArrayList<>();
        Optional<ManifestCases> tests = CasesReader.read(file, problems);
        if (tests.isEmpty()) {
            return failures(problems);
        }
        Path manifest = tests.get().manifest();
        Optional<Failure> missing = Pipelines.unreadable(manifest);
        if (missing.isPresent()) {
            return List.of(missing.get());
        }
        ManifestResult read = engine.manifests().read(manifest, System.getenv(), ManifestReader.Mode.LINT);
        if (read.hasErrors()) {
            return failures(read.problems());
        }
        try {
            PipelineDefinition pipeline =
                    PipelineChoice.one(manifest, read.pipelines(), tests.get().pipeline());
            LogRedaction.add(pipeline.redaction());
            CaseRunner runner = new CaseRunner(pipeline, engine.services());
            for (ManifestCase oneCase : tests.get().cases()) {
                report(oneCase, runner.run(oneCase), pipeline.redaction(), out);
            }
            return List.of();
        } catch (RefusedManifest notOne) {
            return notOne.failures();
        }
    }

    private void report(ManifestCase oneCase, List<Difference> differences, Redaction redaction, PrintWriter out) {
        cases++;
        if (!differences.isEmpty()) {
            failed++;
            out.println(oneCase.location() + ": failed: " + oneCase.name());
            differences.forEach(difference ->
                    out.println("  " + difference.location() + ": " + redaction.apply(difference.message())));
        }
    }

    private static List<Failure> failures(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(problem -> Failure.fatal(problem.code(), problem.message())
                        .at(problem.location().toString()))
                .toList();
    }
}
