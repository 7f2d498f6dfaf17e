package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.streaming.Delivery;
import ai.fluxion.core.engine.streaming.PipelineMetrics;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What {@code run --report} says of one pipeline.
 *
 * @param pipeline its id; empty if the manifest did not get so far
 * @param guarantee what it promises; likewise
 * @param metrics the counts of this run
 * @param error why it failed or was refused; empty if it was not
 */
record RunReport(
        Optional<String> pipeline, Optional<Delivery> guarantee, PipelineMetrics metrics, Optional<Failure> error) {
    private static final PipelineMetrics NOTHING = new PipelineMetrics(0, 0, 0, 0, 0, 0, OptionalDouble.empty());

    /** Of a pipeline that was not started. */
    static RunReport refused(Optional<String> pipeline, Failure why) {
        return new RunReport(pipeline, Optional.empty(), NOTHING, Optional.of(why));
    }

    /**
     * Writes one object, or an array; the file is there as a whole or not at all.
     *
     * @param several whether several pipelines were asked for: then it is an array, however many have something to say
     * @throws ai.fluxion.core.engine.connectors.FluxionException if the file can't be written
     */
    static void write(Path file, List<RunReport> reports, boolean several) {
        double seconds = secondsSinceStart();
        List<String> objects = reports.stream()
                .map(report -> report.asDocument(seconds).toJson())
                .toList();
        String json = several ? objects.stream().collect(Collectors.joining(",\n", "[\n", "\n]")) : objects.get(0);
        try {
            Files.writeString(file, json + "\n");
        } catch (IOException unwritable) {
            throw unwritable(file, unwritable);
        }
    }

    private static RuntimeException unwritable(Path file, IOException cause) {
        return Failure.fatal(
                        "FLX-CLI-REPORT",
                        "the report can't be written: " + Failure.of(cause).message())
                .at(file.toString())
                .cause(cause)
                .exception();
    }

    private static double secondsSinceStart() {
        Instant now = Instant.now();
        Instant start = ProcessHandle.current().info().startInstant().orElse(now);
        return Math.max(0, Duration.between(start, now).toMillis()) / 1000.0;
    }

    private Document asDocument(double seconds) {
        return Document.builder()
                .put("pipeline", pipeline.orElse(null))
                .put("guarantee", guarantee.map(Delivery::word).orElse(null))
                .put("recordsIn", metrics.recordsIn())
                .put("recordsOut", metrics.recordsOut())
                .put("deadLetters", metrics.deadLetters())
                .put("retries", metrics.retries())
                .put("checkpoints", metrics.checkpoints())
                .put("seconds", seconds)
                .put(
                        "firstRecordSeconds",
                        metrics.firstRecordSeconds().isPresent()
                                ? metrics.firstRecordSeconds().getAsDouble()
                                : null)
                .put(
                        "error",
                        error.map(why -> Document.of("code", why.code(), "message", ErrorLines.message(why)))
                                .orElse(null))
                .build();
    }
}
