package ai.fluxion.core.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.StreamingSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOptionsTest {
    private static final HttpSinkProvider PROVIDER = new HttpSinkProvider();

    private static ConnectorConfig config(String endpoint, Object... options) {
        Map<String, Object> all = new HashMap<>();
        all.put("endpoint", endpoint);
        for (int i = 0; i < options.length; i += 2) {
            all.put((String) options[i], options[i + 1]);
        }
        return ConnectorConfig.builder("http", ConnectorConfig.Kind.SINK)
                .options(all)
                .build();
    }

    private static List<OptionProblem> problems(String endpoint, Object... options) {
        return PROVIDER.check(config(endpoint, options));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/orders",
                "ftp://example.com",
                "http://",
                "http:///orders",
                "http://exa mple.com",
                "http://example.com:99999",
                "https://user:s3cr3t@example.com/",
                "https://example.com/#s3cr3t",
                "https://s3cr3t@exam_ple.com/",
                "mailto:s3cr3t@example.com"
            })
    void addressesThatCannotBeSentToAreRefusedWithoutBeingShown(String endpoint) {
        assertThat(problems(endpoint)).singleElement().satisfies(problem -> {
            assertThat(problem.error()).isTrue();
            assertThat(problem.code()).isEqualTo("FLX-HTTP-ENDPOINT");
            assertThat(problem.option()).isEqualTo("endpoint");
            assertThat(problem.message()).isNotBlank().doesNotContain("s3cr3t");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/orders?dry=1",
                "https://example.com",
                "HTTPS://[2001:db8::1]:8443/a/b%20c",
                "http://127.0.0.1"
            })
    void addressesThatCanBeSentToAreTaken(String endpoint) {
        assertThat(problems(endpoint)).isEmpty();
    }

    @Test
    void theIdentityAndMessagesShowNoQuery() {
        HttpSink sink = (HttpSink) PROVIDER.create(config("https://example.com:8443/orders?key=s3cr3t"));
        assertThat(sink.identity().toJson()).isEqualTo("{\"endpoint\":\"https://example.com:8443/orders\"}");
    }

    @Test
    void headersThatCannotBeSentAreRefusedWithoutShowingTheirValues() {
        for (Map<String, String> headers : List.of(
                Map.of("Content-Length", "s3cr3t"),
                Map.of("host", "s3cr3t"),
                Map.of("Transfer-Encoding", "s3cr3t"),
                Map.of("Idempotency-Key", "s3cr3t"),
                Map.of("fluxion-origin-id", "s3cr3t"),
                Map.of("Not A Name", "s3cr3t"),
                Map.of("", "s3cr3t"),
                Map.of("X-Value", "s3cr3t\r\nX-Other: 1"),
                Map.of("X-Value", "s3cr3t ä"))) {
            assertThat(problems("http://localhost/", "headers", headers))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo("FLX-HTTP-HEADER");
                        assertThat(problem.option()).isEqualTo("headers");
                        assertThat(problem.message()).doesNotContain("s3cr3t");
                    });
        }
        assertThat(problems("http://localhost/", "originHeader", "a b"))
                .extracting(OptionProblem::option)
                .containsExactly("originHeader");
    }

    @Test
    void credentialsWithoutEncryptionAreWarnedOfUnlessTheyStayOnTheMachine() {
        Map<String, String> credentials = Map.of("Authorization", "Bearer s3cr3t");
        assertThat(problems("http://example.com/", "headers", credentials))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.error()).isFalse();
                    assertThat(problem.code()).isEqualTo("FLX-HTTP-PLAIN-TEXT");
                    assertThat(problem.message()).doesNotContain("s3cr3t");
                });
        assertThat(problems("http://example.com/", "headers", Map.of("X-Api-Key", "s3cr3t")))
                .hasSize(1);
        assertThat(problems("http://example.com/", "headers", Map.of("Accept", "*/*")))
                .isEmpty();
        assertThat(problems("https://example.com/", "headers", credentials)).isEmpty();
        for (String local : List.of("http://localhost:1/", "http://127.0.0.1/", "http://[::1]/")) {
            assertThat(problems(local, "headers", credentials)).isEmpty();
        }
    }

    @Test
    void statusesHaveTwoForms() {
        assertThat(problems("http://localhost/", "retryStatuses", "429, 5xx", "rejectStatuses", List.of()))
                .isEmpty();
        for (String wrong : List.of("6xx", "20", "2000", "ok", "")) {
            assertThat(problems("http://localhost/", "successStatuses", wrong))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo("FLX-HTTP-STATUSES");
                        assertThat(problem.option()).isEqualTo("successStatuses");
                    });
        }
    }

    @Test
    void aRepeatedRequestIsTakenTwiceAsFarAsThePipelineKnows() throws Exception {
        try (StreamingSink sink = PROVIDER.create(config("http://localhost/"))) {
            assertThat(sink.kind()).isEqualTo(SinkKind.PLAIN);
            assertThat(sink.caveat()).isEmpty();
        }
    }
}
