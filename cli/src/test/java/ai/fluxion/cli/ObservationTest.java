package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a run shows itself, and where it refuses to. */
class ObservationTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void threeRecords() throws IOException {
        Files.writeString(folder.resolve("in.ndjson"), "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
    }

    private String manifest(String id, String metrics) throws IOException {
        return Files.writeString(folder.resolve(id + ".yaml"), """
                        id: %s
                        source: {type: file, path: in.ndjson}
                        sink: {type: file, path: %s.ndjson}
                        metrics: %s
                        """.formatted(id, id, metrics))
                .toString();
    }

    @Test
    void aPortThatSomebodyHasIsRefusedBeforeAnythingRuns() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path report = folder.resolve("report.json");
            Ended ended = Ended.of(
                    "run",
                    manifest("a", "{}"),
                    "--http",
                    Integer.toString(taken.getLocalPort()),
                    "--report",
                    report.toString());

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).startsWith("error FLX-HTTP-ADDRESS: 127.0.0.1:" + taken.getLocalPort());
            assertThat(report).content().contains("\"pipeline\":\"a\"", "FLX-HTTP-ADDRESS");
            assertThat(folder.resolve("a.ndjson")).doesNotExist();
        }
    }

    @Test
    void manifestsThatNameSeveralAddressesAreRefusedUnlessTheCommandLineDecides() throws IOException {
        String a = manifest("a", "{http: {port: 0}}");
        String b = manifest("b", "{http: {port: 0, host: localhost}}");

        Ended refused = Ended.of("run", a, b);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("error FLX-METRICS-ADDRESSES: metrics.http: ", "127.0.0.1:0, localhost:0", "--http");

        Ended decided = Ended.of("run", a, b, "--http", "0");
        assertThat(decided.code()).as(decided.err()).isZero();
        assertThat(folder.resolve("b.ndjson")).hasContent("{\"n\":1}\n{\"n\":2}\n{\"n\":3}");
    }

    @Test
    void whatIsNoAddressIsAWrongCommandLine() throws IOException {
        for (String wrong : List.of("", "x", "65536", ":80", "a:b", "-1")) {
            Ended ended = Ended.of("run", manifest("a", "{}"), "--http=" + wrong);
            assertThat(ended.code()).as(wrong).isEqualTo(2);
            assertThat(ended.err()).as(wrong).contains("FLX-CLI-USAGE");
        }
    }

    @Test
    void whatIsNoEndpointIsFoundByTheLinterWithItsPlace() throws IOException {
        Ended ended = Ended.of("lint", manifest("a", "{otlp: {endpoint: 'localhost:4318', headers: {a: b}}}"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("a.yaml:4:18: error FLX-OPTION-VALUE", "expected a URL");
    }

    @Test
    void anOpenTelemetryReceiverGetsTheLastCountsAtTheEndWithTheHeadersThatWereGiven() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        List<String> tokens = new CopyOnWriteArrayList<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/v1/metrics", exchange -> {
            tokens.add(exchange.getRequestHeaders().getFirst("x-token"));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        try {
            String endpoint = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/v1/metrics";

            Ended ended = Ended.of(
                    "run",
                    manifest("a", "{otlp: {endpoint: '" + endpoint + "', interval: 1h, headers: {x-token: abc}}}"));

            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(bodies).hasSize(1);
            assertThat(bodies.get(0)).contains("fluxion.records.out", "service.name", "pipeline", "file.written.bytes");
            assertThat(tokens).containsExactly("abc");
        } finally {
            receiver.stop(0);
        }
    }
}
