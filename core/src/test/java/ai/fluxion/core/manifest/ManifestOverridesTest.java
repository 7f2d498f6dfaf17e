package ai.fluxion.core.manifest;

import static ai.fluxion.core.manifest.Manifests.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.FluxionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestOverridesTest {
    private static final String MANIFEST = """
            id: x
            source: {type: feed, options: {topic: t, enable.auto.commit: true}}
            sinks: [{type: out, path: a}, {type: out, path: b}]
            """;

    @TempDir
    private Path folder;

    private PipelineDefinition pipeline(String... overrides) {
        ManifestResult result = new Manifests(folder).set(overrides).yaml(MANIFEST);
        assertThat(messages(result)).isEmpty();
        return result.definition().orElseThrow();
    }

    @Test
    void overridesReplaceAndAddBeforeAnythingIsChecked() {
        PipelineDefinition pipeline = pipeline(
                "source.options.\"enable.auto.commit\"=false",
                "source.options.topic=other",
                "source.options.servers=[a, b]",
                "sinks.1.path=/c",
                "checkpoint.interval=5s",
                "parallelism=3",
                "parallelism=4",
                "stages=[{$match: {a: 'x=y'}}]");

        assertThat(pipeline.source().config().options())
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("topic", "other")
                .containsEntry("servers", List.of("a", "b"));
        assertThat(pipeline.sinks().get(1).config().getString("path", "")).isEqualTo("/c");
        assertThat(pipeline.checkpoint().interval()).hasSeconds(5);
        assertThat(pipeline.parallelism()).isEqualTo(4);
        assertThat(pipeline.stages().stages()).containsExactly(Map.of("$match", Map.of("a", "x=y")));
    }

    @Test
    void anEmptyValueTakesAKeyAway() {
        assertThat(pipeline("source.options.\"enable.auto.commit\"=")
                        .source()
                        .config()
                        .options())
                .containsOnlyKeys("topic");
    }

    @Test
    void aProblemInAnOverrideIsPlacedThere() {
        ManifestResult result = new Manifests(folder)
                .set("source.options.\"enable.auto.commit\"=false", "source.options.capacity=many", "paralelism=2")
                .yaml(MANIFEST);

        assertThat(result.problems())
                .extracting(problem -> problem.location() + " " + problem.code())
                .containsExactly("--set:2:25 FLX-OPTION-VALUE", "--set:3:12 FLX-MANIFEST-KEY-UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id.a=1", "sinks.2.path=x", "sinks.first.path=x", "sinks.-1={}"})
    void aPathThatLeadsNowhereIsAProblem(String override) {
        ManifestResult result = new Manifests(folder)
                .set("source.options.\"enable.auto.commit\"=", override)
                .yaml(MANIFEST);

        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("FLX-MANIFEST-OVERRIDE");
            assertThat(problem.location().file()).isEqualTo("--set");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "a",
                "a.",
                "a.=1",
                ".a=1",
                "\"a=1",
                "\"a\"b=1",
                "\"\"=1",
                "a=[",
                "a={b: 1, b: 2}",
                "a=*x"
            })
    void whatIsNoOverrideIsRefused(String text) {
        assertThatThrownBy(() -> ManifestOverrides.parse(List.of(text)))
                .isInstanceOfSatisfying(
                        FluxionException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo("FLX-MANIFEST-OVERRIDE"));
    }

    @Test
    void pathsWithoutEndAreRefused() {
        assertThatThrownBy(() -> ManifestOverrides.parse(List.of("a.".repeat(100_000) + "a=1")))
                .isInstanceOf(FluxionException.class);
    }
}
