package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.OptionValues;
import ai.fluxion.core.engine.streaming.StreamingResult;
import ai.fluxion.core.manifest.ManifestOverrides;
import ai.fluxion.core.manifest.MetricsDefinition;
import ai.fluxion.core.plan.PipelinePlan;
import ai.fluxion.core.plan.RunOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code fluxion run FILE…}. */
@Command(
        name = "run",
        description = "Runs pipelines beside each other, until their sources end, a signal comes, or nothing came for a"
                + " while.")
final class RunCommand implements Callable<Integer> {
    private final Distribution distribution;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A manifest.")
    private List<Path> files;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description =
                    "A value in place of the manifest's: source.options.topic=orders. The value is YAML; a key that"
                            + " holds dots stands in double quotes.")
    private List<String> overrides = List.of();

    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            description = "Only this one of the manifest's pipelines; may be given several times, with one FILE.")
    private List<String> only = List.of();

    @Option(
            names = "--until-idle",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "Ends once everything is read and nothing came for so long, such as 5s.")
    private Duration untilIdle;

    @Option(names = "--drain", description = "Commits what an earlier run left open, and reads nothing.")
    private boolean drain;

    @Option(names = "--discard-state", description = "Drops the state of stages that are not in the manifest any more.")
    private boolean discardState;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Writes what came of it as JSON: an object, or an array for several pipelines.")
    private Path report;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where checkpoints and locks live; .fluxion in the manifest's folder unless set.")
    private Path state;

    @Option(
            names = "--http",
            paramLabel = "[HOST:]PORT",
            converter = AddressOption.class,
            description = "Serves metrics and health of all pipelines here, in place of what the manifests say; on the"
                    + " loopback unless a host is named.")
    private MetricsDefinition.Http http;

    RunCommand(Distribution distribution) {
        this.distribution = distribution;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Pipelines pipelines =
                new Pipelines(distribution.engine(err), ManifestOverrides.parse(overrides), System.getenv());
        if (files.size() > 1 && !only.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--pipeline goes with one FILE");
        }
        List<PreparedPipeline> prepared = new ArrayList<>();
        List<RunReport> refused = new ArrayList<>();
        boolean several = files.size() > 1;
        for (Path file : files) {
            try {
                List<PipelinePlan> plans = pipelines.plans(file, only, warning -> ErrorLines.warn(err, warning));
                several |= plans.size() > 1;
                plans.forEach(plan -> prepare(file, plan, prepared, refused));
            } catch (RefusedManifest wrong) {
                refused.add(refused(wrong));
            }
        }
        if (refused.isEmpty()) {
            return run(prepared, several);
        }
        write(refused, several);
        return ExitCode.WRONG;
    }

    private void prepare(Path file, PipelinePlan plan, List<PreparedPipeline> prepared, List<RunReport> refused) {
        try {
            PreparedPipeline pipeline = Pipelines.prepare(plan, options(plan));
            refuseSameId(file, pipeline, prepared);
            prepared.add(pipeline);
        } catch (RefusedManifest wrong) {
            refused.add(refused(wrong));
        }
    }

    private RunReport refused(RefusedManifest wrong) {
        wrong.failures().forEach(failure -> ErrorLines.print(spec.commandLine().getErr(), failure));
        return RunReport.refused(wrong.pipeline(), wrong.failures().get(0));
    }

    private RunOptions options(PipelinePlan plan) {
        RunOptions options = RunOptions.in(state == null ? plan.defaultStateDirectory() : state)
                .draining(drain)
                .discardingState(discardState);
        return untilIdle == null ? options : options.untilIdle(untilIdle);
    }

    private static void refuseSameId(Path file, PreparedPipeline pipeline, List<PreparedPipeline> others)
            throws RefusedManifest {
        if (others.stream().anyMatch(other -> other.id().equals(pipeline.id()))) {
            Failure twice = Failure.fatal("FLX-CLI-SAME-ID", "a manifest before this one has the id " + pipeline.id())
                    .at(file.toString())
                    .remedy("Give each pipeline an id of its own, or run one of them.");
            throw new RefusedManifest(Optional.of(pipeline.id()), List.of(twice));
        }
    }

    private int run(List<PreparedPipeline> prepared, boolean several) throws InterruptedException {
        boolean observed = http != null
                || prepared.stream()
                        .anyMatch(each -> each.plan().definition().metrics().shown());
        if (!observed) {
            return run(new RunningPipelines(prepared), prepared, several, () -> {});
        }
        Observation observation;
        try {
            observation = Observation.start(http, prepared);
        } catch (FluxionException refused) {
            Failure why = prepared.get(0).redacted(refused.failure());
            ErrorLines.print(spec.commandLine().getErr(), why);
            write(
                    prepared.stream()
                            .map(each -> RunReport.refused(Optional.of(each.id()), why))
                            .toList(),
                    several);
            return ExitCode.WRONG;
        }
        RunningPipelines running = new RunningPipelines(observation.observed());
        observation.of(running.handles());
        return run(running, prepared, several, observation::close);
    }

    private int run(RunningPipelines running, List<PreparedPipeline> prepared, boolean several, Runnable atEnd)
            throws InterruptedException {
        int code = ExitCode.FAILED;
        try {
            List<RunReport> reports = new ArrayList<>();
            List<StreamingResult> results = running.await();
            for (int i = 0; i < results.size(); i++) {
                reports.add(report(prepared.get(i), results.get(i)));
            }
            boolean failed = reports.stream().anyMatch(one -> one.error().isPresent());
            write(reports, several);
            code = failed ? ExitCode.FAILED : ExitCode.DONE;
        } finally {
            atEnd.run();
            running.endWith(code);
        }
        return code;
    }

    private RunReport report(PreparedPipeline pipeline, StreamingResult result) {
        Optional<Failure> failure = result.failure().map(pipeline::redacted);
        failure.ifPresent(why -> ErrorLines.print(spec.commandLine().getErr(), why));
        return new RunReport(Optional.of(pipeline.id()), Optional.of(pipeline.guarantee()), result.metrics(), failure);
    }

    private void write(List<RunReport> reports, boolean several) {
        if (report != null) {
            RunReport.write(report, reports, several);
        }
    }

    /** Reads durations as manifests write them. */
    static final class DurationOption implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                return OptionValues.duration(value);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(wrong.getMessage());
            }
        }
    }

    /** Reads a port, or a host and a port. */
    static final class AddressOption implements ITypeConverter<MetricsDefinition.Http> {
        @Override
        public MetricsDefinition.Http convert(String value) {
            int colon = value.lastIndexOf(':');
            String host = colon < 0 ? "127.0.0.1" : value.substring(0, colon);
            String port = value.substring(colon + 1);
            if (host.isBlank() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
                throw new TypeConversionException("expected PORT or HOST:PORT, got '" + value + "'");
            }
            return new MetricsDefinition.Http(host, Integer.parseInt(port));
        }
    }
}
