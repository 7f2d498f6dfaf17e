package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.streaming.PipelineHandle;
import ai.fluxion.core.engine.streaming.PipelineMetrics;
import ai.fluxion.core.engine.streaming.StreamingPipelineOrchestrator;
import ai.fluxion.core.engine.streaming.StreamingResult;
import ai.fluxion.core.manifest.ManifestOverrides;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.plan.Engine;
import ai.fluxion.core.plan.PipelinePlan;
import ai.fluxion.core.plan.RunOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code fluxion demo}: two pipelines beside each other, file to Kafka and Kafka to file, over a week of earthquakes, with a
 * real broker in a process of its own. Everything is in a temporary folder that is removed at the end.
 */
@Command(
        name = "demo",
        description =
                "Moves a week of earthquakes from a file through a real Kafka broker into a file, exactly once, with"
                        + " nothing installed.")
final class DemoCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(DemoCommand.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final int SHOWN = 10;
    private static final int REMOVALS = 10;

    private final Distribution distribution;

    @Spec
    private CommandSpec spec;

    DemoCommand(Distribution distribution) {
        this.distribution = distribution;
    }

    @Override
    public Integer call() throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.create("fluxion-demo-")) {
            folder.addCopyOf(distribution.file("examples/data"));
            folder.addCopyOf(distribution.file("examples/demo"));
            say("Starting a Kafka broker of its own ...");
            try (LocalServer kafka = LocalServer.start(distribution, "kafka", folder.path())) {
                say("Kafka is up at %s.", kafka.address());
                Thread onSignal = new Thread(() -> remove(kafka, folder), "fluxion-demo-removal");
                Runtime.getRuntime().addShutdownHook(onSignal);
                int code = run(folder.path(), kafka.address());
                Runtime.getRuntime().removeShutdownHook(onSignal);
                return code;
            }
        }
    }

    /** What the end of {@link #call} does, for an end by a signal. */
    private static void remove(LocalServer kafka, TemporaryFolder folder) {
        try {
            kafka.close();
            removeWhileOthersWrite(folder);
        } catch (IOException leftThere) {
            LOG.warn("the temporary folder {} is left: {}", folder.path(), leftThere.toString());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Pipelines run on until the process is gone, and may put a file where one was just removed. */
    private static void removeWhileOthersWrite(TemporaryFolder folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                folder.close();
                return;
            } catch (IOException again) {
                if (attempt == REMOVALS) {
                    throw again;
                }
            }
        }
    }

    private int run(Path folder, String bootstrapServers) throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        Engine engine = distribution.engine(err);
        Pipelines pipelines =
                new Pipelines(engine, ManifestOverrides.none(), Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers));
        PreparedPipeline filling = prepare(pipelines, folder.resolve("demo/earthquakes-to-kafka.yaml"));
        PreparedPipeline draining = prepare(pipelines, folder.resolve("demo/strong-earthquakes.yaml"));

        StreamingPipelineOrchestrator orchestrator = new StreamingPipelineOrchestrator();
        PipelineHandle source = orchestrator.start(filling.spec());
        awaitRecord(source);
        PipelineHandle sink = orchestrator.start(draining.spec());
        StreamingResult filled = source.await();
        awaitRead(sink, filled.metrics().recordsOut());
        sink.stop();
        StreamingResult drained = sink.await();
        boolean came = tell(filling, filled);
        boolean went = tell(draining, drained);
        if (came && went) {
            table(engine, folder.resolve("demo/strong-earthquakes.ndjson"));
            return ExitCode.DONE;
        }
        return ExitCode.FAILED;
    }

    private PreparedPipeline prepare(Pipelines pipelines, Path manifest) {
        try {
            PipelinePlan plan = pipelines.plan(
                    manifest,
                    Optional.empty(),
                    warning -> ErrorLines.warn(spec.commandLine().getErr(), warning));
            return Pipelines.prepare(plan, RunOptions.in(plan.defaultStateDirectory()));
        } catch (RefusedManifest refused) {
            throw refused.failures().get(0).exception();
        }
    }

    /** Returns once something has arrived at the sink, or the pipeline has ended. */
    private static void awaitRecord(PipelineHandle pipeline) throws InterruptedException {
        while (pipeline.metrics().recordsOut() == 0) {
            if (pipeline.await(LOOK_EVERY).isPresent()) {
                return;
            }
        }
    }

    /** Returns once so many records were read, or the pipeline has ended. */
    private static void awaitRead(PipelineHandle pipeline, long records) throws InterruptedException {
        while (pipeline.metrics().recordsIn() < records) {
            if (pipeline.await(LOOK_EVERY).isPresent()) {
                return;
            }
        }
    }

    private boolean tell(PreparedPipeline pipeline, StreamingResult result) {
        PipelineMetrics metrics = result.metrics();
        say(
                "%-20s %-15s %,6d records in  %,6d records out",
                pipeline.id(), pipeline.guarantee(), metrics.recordsIn(), metrics.recordsOut());
        result.failure().ifPresent(why -> ErrorLines.print(spec.commandLine().getErr(), pipeline.redacted(why)));
        return result.failure().isEmpty();
    }

    private void table(Engine engine, Path file) throws IOException {
        PayloadDecoder json = engine.catalog().formats().stream()
                .filter(format -> format.name().equals("json"))
                .map(DemoCommand::decoder)
                .findFirst()
                .orElseThrow();
        List<Document> strongest = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            strongest.add(json.decode(Bytes.utf8(line)));
        }
        strongest.sort(Comparator.comparingDouble((Document quake) -> quake.getDouble("magnitude"))
                .reversed());
        say("");
        say("%9s  %-8s  %-16s  %8s  %s", "magnitude", "severity", "time (UTC)", "depth km", "place");
        for (Document quake : strongest.subList(0, Math.min(SHOWN, strongest.size()))) {
            say(
                    "%9.1f  %-8s  %-16.16s  %8.1f  %s",
                    quake.getDouble("magnitude"),
                    quake.getString("severity"),
                    quake.getString("time").replace('T', ' '),
                    quake.getDouble("depthKm"),
                    quake.getString("place"));
        }
    }

    private static PayloadDecoder decoder(FormatProvider format) {
        return format.decoder(ConnectorConfig.builder(format.name(), ConnectorConfig.Kind.FORMAT)
                .build());
    }

    private void say(String text, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, text, values));
        out.flush();
    }
}
