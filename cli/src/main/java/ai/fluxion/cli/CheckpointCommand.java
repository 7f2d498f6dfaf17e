package ai.fluxion.cli;

import ai.fluxion.core.checkpoint.Checkpoint;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.streaming.CheckpointEditor;
import ai.fluxion.core.manifest.ManifestOverrides;
import ai.fluxion.core.plan.PipelinePlan;
import ai.fluxion.core.plan.RunOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code fluxion checkpoint show|set|reset FILE}. */
@Command(
        name = "checkpoint",
        description = "Reads and edits where a pipeline goes on; refuses while it runs.",
        synopsisSubcommandLabel = "show|set|reset")
final class CheckpointCommand implements Runnable {
    /** What is wrong with these is the command line. */
    private static final Set<String> WRONG = Set.of("FLX-OFFSET", "FLX-SOURCE-NO-SEEK");

    private final Distribution distribution;

    @Spec
    private CommandSpec spec;

    CheckpointCommand(Distribution distribution) {
        this.distribution = distribution;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "one of show, set and reset is missing");
    }

    /** Which pipeline. */
    private static final class Target {
        @Parameters(index = "0", paramLabel = "FILE", description = "The pipeline's manifest.")
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

        @Option(names = "--state", paramLabel = "DIR", description = "Where checkpoints live, as with run.")
        private Path state;
    }

    /** What is done with the checkpoint while it is held. */
    private interface Action {
        void on(CheckpointEditor editor) throws Exception;
    }

    @Command(name = "show", description = "Prints the last checkpoint.")
    int show(@Mixin Target target, @Option(names = "--json", description = "As it is kept, as JSON.") boolean json) {
        return edit(target, editor -> print(editor.show(), json));
    }

    @Command(name = "set", description = "Sets where the pipeline goes on: by offsets, by a time, or at the beginning.")
    int set(
            @Mixin Target target,
            @Parameters(
                            index = "1..*",
                            arity = "0..*",
                            paramLabel = "PARTITION=OFFSET",
                            description = "Partitions to offsets, as show prints them; the others stay.")
                    List<String> offsets,
            @Option(
                            names = "--timestamp",
                            paramLabel = "TIME",
                            converter = InstantOption.class,
                            description = "All to the first record at or after a time: 2026-01-31T12:00:00Z.")
                    Instant timestamp,
            @Option(names = "--beginning", description = "All to their beginning.") boolean beginning) {
        Map<String, String> byPartition = offsets(offsets == null ? List.of() : offsets);
        int ways = (byPartition.isEmpty() ? 0 : 1) + (timestamp == null ? 0 : 1) + (beginning ? 1 : 0);
        if (ways != 1) {
            throw wrong("expected one of PARTITION=OFFSET..., --timestamp and --beginning");
        }
        return edit(target, editor -> {
            Checkpoint edited =
                    byPartition.isEmpty() ? editor.seek(Optional.ofNullable(timestamp)) : editor.set(byPartition);
            print(Optional.of(edited), false);
        });
    }

    @Command(name = "reset", description = "Forgets everything: the next run begins a new history at the start.")
    int reset(@Mixin Target target) {
        return edit(target, CheckpointEditor::reset);
    }

    private int edit(Target target, Action action) {
        PrintWriter err = spec.commandLine().getErr();
        Pipelines pipelines =
                new Pipelines(distribution.engine(err), ManifestOverrides.parse(target.overrides), System.getenv());
        try {
            PipelinePlan plan = pipelines.plan(
                    target.file, Optional.ofNullable(target.pipeline), warning -> ErrorLines.warn(err, warning));
            Path state = target.state == null ? plan.defaultStateDirectory() : target.state;
            return edit(Pipelines.prepare(plan, RunOptions.in(state)), action);
        } catch (RefusedManifest wrong) {
            wrong.failures().forEach(failure -> ErrorLines.print(err, failure));
            return ExitCode.WRONG;
        }
    }

    private int edit(PreparedPipeline pipeline, Action action) {
        try (CheckpointEditor editor = CheckpointEditor.open(pipeline.spec())) {
            action.on(editor);
            return ExitCode.DONE;
        } catch (Exception thrown) { // whatever a store or a client throws is told like any failure
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            Failure failure = pipeline.redacted(Failure.of(thrown));
            ErrorLines.print(spec.commandLine().getErr(), failure);
            return thrown instanceof FluxionException && WRONG.contains(failure.code())
                    ? ExitCode.WRONG
                    : ExitCode.FAILED;
        }
    }

    private Map<String, String> offsets(List<String> texts) {
        Map<String, String> offsets = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.lastIndexOf('=');
            if (equals < 1) {
                throw wrong("'" + text + "' is no PARTITION=OFFSET");
            }
            offsets.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return offsets;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine().getSubcommands().get("set"), message);
    }

    private void print(Optional<Checkpoint> checkpoint, boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(checkpoint.map(CheckpointEditor::json).orElse("null"));
        } else if (checkpoint.isEmpty()) {
            out.println("no checkpoint: the next run begins as the source's options say");
        } else {
            print(checkpoint.get(), out);
        }
        out.flush();
    }

    private static void print(Checkpoint checkpoint, PrintWriter out) {
        out.println("pipeline     " + checkpoint.epoch().pipeline());
        out.println("incarnation  " + checkpoint.epoch().incarnation());
        out.println("epoch        " + checkpoint.epoch().epoch());
        out.println("source       " + checkpoint.sourceType() + (checkpoint.finished() ? ", read to its end" : ""));
        checkpoint.position().offsets().forEach((partition, offset) -> out.println(partition + "=" + text(offset)));
    }

    /** A number where it is one, else as JSON: what {@code set} takes. */
    private static String text(Offset offset) {
        boolean plain = offset.value().names().equals(List.of(Offset.FIELD));
        return plain ? Long.toString(offset.number()) : offset.toString();
    }

    /** Reads times in ISO-8601, in UTC. */
    static final class InstantOption implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String value) {
            try {
                return Instant.parse(value);
            } catch (DateTimeParseException wrong) {
                throw new TypeConversionException("expected a time like 2026-01-31T12:00:00Z, got '" + value + "'");
            }
        }
    }
}
