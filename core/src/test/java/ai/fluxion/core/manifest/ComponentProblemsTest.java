package ai.fluxion.core.manifest;

import static ai.fluxion.core.manifest.Manifests.messages;
import static ai.fluxion.core.manifest.Manifests.places;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.buffer.BufferSettings;
import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.ConnectorRegistry;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SinkConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.StreamingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentProblemsTest {
    @TempDir
    private Path folder;

    private ManifestResult source(String source) {
        return new Manifests(folder).yaml("id: x\nsink: {type: out}\nsource:\n" + source);
    }

    @Test
    void aMissingOptionIsReportedAtOptionsOrAtType() {
        assertThat(places(source("  type: feed\n  options:\n    capacity: 1\n")))
                .containsExactly("5:3 error FLX-OPTION-MISSING");
        assertThat(places(source("  capacity: 1\n  type: feed\n"))).containsExactly("5:3 error FLX-OPTION-MISSING");
    }

    @Test
    void aMisspelledRequiredOptionIsOneProblem() {
        assertThat(places(source("  type: feed\n  topik: t\n"))).containsExactly("5:3 error FLX-OPTION-UNKNOWN");
    }

    @Test
    void aMisspelledTypeOrOptionsIsOneProblem() {
        assertThat(messages(source("  tpye: feed\n  topic: t\n")))
                .endsWith(
                        ":4:3: error FLX-MANIFEST-KEY-UNKNOWN there is no key 'tpye' in a source: did you mean 'type'?")
                .doesNotContain("\n");
        assertThat(places(source("  type: feed\n  option: {topic: t}\n")))
                .containsExactly("5:3 error FLX-MANIFEST-KEY-UNKNOWN");
    }

    @Test
    void aKeyOfTheClientIsKnownAndItsMisspellingUnderstood() {
        ManifestResult result = source("  type: feed\n  topic: t\n  fetch.min.byte: 1\n");

        assertThat(messages(result)).contains("did you mean 'fetch.min.bytes'?");
        assertThat(source("  type: feed\n  topic: t\n  fetch.min.bytes: [1, 2]\n")
                        .definition()
                        .orElseThrow()
                        .source()
                        .config()
                        .options())
                .containsEntry("fetch.min.bytes", "1,2");
    }

    @Test
    void anOptionInBothPlacesIsAnErrorAtTheOneBesideType() {
        ManifestResult result = source("  type: feed\n  topic: a\n  options: {topic: b}\n");

        assertThat(places(result)).containsExactly("5:3 error FLX-OPTION-TWICE");
        assertThat(messages(result)).contains("under `options` at line 6");
    }

    @Test
    void whatAConnectorFindsIsPlacedAtTheOption() {
        assertThat(places(source("  type: feed\n  topic: _t\n  enable.auto.commit: true\n")))
                .containsExactly("5:10 warning FLX-FEED-INTERNAL", "6:23 error FLX-FEED-COMMIT");
    }

    @Test
    void whatMayFollowFromAnotherProblemIsNotReported() {
        ManifestResult result =
                source("  type: feed\n  topic: t\n  password: p\n  server: a\n  enable.auto.commit: true\n");

        assertThat(places(result)).containsExactly("7:3 error FLX-OPTION-UNKNOWN", "8:23 error FLX-FEED-COMMIT");
    }

    @Test
    void aSinkIsNoSource() {
        assertThat(messages(source("  type: table\n"))).contains("there is no source of type 'table', only a sink");
    }

    @Test
    void anExpressionIsCompiled() {
        assertThat(places(source("  type: feed\n  topic: t\n  key: $$bad\n")))
                .containsExactly("6:8 error FLX-EXPRESSION");
    }

    @Test
    void optionsOfAFormatAreTheFormats() {
        ManifestResult result =
                source("  type: feed\n  topic: t\n  format:\n    type: csv\n    header: perhaps\n    delimeter: x\n");

        assertThat(places(result)).containsExactly("8:13 error FLX-OPTION-VALUE", "9:5 error FLX-OPTION-UNKNOWN");
        assertThat(messages(result)).contains("the csv format has no option 'delimeter': did you mean 'delimiter'?");
    }

    @Test
    void aFormatsNameIsAsGoodAsAMapWithIt() {
        PipelineDefinition named =
                source("  type: feed\n  topic: t\n  format: csv\n").definition().orElseThrow();
        PipelineDefinition mapped = source("  type: feed\n  topic: t\n  format: {type: csv, header: false}\n")
                .definition()
                .orElseThrow();

        assertThat(named.source().config().options()).containsEntry("format", Map.of("type", "csv"));
        assertThat(mapped.source().config().options()).containsEntry("format", Map.of("type", "csv", "header", false));
    }

    @ParameterizedTest
    @CsvSource({
        "a/b.txt, /a/b.txt",
        "./a, /a",
        "a/../b/, /b/",
        "., /",
        "'*.gz', /*.gz",
        "a/**/[b]?.{c}, /a/**/[b]?.{c}",
    })
    void aRelativePathIsRelativeToTheManifest(String path, String expected) {
        PipelineDefinition pipeline = source("  type: feed\n  topic: t\n  path: '" + path + "'\n")
                .definition()
                .orElseThrow();

        assertThat(pipeline.source().config().getString("path", ""))
                .isEqualTo(folder.toAbsolutePath().normalize() + expected);
    }

    @ParameterizedTest
    @CsvSource({"/a/../b", "s3://bucket/key", "C:\\data"})
    void anAbsolutePathStays(String path) {
        PipelineDefinition pipeline = source("  type: feed\n  topic: t\n  path: '" + path + "'\n")
                .definition()
                .orElseThrow();

        assertThat(pipeline.source().config().getString("path", "")).isEqualTo(path);
    }

    @Test
    void secretsOfAFormatAreShownToNobody() {
        ManifestResult result = new Manifests(folder).lint().yaml("""
                        id: x
                        source: {type: feed, topic: t, format: {type: "${env:F}", passwort: hunter2}}
                        sink: {type: out}
                        """);

        assertThat(result.definition().orElseThrow().source().shown())
                .containsEntry("format", Map.of("type", "${env:F}", "passwort", "****"));
    }

    @Test
    void aBufferIsReadWithItsDefaultsAndItsSegmentsAreAtMostHalfOfIt() {
        String manifest = "id: x\nsource: {type: feed, topic: t}\nsink: {type: out}\nbuffer: ";

        assertThat(new Manifests(folder)
                        .yaml(manifest + "{}")
                        .definition()
                        .orElseThrow()
                        .buffer())
                .contains(new BufferSettings(1L << 30, 64L << 20, BufferSettings.WhenFull.BLOCK));
        assertThat(new Manifests(folder)
                        .yaml(manifest + "{maxSize: 2MiB, whenFull: refuse}")
                        .definition()
                        .orElseThrow()
                        .buffer())
                .contains(new BufferSettings(2L << 20, 1L << 20, BufferSettings.WhenFull.REFUSE));
        assertThat(places(new Manifests(folder).yaml(manifest + "{maxSize: 1, whenFull: drop}")))
                .containsExactly("4:19 error FLX-OPTION-VALUE", "4:32 error FLX-OPTION-VALUE");
    }

    private ManifestResult check(Supplier<List<OptionProblem>> check) throws IOException {
        ManifestCatalog catalog = ManifestCatalog.of(
                ConnectorRegistry.of(List.of(new TestConnectors.Feed()), List.of(new Checked(check))),
                List.of(),
                List.of());
        Path file = Files.writeString(
                folder.resolve("m.yaml"), "id: x\nsource: {type: feed, topic: t}\nsink: {type: checked, a: b}\n");
        return new ManifestReader(catalog, new TestConnectors.Stages()).read(file, Map.of(), ManifestReader.Mode.RUN);
    }

    @Test
    void aCheckThatRefusesIsAProblemWhereItSays() throws IOException {
        ManifestResult result = check(() -> {
            throw Failure.fatal("FLX-CHECKED", "no good")
                    .at("a")
                    .remedy("Try c.")
                    .exception();
        });

        assertThat(places(result)).containsExactly("3:26 error FLX-CHECKED");
        assertThat(messages(result)).endsWith("no good Try c.");
    }

    @Test
    void aCheckThatBreaksIsAProblemOfTheConnector() throws IOException {
        ManifestResult result = check(() -> {
            throw new IllegalStateException("hunter2");
        });

        assertThat(places(result)).containsExactly("3:8 error FLX-CONNECTOR-DEFECT");
        assertThat(messages(result)).doesNotContain("hunter2");
    }

    @Test
    void aCheckRunsUnderTheClassLoaderOfItsConnector() throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(null);
        try {
            ManifestResult result = check(() -> {
                assertThat(Thread.currentThread().getContextClassLoader()).isEqualTo(Checked.class.getClassLoader());
                return List.of();
            });

            assertThat(result.problems()).isEmpty();
            assertThat(Thread.currentThread().getContextClassLoader()).isNull();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private record Checked(Supplier<List<OptionProblem>> check) implements SinkConnectorProvider {
        @Override
        public SinkConnectorDescriptor descriptor() {
            return SinkConnectorDescriptor.builder("checked", "Checked").build();
        }

        @Override
        public List<ConnectorOption> options() {
            return List.of(
                    ConnectorOption.builder("a", ConnectorOption.Type.STRING).build());
        }

        @Override
        public List<OptionProblem> check(ConnectorConfig config) {
            return check.get();
        }

        @Override
        public StreamingSink create(ConnectorConfig config) {
            throw new AssertionError("reading a manifest makes no sink");
        }
    }
}
