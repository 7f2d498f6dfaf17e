package ai.fluxion.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.connectors.ConnectorDirectory;
import ai.fluxion.core.manifest.ManifestReader;
import ai.fluxion.core.manifest.ManifestResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan does not tell in which syntax or form its manifest was written. */
class SyntaxesTest {
    private final Engine engine = Engine.of(ConnectorDirectory.ofClassPath());

    @TempDir
    private Path folder;

    private List<String> plans(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        ManifestResult read = engine.manifests().read(file, Map.of(), ManifestReader.Mode.RUN);
        assertThat(read.problems()).isEmpty();
        return read.pipelines().stream()
                .map(pipeline -> engine.planner().plan(pipeline).toString())
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SyntaxesTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aManifestInAllThreeSyntaxesHasThePlanByteForByte() throws IOException {
        List<String> yaml = plans("orders.yaml", resource("orders.yaml"));
        List<String> json = plans("orders.json", resource("orders.json"));
        List<String> toml = plans("orders.toml", resource("orders.toml"));

        assertThat(yaml).singleElement().asString().contains("2026-01-31T12:00:00Z", "3000000000", "compression: gzip");
        assertThat(json).isEqualTo(yaml);
        assertThat(toml).isEqualTo(yaml);
    }

    @Test
    void theLongFormHasThePlanOfTheShortFormButForTheId() throws IOException {
        String yaml = resource("orders.yaml").replaceFirst("(?s)# .*?\nid: orders\n", "");
        int source = yaml.indexOf("source:");
        String longForm = "schemaVersion: 1\nid: shop\noperations: [orders]\n" + yaml.substring(0, source)
                + "operationDefs:\n  orders:\n    kind: trigger\n    execution:\n      type: streaming\n"
                + yaml.substring(source).indent(6);

        assertThat(plans("long.yaml", longForm))
                .containsExactly(
                        plans("short.yaml", resource("orders.yaml")).get(0).replaceFirst("orders", "shop.orders"));
    }
}
