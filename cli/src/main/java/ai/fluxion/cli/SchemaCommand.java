package ai.fluxion.cli;

import ai.fluxion.core.manifest.ManifestSchema;
import ai.fluxion.core.plan.Engine;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fluxion schema}. */
@Command(name = "schema", description = "Prints a JSON Schema of manifests, with the connectors that there are.")
final class SchemaCommand implements Callable<Integer> {
    private final Distribution distribution;

    @Spec
    private CommandSpec spec;

    SchemaCommand(Distribution distribution) {
        this.distribution = distribution;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Engine engine = distribution.engine(spec.commandLine().getErr());
        out.println(ManifestSchema.generate(engine.catalog()).stripTrailing());
        out.flush();
        return ExitCode.DONE;
    }
}
