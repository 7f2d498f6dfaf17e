package ai.fluxion.core.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.core.connect.http.Receiver.Answer;
import ai.fluxion.core.connect.http.Receiver.Request;
import ai.fluxion.core.connectors.ConnectorDirectory;
import ai.fluxion.core.engine.streaming.Delivery;
import ai.fluxion.core.engine.streaming.PipelineHandle;
import ai.fluxion.core.engine.streaming.PipelineStatus;
import ai.fluxion.core.engine.streaming.StreamingPipelineOrchestrator;
import ai.fluxion.core.engine.streaming.StreamingResult;
import ai.fluxion.core.manifest.ManifestReader;
import ai.fluxion.core.manifest.ManifestResult;
import ai.fluxion.core.plan.Engine;
import ai.fluxion.core.plan.PipelinePlan;
import ai.fluxion.core.plan.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a file through the engine to a server. */
@Timeout(120)
class HttpPipelineTest {
    private static final int RECORDS = 60;

    private final Engine engine = Engine.of(ConnectorDirectory.ofClassPath());

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.write(
                folder.resolve("in.ndjson"),
                IntStream.range(0, RECORDS).mapToObj(i -> "{\"id\":" + i + "}").toList());
    }

    private ManifestResult read(String manifest, ManifestReader.Mode mode) throws IOException {
        return engine.manifests().read(Files.writeString(folder.resolve("p.yaml"), manifest), Map.of(), mode);
    }

    private PipelinePlan plan(String manifest) throws IOException {
        ManifestResult read = read(manifest, ManifestReader.Mode.RUN);
        assertThat(read.problems()).isEmpty();
        return engine.planner().plan(read.definition().orElseThrow());
    }

    private PipelineHandle start(PipelinePlan plan) {
        return new StreamingPipelineOrchestrator().start(plan.spec(RunOptions.in(plan.defaultStateDirectory())));
    }

    private static List<Integer> ids(List<Request> requests) {
        return requests.stream()
                .flatMap(request -> HttpAnswerTest.ids(request).stream())
                .toList();
    }

    private static List<Integer> allIds() {
        return IntStream.range(0, RECORDS).boxed().toList();
    }

    private String manifest(int port, String more) {
        return """
                id: orders
                source: {type: file, options: {path: in.ndjson, batchSize: 20}}
                sink:
                  type: http
                  options:
                    endpoint: "http://127.0.0.1:%d/orders"
                    batchSize: 5
                    headers: {Authorization: Bearer s3cr3t-of-a-test}
                %s
                """.formatted(port, more);
    }

    @Test
    void allRecordsArriveInOrderThroughAServerThatGoesDownAndComesBack() throws Exception {
        List<Request> before;
        int port;
        PipelineHandle running;
        try (Receiver receiver = Receiver.start()) {
            port = receiver.port();
            CountDownLatch third = new CountDownLatch(3);
            CountDownLatch down = new CountDownLatch(1);
            receiver.answers(request -> {
                third.countDown();
                if (third.getCount() == 0) {
                    down.await(); // taken, and nobody is told
                }
                return Answer.OK;
            });
            running = start(
                    plan(manifest(port, "errors: {retry: {maxAttempts: 1000, backoff: 20ms, maxBackoff: 50ms}}")));
            assertThat(third.await(60, TimeUnit.SECONDS)).isTrue();
            before = receiver.requests();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> running.metrics().retries() > 3);
        try (Receiver receiver = Receiver.startAt(port)) {
            StreamingResult result = running.await();

            assertThat(result.failure()).isEmpty();
            assertThat(result.status()).isEqualTo(PipelineStatus.FINISHED);
            List<Request> after = receiver.requests();
            Request repeated = before.get(before.size() - 1);
            assertThat(after.get(0).text()).isEqualTo(repeated.text());
            assertThat(after.get(0).header("Idempotency-Key")).isEqualTo(repeated.header("Idempotency-Key"));
            List<Integer> seen = new ArrayList<>(ids(before.subList(0, before.size() - 1)));
            seen.addAll(ids(after));
            assertThat(seen).isEqualTo(allIds());
        }
    }

    @Test
    void whatIsSentAgainByTheNextProcessIsRecognisedByItsKeys() throws Exception {
        try (Receiver receiver = Receiver.start()) {
            String manifest = manifest(receiver.port(), "checkpoint: {interval: 1h}");
            receiver.answers(request -> ids(List.of(request)).contains(42) ? Answer.of(404) : Answer.OK);

            StreamingResult first = start(plan(manifest)).await();

            assertThat(first.failure().orElseThrow().code()).isEqualTo("FLX-HTTP-REFUSED");
            List<Request> before = receiver.requests();
            receiver.answers(request -> Answer.OK);

            StreamingResult second = start(plan(manifest)).await();

            assertThat(second.failure()).isEmpty();
            List<Request> after = receiver.requests()
                    .subList(before.size(), receiver.requests().size());
            assertThat(ids(after)).isEqualTo(allIds());
            List<String> keys = before.stream()
                    .map(request -> request.header("Idempotency-Key"))
                    .toList();
            assertThat(after.subList(0, before.size()))
                    .extracting(request -> request.header("Idempotency-Key"))
                    .isEqualTo(keys);
            assertThat(new LinkedHashSet<>(keys)).hasSameSizeAs(keys);
        }
    }

    @Test
    void recordsThatTheServerRejectsGoToDeadLettersAndTheOthersArrive() throws Exception {
        try (Receiver receiver = Receiver.start()) {
            receiver.answers(request -> ids(List.of(request)).contains(7) ? Answer.of(422, "no sevens") : Answer.OK);

            StreamingResult result = start(plan(manifest(
                            receiver.port(),
                            "errors: {onInvalid: {deadLetter: {type: file, options: {path: dead.ndjson}}}}")))
                    .await();

            assertThat(result.failure()).isEmpty();
            assertThat(result.metrics().deadLetters()).isEqualTo(1);
            assertThat(Files.readAllLines(folder.resolve("dead.ndjson")))
                    .singleElement()
                    .satisfies(letter ->
                            assertThat(letter).contains("FLX-HTTP-REJECTED", "422 (no sevens)", "{\\\"id\\\":7}"));
        }
    }

    @Test
    void aPipelineStopsInTimeWhileTheServerHangs() throws Exception {
        try (Misbehaving server = new Misbehaving((request, out) -> new CountDownLatch(1).await())) {
            int port = Integer.parseInt(server.url().replaceAll("\\D+127\\.0\\.0\\.1:|/", ""));
            PipelineHandle running = start(plan(manifest(port, "shutdown: {timeout: 300ms}")));
            assertThat(server.asked.await(60, TimeUnit.SECONDS)).isTrue();

            running.stop();

            StreamingResult result = running.await(Duration.ofSeconds(20)).orElseThrow();
            assertThat(result.failure().orElseThrow().code()).isEqualTo("FLX-SHUTDOWN-TIMEOUT");
        }
    }

    @Test
    void thePlanSaysThatRepeatsCanBeRecognisedAndShowsNoSecret() throws Exception {
        PipelinePlan plan = plan(manifest(1, ""));

        assertThat(plan.guarantee().promised()).isEqualTo(Delivery.AT_LEAST_ONCE);
        assertThat(plan.guarantee().reasons())
                .anySatisfy(reason -> assertThat(reason).contains("same Idempotency-Key and Fluxion-Origin-Id"));
        assertThat(plan.toString()).contains("http  (plain)", "Authorization").doesNotContain("s3cr3t");
        assertThat(plan(manifest(1, "delivery: exactly-once")).guarantee().refusal())
                .isPresent();
    }

    @Test
    void aReferenceThatIsUnsetIsNoProblemOfTheEndpoint() throws Exception {
        ManifestResult read = read(
                manifest(1, "").replace("http://127.0.0.1:1/orders", "${env:NO_SUCH_VARIABLE_AS_THIS}"),
                ManifestReader.Mode.LINT);

        assertThat(read.problems()).extracting(problem -> problem.code()).containsExactly("FLX-REFERENCE-UNSET");
    }
}
