package ai.fluxion.core.manifest;

import static ai.fluxion.core.manifest.Manifests.messages;
import static ai.fluxion.core.manifest.Manifests.places;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.streaming.Delivery;
import ai.fluxion.core.engine.streaming.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
    @TempDir
    private Path folder;

    static final String WHOLE = """
            id: orders
            source:
              type: feed
              options: {topic: orders, servers: "a:1, b:2", follow: true, path: data/*.ndjson}
            stages:
              - $match: {status: PAID}
              - $set: {total: {$multiply: [$price, 0.10]}}
            sink:
              type: table
              url: jdbc:x
              table: paid
            delivery: exactly-once
            errors:
              retry: {maxAttempts: 3, backoff: 50ms, maxBackoff: PT2S, multiplier: 1.5, jitter: 0}
              onInvalid: {deadLetter: {type: out, options: {path: dead.ndjson}}}
            checkpoint: {interval: 250ms, store: {type: local, path: state/}}
            parallelism: 4
            shutdown: {timeout: 5s}
            """;

    @Test
    void theWholeShortFormBecomesATypedDefinition() {
        ManifestResult result = new Manifests(folder).yaml(WHOLE);

        assertThat(result.problems()).isEmpty();
        PipelineDefinition pipeline = result.definition().orElseThrow();
        assertThat(pipeline.id()).isEqualTo("orders");
        assertThat(pipeline.source().type()).isEqualTo("feed");
        assertThat(pipeline.source().config().getList("servers", List.of())).containsExactly("a:1", "b:2");
        assertThat(pipeline.source().config().getBoolean("follow", false)).isTrue();
        assertThat(pipeline.source().config().getString("path", "")).isEqualTo(folder + "/data/*.ndjson");
        assertThat(pipeline.source().shown()).containsEntry("path", "data/*.ndjson");
        assertThat(pipeline.stages().stages())
                .containsExactly(
                        Map.of("$match", Map.of("status", "PAID")),
                        Map.of("$set", Map.of("total", Map.of("$multiply", List.of("$price", 0.1)))));
        assertThat(pipeline.stages().location(List.of(1, "$set", "total")))
                .hasToString(folder.resolve("m.yaml") + ":7:12");
        assertThat(pipeline.sinks()).singleElement().satisfies(sink -> {
            assertThat(sink.type()).isEqualTo("table");
            assertThat(sink.config().getString("table", "")).isEqualTo("paid");
            assertThat(sink.location().line()).isEqualTo(9);
        });
        assertThat(pipeline.delivery()).contains(Delivery.EXACTLY_ONCE);
        assertThat(pipeline.retry())
                .isEqualTo(new RetryPolicy(3, Duration.ofMillis(50), Duration.ofSeconds(2), 1.5, 0));
        assertThat(pipeline.onInvalid())
                .isInstanceOfSatisfying(
                        OnInvalid.DeadLetter.class,
                        dead -> assertThat(dead.sink().config().getString("path", ""))
                                .isEqualTo(folder + "/dead.ndjson"));
        assertThat(pipeline.checkpoint().interval()).isEqualTo(Duration.ofMillis(250));
        assertThat(pipeline.checkpoint().store())
                .hasValueSatisfying(store ->
                        assertThat(store.config().getString("path", "")).isEqualTo(folder + "/state/"));
        assertThat(pipeline.parallelism()).isEqualTo(4);
        assertThat(pipeline.shutdownTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        ManifestResult result = new Manifests(folder).yaml("""
                        id: small
                        source: {type: feed, topic: t}
                        sink: {type: out}
                        """);

        PipelineDefinition pipeline = result.definition().orElseThrow();
        assertThat(pipeline.delivery()).isEmpty();
        assertThat(pipeline.stages().stages()).isEmpty();
        assertThat(pipeline.retry())
                .isEqualTo(new RetryPolicy(5, Duration.ofMillis(200), Duration.ofSeconds(30), 2, 0.2));
        assertThat(pipeline.onInvalid()).isEqualTo(new OnInvalid.Fail());
        assertThat(pipeline.checkpoint().interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(pipeline.checkpoint().store()).isEmpty();
        assertThat(pipeline.parallelism()).isEqualTo(1);
        assertThat(pipeline.shutdownTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void tenMistakesAreTenProblemsAtTheirPlaces() {
        ManifestResult result = new Manifests(folder).yaml("""
                        id: -orders
                        source:
                          type: feed
                          options:
                            topik: orders
                            capacity: many
                            pollTimeout: 5 parsecs
                            format: cvs
                          capacity: 3
                        stages:
                          - $bad: {}
                        sink:
                          type: tabel
                        delivery: twice
                        checkpiont: {interval: 1s}
                        """);

        assertThat(places(result))
                .containsExactly(
                        "1:5 error FLX-MANIFEST-ID",
                        "5:5 error FLX-OPTION-UNKNOWN",
                        "6:15 error FLX-OPTION-VALUE",
                        "7:18 error FLX-OPTION-VALUE",
                        "8:13 error FLX-FORMAT-UNKNOWN",
                        "9:3 error FLX-OPTION-TWICE",
                        "11:5 error FLX-STAGE-UNKNOWN",
                        "13:9 error FLX-CONNECTOR-UNKNOWN",
                        "14:11 error FLX-OPTION-VALUE",
                        "15:1 error FLX-MANIFEST-KEY-UNKNOWN");
        assertThat(messages(result))
                .contains("did you mean 'topic'?")
                .contains("did you mean 'csv'?")
                .contains("did you mean 'table'?")
                .contains("did you mean 'checkpoint'?");
        assertThat(result.definition()).isEmpty();
    }

    @Test
    void aProblemIsPrintedInOneLineAsScriptsReadIt() {
        ManifestResult result = new Manifests(folder).yaml("id: x\nsource: {type: feed, topic: t}\nstages: []\n");

        assertThat(result.problems().get(0))
                .hasToString(folder.resolve("m.yaml")
                        + ":1:1: error FLX-MANIFEST-MISSING a manifest needs `sink`. Where records go: the type of a sink and"
                        + " its options.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "errors: {onInvalid: skipp}                      | 4:21 error FLX-MANIFEST-VALUE",
                "errors: {onInvalid: [skip]}                     | 4:21 error FLX-MANIFEST-VALUE",
                "errors: {onInvalid: {}}                         | 4:21 error FLX-MANIFEST-VALUE",
                "errors: {onInvalid: {deadletter: {type: out}}}  | 4:22 error FLX-MANIFEST-KEY-UNKNOWN",
                "errors: {onInvalid: {deadLetter: skip}}         | 4:34 error FLX-MANIFEST-TYPE",
                "errors: {onInvalid: {deadLetter: {type: feed}}} | 4:41 error FLX-CONNECTOR-UNKNOWN",
                "errors: {retry: 5}                              | 4:17 error FLX-MANIFEST-TYPE",
                "errors: {retry: {maxAttempts: 0}}               | 4:31 error FLX-OPTION-VALUE",
                "checkpoint: {interval: 9ms}                     | 4:24 error FLX-OPTION-VALUE",
                "checkpoint: {interval: 61m}                     | 4:24 error FLX-OPTION-VALUE",
                "checkpoint: {interval: 999999999999999d}        | 4:24 error FLX-OPTION-VALUE",
                "checkpoint: {store: {type: lokal}}              | 4:28 error FLX-STORE-UNKNOWN",
                "shutdown: {timeout: -5s}                        | 4:21 error FLX-OPTION-VALUE",
                "sinks: [{type: out}]                            | 4:1 error FLX-MANIFEST-SINKS",
                "stages: {$match: {}}                            | 4:9 error FLX-MANIFEST-TYPE",
            })
    void aWrongValueIsReportedAtItsPlace(String line, String place) {
        ManifestResult result =
                new Manifests(folder).yaml("id: x\nsource: {type: feed, topic: t}\nsink: {type: out}\n" + line + "\n");

        assertThat(places(result)).containsExactly(place);
    }

    @Test
    void severalSinksAreAccepted() {
        ManifestResult result = new Manifests(folder)
                .yaml("id: x\nsource: {type: feed, topic: t}\nsinks: [{type: out}, {type: table, url: u, table: t}]\n");

        assertThat(result.definition().orElseThrow().sinks())
                .extracting(ComponentDefinition::type)
                .containsExactly("out", "table");
    }
}
