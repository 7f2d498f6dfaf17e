package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.connectors.ConnectorDirectory;
import ai.fluxion.core.manifest.ManifestReader;
import ai.fluxion.core.manifest.ManifestResult;
import ai.fluxion.core.manifest.Severity;
import ai.fluxion.core.plan.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documents tell what the code does. What stands between {@code <!-- generated: … -->} and {@code <!-- end -->} is made
 * from the distribution's own connectors; {@code -Dfluxion.docs.write=true} writes it anew.
 */
class DocumentsIT {
    private static final Path REPOSITORY = Path.of("..");
    private static final Path DISTRIBUTION = Path.of(System.getProperty("fluxion.distribution"));
    private static final Pattern GENERATED =
            Pattern.compile("(<!-- generated: ([^>]*?) -->\n)(.*?)(<!-- end -->)", Pattern.DOTALL);
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void whatIsGeneratedInTheDocumentsIsWhatTheCodeDeclares() throws IOException {
        GeneratedTables tables = new GeneratedTables(engine().catalog());
        int parts = 0;
        for (Path document : documents()) {
            String held = Files.readString(document);
            parts += (int) GENERATED.matcher(held).results().count();
            String wanted = GENERATED.matcher(held).replaceAll(found -> Matcher.quoteReplacement(anew(found, tables)));
            if (Boolean.getBoolean("fluxion.docs.write")) {
                Files.writeString(document, wanted);
            } else {
                assertThat(held)
                        .as(
                                "%s is stale; write it anew by: mvn verify -pl cli -am -Dquick -Dtest=Nothing"
                                        + " -Dit.test=DocumentsIT -Dfluxion.docs.write=true",
                                document)
                        .isEqualTo(wanted);
            }
        }
        assertThat(parts).as("generated parts").isGreaterThan(10);
    }

    private static String anew(MatchResult found, GeneratedTables tables) {
        return found.group(1) + tables.of(found.group(2)) + found.group(4);
    }

    @Test
    void everyManifestThatIsShownIsAsLintWantsIt(@TempDir Path folder) throws IOException {
        ManifestReader reader = engine().manifests();
        Path manifest = folder.resolve("shown.yaml");
        int shown = 0;
        for (Path document : documents()) {
            for (MatchResult block :
                    YAML.matcher(Files.readString(document)).results().toList()) {
                Files.writeString(manifest, completed(block.group(1)));
                assertThat(reader.read(manifest, Map.of(), ManifestReader.Mode.LINT)
                                .problems())
                        .as("%s: %s", document, block.group(1))
                        .noneMatch(problem -> problem.severity() == Severity.ERROR);
                shown++;
            }
        }
        assertThat(shown).as("manifests").isGreaterThan(5);
    }

    @Test
    void theManifestThatIsShownInEverySyntaxHasOnePlan(@TempDir Path folder) throws IOException {
        Engine engine = engine();
        String document = Files.readString(REPOSITORY.resolve("docs/manifest.md"));
        List<String> plans = new ArrayList<>();
        for (String syntax : List.of("yaml", "json", "toml")) {
            Matcher block = Pattern.compile("```" + syntax + "\n(.*?)```", Pattern.DOTALL)
                    .matcher(document);
            assertThat(block.find()).as(syntax).isTrue();
            Path manifest = Files.writeString(folder.resolve("orders." + syntax), block.group(1));
            ManifestResult read = engine.manifests().read(manifest, Map.of(), ManifestReader.Mode.RUN);
            assertThat(read.problems()).as(syntax).isEmpty();
            plans.add(engine.planner().plan(read.definition().orElseThrow()).toString());
        }
        assertThat(plans.get(0)).contains("pipeline    orders", "exactly-once");
        assertThat(plans).containsOnly(plans.get(0));
    }

    /** Keys as other documents of Fluxion's manifests write them. */
    @Test
    void manifestsWithTheUsualKeysAreAsLintWantsThem(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("flat.json"), """
                {"schemaVersion": "1.0.0", "id": "demo.orders", "version": "1.0.0", "displayName": "Orders",
                 "category": "shop", "auth": {"type": "none"}, "configSchema": {"type": "object"},
                 "operations": {"copy": {"$ref": "#/operationDefs/copy"}},
                 "operationDefs": {"copy": {"operationId": "copy", "kind": "trigger",
                   "inputSchema": {"type": "object"}, "outputSchema": {"type": "object"},
                   "execution": {"type": "streaming", "stream": "orders",
                     "source": {"type": "kafka", "bootstrapServers": "b:9092", "topic": "in", "groupId": "g"},
                     "sink": {"type": "http", "endpoint": "https://localhost/ingest"}}}}}
                """);
        String security = """
                    securityProtocol: SASL_SSL
                    saslMechanism: PLAIN
                    saslJaasConfig: >
                      org.apache.kafka.common.security.plain.PlainLoginModule required
                      username="u" password="${env:NOT_SET}";
                """;
        Files.writeString(folder.resolve("nested.yaml"), """
                id: nested
                source:
                  type: kafka
                  options:
                    topic: in
                    bootstrapServers: b:9092
                    pollTimeout: PT1S
                    queueCapacity: 8
                    keyDeserializer: org.apache.kafka.common.serialization.StringDeserializer
                    valueDeserializer: org.apache.kafka.common.serialization.StringDeserializer
                    enable.auto.commit: false
                %ssink:
                  type: kafka
                  options:
                    topic: out
                    bootstrapServers: b:9092
                    batchSize: 50
                    flushTimeout: PT5S
                    acks: all
                    keySerializer: org.apache.kafka.common.serialization.StringSerializer
                    valueSerializer: org.apache.kafka.common.serialization.StringSerializer
                    compression.type: gzip
                    linger.ms: 5
                %s""".formatted(security, security));
        ManifestReader reader = engine().manifests();
        for (String name : List.of("flat.json", "nested.yaml")) {
            ManifestResult read = reader.read(folder.resolve(name), Map.of(), ManifestReader.Mode.LINT);
            assertThat(read.problems()).as(name).noneMatch(problem -> problem.severity() == Severity.ERROR);
            assertThat(read.pipelines()).hasSize(1);
        }
    }

    /** A part of a manifest with the other parts that it needs. */
    private static String completed(String shown) {
        if (shown.contains("operationDefs:")) {
            return shown;
        }
        StringBuilder manifest = new StringBuilder(shown);
        Map.of(
                        "id:", "shown",
                        "source:", "{type: file, path: in.ndjson}",
                        "sink:", "{type: file, path: out.ndjson}")
                .forEach((key, value) -> {
                    if (shown.lines().noneMatch(line -> line.startsWith(key))) {
                        manifest.append(key).append(' ').append(value).append('\n');
                    }
                });
        return manifest.toString();
    }

    private static Engine engine() {
        return Engine.of(ConnectorDirectory.of(DISTRIBUTION.resolve("connectors")));
    }

    @Test
    void everyLinkBetweenDocumentsLeadsSomewhere() throws IOException {
        for (Path document : documents()) {
            Path folder = document.getParent();
            assertThat(LINK.matcher(Files.readString(document)).results().map(link -> link.group(1)))
                    .as(document.toString())
                    .filteredOn(link -> !link.contains("://"))
                    .allMatch(link -> Files.exists(folder.resolve(link)));
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(REPOSITORY);
                Stream<Path> below = Files.walk(REPOSITORY.resolve("docs"))) {
            return Stream.concat(top, below)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
