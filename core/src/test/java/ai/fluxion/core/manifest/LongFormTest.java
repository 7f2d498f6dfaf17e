package ai.fluxion.core.manifest;

import static ai.fluxion.core.manifest.Manifests.messages;
import static ai.fluxion.core.manifest.Manifests.places;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongFormTest {
    static final String WHOLE = """
            schemaVersion: 1.0.0
            id: shop
            version: 2.1.0
            displayName: The shop
            operations:
              orders: {$ref: "#/operationDefs/orders"}
              returns: backwards
            operationDefs:
              orders:
                operationId: orders
                kind: trigger
                execution:
                  type: streaming
                  stream: orders
                  source: {type: feed, topic: orders, connectionRef: main}
                  stages: [{$match: {status: PAID}}]
                  sink: {type: table, options: {url: jdbc:x, table: paid}}
                  delivery: exactly-once
                  errors:
                    retry: {maxAttempts: 3}
                    onInvalid: {deadLetter: {type: out, options: {path: dead.ndjson}}}
                  checkpoint: {interval: 250ms}
                  parallelism: 4
                  shutdown: {timeout: 5s}
              backwards:
                kind: trigger
                execution:
                  type: streaming
                  source: {type: feed, options: {topic: returns}, connectionRef: main}
                  sinks: [{type: out}]
            connections:
              main: {servers: "a:1"}
            """;

    @TempDir
    private Path folder;

    private ManifestResult read(String text) {
        return new Manifests(folder).yaml(text);
    }

    private static String operation(String name, String execution) {
        return "  " + name + ":\n    kind: trigger\n    execution: " + execution + "\n";
    }

    private static final String STREAMING = "{type: streaming, source: {type: feed, topic: t}, sink: {type: out}}";

    @Test
    void eachOperationThatStreamsIsAPipelineOfItsOwn() {
        ManifestResult result = read(WHOLE);

        assertThat(result.problems()).isEmpty();
        assertThat(result.pipelines())
                .extracting(PipelineDefinition::id)
                .containsExactly("shop.orders", "shop.returns");
        assertThat(result.definition()).isEmpty();
        PipelineDefinition orders = result.pipelines().get(0);
        assertThat(orders.source().config().getString("topic", "")).isEqualTo("orders");
        assertThat(orders.source().config().getList("servers", List.of())).containsExactly("a:1");
        assertThat(orders.sinks()).extracting(ComponentDefinition::type).containsExactly("table");
        assertThat(orders.onInvalid()).isInstanceOf(OnInvalid.DeadLetter.class);
        assertThat(orders.parallelism()).isEqualTo(4);
        assertThat(result.pipelines().get(1).sinks())
                .extracting(ComponentDefinition::type)
                .containsExactly("out");
    }

    @Test
    void anExecutionMeansWhatTheShortFormMeans() {
        String execution = WHOLE.substring(WHOLE.indexOf("      source:"), WHOLE.indexOf("  backwards:"));
        PipelineDefinition shortForm = read("id: orders\n" + execution.replaceAll("(?m)^ {6}", "")
                        + "connections: {main: {servers: \"a:1\"}}\n")
                .definition()
                .orElseThrow();
        PipelineDefinition longForm = read(WHOLE).pipelines().get(0);

        assertThat(longForm.source().config().options())
                .isEqualTo(shortForm.source().config().options());
        assertThat(longForm)
                .usingRecursiveComparison()
                .ignoringFields("id", "stages", "redaction")
                .ignoringFieldsMatchingRegexes(".*location.*")
                .isEqualTo(shortForm);
        assertThat(longForm.stages().stages()).isEqualTo(shortForm.stages().stages());
    }

    @Test
    void withoutOperationsAllDefinitionsCount() {
        ManifestResult result = read("id: x\noperationDefs:\n" + operation("a", STREAMING) + operation("b", STREAMING));

        assertThat(result.problems()).isEmpty();
        assertThat(result.pipelines()).extracting(PipelineDefinition::id).containsExactly("x.a", "x.b");
    }

    @Test
    void aMisspelledKeyOfTheLongFormIsAllThatIsWrong() {
        ManifestResult result = read("schemaVersion: 1\nid: x\noperationDef:\n" + operation("a", STREAMING));

        assertThat(places(result)).containsExactly("3:1 error FLX-MANIFEST-KEY-UNKNOWN");
        assertThat(result.problems().get(0).message()).endsWith("did you mean 'operationDefs'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a]", "{a: a}", "{a: }", "{a: {}}", "{a: {$ref: '#/operationDefs/a'}}", "[{$ref: a}]"})
    void operationsAreNamedInAnyUsualForm(String operations) {
        ManifestResult result =
                read("id: x\noperations: " + operations + "\noperationDefs:\n" + operation("a", STREAMING));

        assertThat(result.problems()).isEmpty();
        assertThat(result.definition().orElseThrow().id()).isEqualTo("x.a");
    }

    @Test
    void whatIsNotOfferedOrNoPipelineIsLeftOutWithAWarning() {
        ManifestResult result = read("id: x\noperations: [a, c]\noperationDefs:\n" + operation("a", STREAMING)
                + operation("b", STREAMING) + operation("c", "{type: http, method: POST, urlTemplate: u}"));

        assertThat(places(result))
                .containsExactly(
                        "7:3 warning FLX-MANIFEST-OPERATION-LEFT-OUT", "10:3 warning FLX-MANIFEST-OPERATION-LEFT-OUT");
        assertThat(result.definition().orElseThrow().id()).isEqualTo("x.a");
    }

    @Test
    void problemsOfAllOperationsAreReportedAtOnceAndByPlace() {
        ManifestResult result = read("""
                        id: x
                        displayNam: X
                        operations: [a, bee]
                        operationDefs:
                          a:
                            execution:
                              type: streaming
                              source: {type: feed, topik: t}
                              sink: {type: out}
                          be:
                            kind: trigger
                            execution: {type: streming}
                          c: 5
                          d: {kind: action}
                        """);

        assertThat(places(result))
                .containsExactly(
                        "2:1 error FLX-MANIFEST-KEY-UNKNOWN",
                        "3:17 error FLX-MANIFEST-OPERATION",
                        "8:28 error FLX-OPTION-UNKNOWN");
        assertThat(messages(result)).contains("did you mean 'be'?");
        assertThat(result.pipelines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: {execution: {type: streming}}                 | 3:24 error FLX-MANIFEST-OPERATION",
                "a: {execution: {type: http}}                     | 1:1 error FLX-MANIFEST-OPERATION",
                "a: {execution: [streaming]}                      | 3:17 error FLX-MANIFEST-TYPE",
                "a: {kind: trigger}                               | 3:5 error FLX-MANIFEST-MISSING",
                "a: 5                                             | 3:5 error FLX-MANIFEST-TYPE",
                "a: {exec: {type: streaming}}                     | 3:6 error FLX-MANIFEST-KEY-UNKNOWN",
            })
    void aWrongOperationIsReportedAtItsPlace(String operation, String place) {
        assertThat(places(read("id: x\noperationDefs:\n " + operation + "\n")))
                .filteredOn(problem -> problem.contains("error"))
                .contains(place);
    }

    @Test
    void theWholeIdIsAnId() {
        assertThat(places(read("id: x\noperationDefs:\n" + operation("a/b", STREAMING))))
                .containsExactly("3:3 error FLX-MANIFEST-ID");
        assertThat(places(read("id: " + "x".repeat(99) + "\noperationDefs:\n" + operation("ab", STREAMING))))
                .containsExactly("3:3 error FLX-MANIFEST-ID");
    }

    @Test
    void anotherSchemaVersionIsDoubtful() {
        ManifestResult result = read("schemaVersion: 2\nid: x\noperationDefs:\n" + operation("a", STREAMING));

        assertThat(places(result)).containsExactly("1:16 warning FLX-MANIFEST-VALUE");
        assertThat(result.pipelines()).hasSize(1);
    }

    @Test
    void aPathOfAnOverrideBeginsAtTheTop() {
        ManifestResult result = new Manifests(folder)
                .set("operationDefs.orders.execution.source.topic=other", "connections.main.servers=b:2")
                .yaml(WHOLE);

        PipelineDefinition orders = result.pipelines().get(0);
        assertThat(orders.source().config().getString("topic", "")).isEqualTo("other");
        assertThat(orders.source().config().getList("servers", List.of())).containsExactly("b:2");
    }

    @Test
    void sourcesAreReadWithoutTheRest() {
        Manifests manifests = new Manifests(folder);

        ManifestSources sources = manifests.sources(WHOLE);
        assertThat(sources.problems()).isEmpty();
        assertThat(sources.sources())
                .extracting(ManifestSources.Source::pipeline)
                .containsExactly("shop.orders", "shop.returns");

        ManifestSources alone = manifests.sources("source: {type: feed, topic: t}\nstages: 5\n");
        assertThat(alone.problems()).isEmpty();
        assertThat(alone.sources()).singleElement().satisfies(source -> {
            assertThat(source.pipeline()).isEmpty();
            assertThat(source.source().config().getString("topic", "")).isEqualTo("t");
        });

        assertThat(manifests.sources("id: x\n").problems())
                .extracting(Problem::code)
                .containsExactly("FLX-MANIFEST-MISSING");
        assertThat(manifests.sources("source: {type: feed, topc: t}\n").problems())
                .extracting(Problem::code)
                .containsExactly("FLX-OPTION-UNKNOWN");
    }
}
