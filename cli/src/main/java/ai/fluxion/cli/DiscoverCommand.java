package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.manifest.ManifestOverrides;
import ai.fluxion.core.manifest.ManifestSources;
import ai.fluxion.core.plan.Engine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fluxion discover FILE}. */
@Command(
        name = "discover",
        description = "Prints the streams that the source of a manifest offers, with what their records look like.")
final class DiscoverCommand implements Callable<Integer> {
    private final Distribution distribution;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A manifest; its source is enough.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "A value in place of the manifest's, as with run.")
    private List<String> overrides = List.of();

    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            description = "Which pipeline, if the manifest declares several.")
    private String pipeline;

    @Option(names = "--json", description = "Writes a JSON array.")
    private boolean json;

    DiscoverCommand(Distribution distribution) {
        this.distribution = distribution;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Pipelines pipelines =
                new Pipelines(distribution.engine(err), ManifestOverrides.parse(overrides), System.getenv());
        try {
            ManifestSources read = pipelines.sources(file, warning -> ErrorLines.warn(err, warning));
            ManifestSources.Source source = PipelineChoice.source(file, read.sources(), Optional.ofNullable(pipeline));
            return discover(pipelines.engine(), read, source);
        } catch (RefusedManifest wrong) {
            wrong.failures().forEach(failure -> ErrorLines.print(err, failure));
            return ExitCode.WRONG;
        }
    }

    private int discover(Engine engine, ManifestSources read, ManifestSources.Source source) {
        try {
            List<StreamSummary> streams = engine
                    .discovery()
                    .discover(source.source().config())
                    .stream()
                    .map(stream -> new StreamSummary(stream, read.redaction()))
                    .toList();
            print(streams);
            return ExitCode.DONE;
        } catch (Exception thrown) { // whatever a client throws is told like any failure
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            ErrorLines.print(spec.commandLine().getErr(), Redacted.by(read.redaction(), Failure.of(thrown)));
            return ExitCode.FAILED;
        }
    }

    private void print(List<StreamSummary> streams) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(streams.stream()
                    .map(stream -> stream.asDocument().toJson())
                    .collect(Collectors.joining(",\n", "[", "]")));
        } else if (!streams.isEmpty()) {
            out.println(streams.stream().map(StreamSummary::asText).collect(Collectors.joining("\n\n")));
        } else {
            spec.commandLine().getErr().println("there are no streams");
        }
        out.flush();
    }
}
