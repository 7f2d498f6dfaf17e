package ai.fluxion.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.connectors.ConnectorDirectory;
import ai.fluxion.core.engine.streaming.Delivery;
import ai.fluxion.core.engine.streaming.PipelineStatus;
import ai.fluxion.core.engine.streaming.StreamingPipelineOrchestrator;
import ai.fluxion.core.engine.streaming.StreamingResult;
import ai.fluxion.core.manifest.ManifestReader;
import ai.fluxion.core.manifest.ManifestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileToFileTest {
    private final Engine engine = Engine.of(ConnectorDirectory.ofClassPath());

    @TempDir
    Path folder;

    private PipelinePlan plan(String manifest) throws IOException {
        Path file = Files.writeString(folder.resolve("pipeline.yaml"), manifest);
        ManifestResult read = engine.manifests().read(file, Map.of(), ManifestReader.Mode.RUN);
        assertThat(read.problems()).isEmpty();
        return engine.planner().plan(read.definition().orElseThrow());
    }

    private StreamingResult run(PipelinePlan plan) throws InterruptedException {
        return new StreamingPipelineOrchestrator()
                .start(plan.spec(RunOptions.in(plan.defaultStateDirectory())))
                .await();
    }

    @Test
    void recordsGoFromAFileThroughStagesToAFileExactlyOnce() throws Exception {
        Files.writeString(folder.resolve("orders.ndjson"), """
                {"id":1,"status":"PAID","price":0.10,"quantity":3}
                {"id":2,"status":"OPEN","price":2,"quantity":1}
                {"id":3,"status":"PAID","price":5,"quantity":4}
                """);
        PipelinePlan plan = plan("""
                id: orders
                source: {type: file, options: {path: orders.ndjson}}
                stages:
                  - $match: {status: PAID}
                  - $set: {total: {$multiply: [$price, $quantity]}}
                sink: {type: file, options: {path: paid.ndjson}}
                delivery: exactly-once
                """);

        assertThat(plan.guarantee().promised()).isEqualTo(Delivery.EXACTLY_ONCE);
        StreamingResult result = run(plan);

        assertThat(result.failure()).isEmpty();
        assertThat(result.status()).isEqualTo(PipelineStatus.FINISHED);
        assertThat(Files.readString(folder.resolve("paid.ndjson"))).isEqualTo("""
                        {"id":1,"status":"PAID","price":0.10,"quantity":3,"total":0.30000000000000004}
                        {"id":3,"status":"PAID","price":5,"quantity":4,"total":20}
                        """);
        assertThat(run(plan).nothingToDo()).isTrue();
    }

    @Test
    void aPlanSaysThatNothingLooksAtRecordsOnlyIfThatIsSo() throws IOException {
        String manifest = """
                id: orders
                source: {type: file, path: in.ndjson, validate: %s}
                sink: {type: file, path: out.ndjson}
                """;

        assertThat(plan(manifest.formatted(false))).asString().contains("nothing looks at the records");
        assertThat(plan(manifest.formatted(true))).asString().doesNotContain("nothing looks at the records");
    }

    @Test
    void aMalformedLineGoesToDeadLettersAndTheRestGoesOn() throws Exception {
        Files.writeString(folder.resolve("in.ndjson"), """
                {"id":1}
                {"id":
                {"id":3}
                """);
        PipelinePlan plan = plan("""
                id: letters
                source: {type: file, options: {path: in.ndjson}}
                stages:
                  - $set: {seen: true}
                sink: {type: file, options: {path: out.ndjson}}
                errors: {onInvalid: {deadLetter: {type: file, options: {path: dead.ndjson}}}}
                delivery: exactly-once
                """);

        StreamingResult result = run(plan);

        assertThat(result.failure()).isEmpty();
        assertThat(Files.readString(folder.resolve("out.ndjson")))
                .isEqualTo("{\"id\":1,\"seen\":true}\n{\"id\":3,\"seen\":true}\n");
        assertThat(Files.readAllLines(folder.resolve("dead.ndjson")))
                .singleElement()
                .satisfies(letter -> assertThat(letter)
                        .contains(
                                "\"pipeline\":\"letters\"", "\"stage\":\"decode\"", "FLX-FORMAT-JSON", "{\\\"id\\\":"));
        assertThat(result.metrics().deadLetters()).isEqualTo(1);
    }

    @Test
    void bytesThatNobodyLooksAtPassAsTheyAreUnlessTheyAreToBeValidated() throws Exception {
        String lines = "{\"id\":1, \"x\": 0.10}\n{\"id\":\n";
        Files.writeString(folder.resolve("in.ndjson"), lines);
        String manifest = """
                id: %s
                source: {type: file, options: {path: in.ndjson, validate: %s}}
                sink: {type: file, options: {path: %s.ndjson}}
                errors: {onInvalid: skip}
                """;

        assertThat(run(plan(manifest.formatted("blind", false, "blind"))).failure())
                .isEmpty();
        assertThat(Files.readString(folder.resolve("blind.ndjson"))).startsWith("{\"id\":1, \"x\": 0.10}\n");

        StreamingResult validated = run(plan(manifest.formatted("seen", true, "seen")));
        assertThat(validated.metrics().skipped()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("seen.ndjson"))).isEqualTo("{\"id\":1, \"x\": 0.10}\n");
    }

    @Test
    void deadLettersInThePlaceOfTheRecordsAreRefused() throws Exception {
        Files.writeString(folder.resolve("in.ndjson"), "{}\n");
        StreamingResult result = run(plan("""
                        id: both
                        source: {type: file, options: {path: in.ndjson}}
                        sink: {type: file, options: {path: parts/, format: ndjson}}
                        errors: {onInvalid: {deadLetter: {type: file, options: {path: parts/, format: ndjson}}}}
                        """));

        assertThat(result.failure().orElseThrow().code()).isEqualTo("FLX-SINK-TWICE");
    }
}
