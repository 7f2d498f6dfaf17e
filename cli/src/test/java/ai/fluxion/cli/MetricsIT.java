package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.core.engine.streaming.Measure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two pipelines of one process show by HTTP, through the distribution. */
class MetricsIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/metrics");

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void twoPipelines() throws IOException {
        Files.writeString(folder.resolve("in.ndjson"), "{\"n\":1}\n{\"n\":2}\nnonsense\n{\"n\":3}\n");
        for (String id : new String[] {"a", "b"}) {
            Files.writeString(folder.resolve(id + ".yaml"), """
                    id: %s
                    source: {type: file, options: {path: in.ndjson, follow: true}}
                    stages: [{$set: {m: 1}}]
                    sink: {type: file, options: {path: %s.ndjson}}
                    errors: {onInvalid: {deadLetter: {type: file, path: %s.dead.ndjson}}}
                    checkpoint: {interval: 100ms}
                    """.formatted(id, id, id));
        }
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private int port(Path log) throws IOException {
        Matcher found = ADDRESS.matcher(Files.readString(log));
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    @Test
    void aScrapeIsWellFormedHoldsWhatIsDocumentedAndAddsUp() throws Exception {
        Path log = folder.resolve("run.err");
        Process run = DistributionProcess.in(folder)
                .command("run", "a.yaml", "b.yaml", "--http", "0")
                .redirectOutput(folder.resolve("run.out").toFile())
                .redirectError(log.toFile())
                .start();
        try {
            await().atMost(LONGEST).until(() -> port(log) > 0);
            int port = port(log);
            await().atMost(LONGEST).until(() -> get(port, "/health/ready").statusCode() == 200);
            // what partitions and connectors offer is asked for twice a second
            await().atMost(LONGEST)
                    .untilAsserted(() -> holdsWhatIsDocumentedAndAddsUp(
                            Scrape.read(get(port, "/metrics").body())));
            assertThat(get(port, "/health/live").body()).contains("\"pipeline\":\"a\"", "\"pipeline\":\"b\"");

            run.destroy();

            assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(run.exitValue()).isZero();
            assertThat(folder.resolve("run.out")).isEmptyFile();
        } finally {
            run.destroyForcibly();
        }
    }

    private void holdsWhatIsDocumentedAndAddsUp(Scrape scrape) throws IOException {
        for (Measure measure : Measure.values()) {
            if (measure != Measure.SOURCE_LAG_RECORDS) { // a file counts bytes
                assertThat(scrape.types()).containsEntry(measure.prometheusName(), measure.type());
            }
        }
        assertThat(scrape.types().keySet())
                .allMatch(name -> name.startsWith("fluxion_connector_")
                        || Arrays.stream(Measure.values())
                                .anyMatch(measure -> measure.prometheusName().equals(name)));
        for (String pipeline : List.of("pipeline=\"a\"", "pipeline=\"b\"")) {
            assertThat(scrape.value("fluxion_records_in_total", pipeline)).isEqualTo(4);
            assertThat(scrape.value("fluxion_records_out_total", pipeline)).isEqualTo(3);
            assertThat(scrape.value("fluxion_records_dead_letters_total", pipeline))
                    .isEqualTo(1);
            assertThat(scrape.value("fluxion_source_records_total", pipeline, "connector=\"file\""))
                    .isEqualTo(4);
            assertThat(scrape.value("fluxion_source_bytes_total", pipeline)).isEqualTo(29);
            assertThat(scrape.value("fluxion_source_lag_bytes", pipeline, "partition="))
                    .isZero();
            assertThat(scrape.value("fluxion_pipeline_status", pipeline, "status=\"running\""))
                    .isEqualTo(1);
        }
        assertThat(scrape.value("fluxion_connector_file_written_bytes_total", "pipeline=\"a\"", "role=\"sink\""))
                .isEqualTo((double) Files.size(folder.resolve("a.ndjson")));
    }

    @Test
    void nothingOfItIsLoadedUnlessItIsAskedFor() throws Exception {
        Path classes = folder.resolve("classes");
        ProcessBuilder command = DistributionProcess.in(folder).command("run", "a.yaml", "--until-idle", "200ms");
        command.environment()
                .merge("FLUXION_JAVA_OPTS", " -Xlog:class+load:file=" + classes, (given, more) -> given + more);

        Ended ended = Ended.of(command, folder);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(Files.readString(classes))
                .contains("ai.fluxion.core.engine.streaming.PipelineRun")
                .doesNotContain("io.micrometer", "io.prometheus", "com.sun.net.httpserver", "opentelemetry");
    }
}
