package ai.fluxion.core.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.streaming.PipelineHealth;
import ai.fluxion.core.engine.streaming.PipelineStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
    private static final Failure AWAY =
            Failure.retryable("FLX-TEST-AWAY", "nobody \"answers\"").at("sink").remedy("Wait.");

    private final PrometheusMetrics metrics = new PrometheusMetrics();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile List<PipelineHealth> health = List.of(running(List.of(), List.of()));
    private HttpEndpoint endpoint;

    private static PipelineHealth running(List<Failure> deadly, List<Failure> troubles) {
        return new PipelineHealth("orders", PipelineStatus.RUNNING, deadly, troubles);
    }

    @BeforeEach
    void start() {
        endpoint = HttpEndpoint.start("127.0.0.1", 0, metrics, () -> health);
        metrics.registry().counter("fluxion.test").increment(3);
    }

    @AfterEach
    void stop() {
        endpoint.close();
        metrics.close();
    }

    private HttpResponse<String> send(String path, String method, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String type(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    @Test
    void onlyTheAddressThatWasNamedIsBound() {
        assertThat(endpoint.address().getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
        assertThat(endpoint.address().getPort()).isPositive();
    }

    @Test
    void metricsAreTextUnlessAClientTakesOpenMetrics() throws Exception {
        HttpResponse<String> text = send("/metrics", "GET");
        HttpResponse<String> open = send("/metrics", "GET", "Accept", "application/openmetrics-text;version=1.0.0,*/*");

        assertThat(text.statusCode()).isEqualTo(200);
        assertThat(type(text)).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text.body()).contains("# TYPE fluxion_test_total counter\nfluxion_test_total 3.0\n");
        assertThat(type(open)).startsWith("application/openmetrics-text");
        assertThat(open.body()).contains("# TYPE fluxion_test counter\n").endsWith("# EOF\n");
    }

    @Test
    void healthSaysWhyWithAStatusThatProbesUnderstand() throws Exception {
        assertThat(send("/health/ready", "GET").statusCode()).isEqualTo(200);
        assertThat(send("/health/ready", "GET").body())
                .isEqualTo("{\"status\":\"up\",\"pipelines\":[{\"pipeline\":\"orders\",\"status\":\"running\","
                        + "\"up\":true,\"reasons\":[]}]}\n");

        health = List.of(running(List.of(), List.of(AWAY)));
        HttpResponse<String> unready = send("/health/ready", "GET");
        assertThat(unready.statusCode()).isEqualTo(503);
        assertThat(type(unready)).isEqualTo("application/json");
        assertThat(unready.body())
                .isEqualTo("{\"status\":\"down\",\"pipelines\":[{\"pipeline\":\"orders\",\"status\":\"running\","
                        + "\"up\":false,\"reasons\":[{\"code\":\"FLX-TEST-AWAY\",\"place\":\"sink\","
                        + "\"message\":\"nobody \\\"answers\\\"\",\"remedy\":\"Wait.\"}]}]}\n");
        assertThat(send("/health/live", "GET").statusCode()).isEqualTo(200);

        health = List.of(running(List.of(), List.of()), running(List.of(AWAY), List.of(AWAY)));
        assertThat(send("/health/live", "GET").statusCode()).isEqualTo(503);
        assertThat(send("/health/live", "GET").body()).contains("\"up\":true", "\"up\":false");
    }

    @Test
    void headIsGetWithoutABodyAndOtherMethodsAreRefused() throws Exception {
        HttpResponse<String> head = send("/metrics", "HEAD");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .hasValue(Integer.toString(send("/metrics", "GET").body().length()));

        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "PATCH")) {
            HttpResponse<String> refused = send("/metrics", method);
            assertThat(refused.statusCode()).as(method).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
    }

    @Test
    void otherPathsAreNotThere() throws Exception {
        for (String path : List.of("/", "/metric", "/metrics/", "/metrics/x", "/health", "/%2e%2e/etc/passwd")) {
            assertThat(send(path, "GET").statusCode()).as(path).isEqualTo(404);
        }
        assertThat(send("/metrics?x=1", "GET").statusCode()).isEqualTo(200);
    }

    @Test
    void aDefectIsToldToTheLogAndNotToWhoAsks() throws Exception {
        health = null;

        HttpResponse<String> broken = send("/health/live", "GET");

        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).isEqualTo("internal error; see the log\n");
    }

    @Test
    void clientsThatSendNothingOrReadNothingHoldUpNobody() throws Exception {
        List<Socket> hanging = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), endpoint.address().getPort());
                hanging.add(socket);
                socket.getOutputStream().write("GET /metr".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            assertThat(send("/metrics", "GET").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : hanging) {
                socket.close();
            }
        }
    }

    @Test
    void nonsenseIsAnsweredAsSuch() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), endpoint.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("Exception", "\tat ");
        }
        assertThat(send("/metrics", "GET").statusCode()).isEqualTo(200);
    }

    @Test
    void aPortThatSomebodyHasIsRefusedByName() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> HttpEndpoint.start("127.0.0.1", taken.getLocalPort(), metrics, () -> health))
                    .isInstanceOfSatisfying(FluxionException.class, refused -> {
                        assertThat(refused.failure().code()).isEqualTo("FLX-HTTP-ADDRESS");
                        assertThat(refused.failure().place()).isEqualTo("127.0.0.1:" + taken.getLocalPort());
                        assertThat(refused.failure().message()).contains("in use");
                    });
        }
        assertThatThrownBy(() -> HttpEndpoint.start("no such host", 0, metrics, () -> health))
                .isInstanceOf(FluxionException.class)
                .hasMessageContaining("unknown host");
    }
}
