package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.manifest.ManifestReader;
import ai.fluxion.core.manifest.ManifestResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fluxion lint FILE…}. */
@Command(
        name = "lint",
        description = "Prints every problem of manifests, one a line: file:line:column: severity code message.")
final class LintCommand implements Callable<Integer> {
    private final Distribution distribution;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A manifest.")
    private List<Path> files;

    LintCommand(Distribution distribution) {
        this.distribution = distribution;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ManifestReader reader = distribution.engine(err).manifests();
        int code = ExitCode.DONE;
        for (Path file : files) {
            Optional<Failure> unreadable = Pipelines.unreadable(file);
            if (unreadable.isPresent()) {
                ErrorLines.print(err, unreadable.get());
                code = ExitCode.WRONG;
                continue;
            }
            ManifestResult result = reader.read(file, System.getenv(), ManifestReader.Mode.LINT);
            result.problems().forEach(out::println);
            if (result.hasErrors()) {
                code = Math.max(code, ExitCode.PROBLEMS);
            }
        }
        out.flush();
        return code;
    }
}
