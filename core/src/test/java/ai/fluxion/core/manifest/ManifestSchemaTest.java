package ai.fluxion.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.ConnectorRegistry;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.JsonWriter;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestSchemaTest {
    private static final String TEXT = ManifestSchema.generate(TestConnectors.catalog());
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);

    private static final String SOURCE = "source: {type: feed, topic: t}\n";
    private static final String SINK = "sink: {type: out}\n";

    @TempDir
    private Path folder;

    private static boolean fits(String yaml) {
        Problems problems = new Problems();
        Node root = ManifestText.parse("m.yaml", yaml.getBytes(StandardCharsets.UTF_8), problems)
                .orElseThrow();
        assertThat(problems.all()).isEmpty();
        String json = JsonWriter.text(
                Document.builder(1).put("m", PlainValues.written(root)).build());
        return SCHEMA.validate(json.substring(5, json.length() - 1), InputFormat.JSON)
                .isEmpty();
    }

    private void bothSay(boolean right, String yaml) {
        ManifestResult linted = new Manifests(folder).lint().yaml(yaml);
        assertThat(!linted.hasErrors()).as(Manifests.messages(linted)).isEqualTo(right);
        assertThat(fits(yaml)).as("the schema's verdict").isEqualTo(right);
    }

    private static void isSchema(String text) {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(text, InputFormat.JSON)).isEmpty();
    }

    @Test
    void theSchemaIsOneOfDraft202012() {
        isSchema(TEXT);
    }

    @Test
    void theSchemaIsTheSameEachTime() {
        assertThat(ManifestSchema.generate(TestConnectors.catalog())).isEqualTo(TEXT);
    }

    @Test
    void theSchemaTellsWhatTheOptionsTell() {
        assertThat(TEXT)
                .contains("\"description\" : \"How long a poll waits.\"")
                .contains("\"default\" : \"PT0.5S\"")
                .contains("\"writeOnly\" : true");
    }

    @Test
    void withoutConnectorsThereIsASchemaThatTakesNone() {
        String text = ManifestSchema.generate(
                ManifestCatalog.of(ConnectorRegistry.of(List.of(), List.of()), List.of(), List.of()));

        isSchema(text);
    }

    @Test
    void theWholeShortFormIsRight() {
        bothSay(true, ManifestReaderTest.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source: {type: feed, options: {topic: t}}",
                "source: {type: feed, topic: t, options: {capacity: 5}}",
                "source: {type: feed, topic: t, options: }",
                "source: {type: feed, topic: 5}",
                "source: {type: feed, topic: t, servers: a}",
                "source: {type: feed, topic: t, servers: [a, b]}",
                "source: {type: feed, topic: t, pollTimeout: 5s}",
                "source: {type: feed, topic: t, pollTimeout: PT1M}",
                "source: {type: feed, topic: t, capacity: '5'}",
                "source: {type: feed, topic: t, capacity: '${env:CAPACITY}'}",
                "source: {type: feed, topic: t, capacity: }",
                "source: {type: feed, topic: t, bytes: 64MiB}",
                "source: {type: feed, topic: t, bytes: 1024}",
                "source: {type: feed, topic: t, ratio: 0.5}",
                "source: {type: feed, topic: t, follow: 'True'}",
                "source: {type: feed, topic: t, start: 0}",
                "source: {type: feed, topic: t, start: '${env:START}'}",
                "source: {type: feed, topic: t, format: csv}",
                "source: {type: feed, topic: t, format: {type: csv, header: false}}",
                "source: {type: feed, topic: t, headers: {a: b, c: 1}}",
                "source: {type: feed, topic: t, key: {$concat: [$a, 1]}}",
                "source: {type: feed, topic: t, enable.auto.commit: false}",
                "source: {type: feed, options: {topic: t, fetch.min.bytes: 1}}",
                "source: {type: feed, topic: t, connectionRef: }",
            })
    void rightSources(String source) {
        bothSay(true, "id: x\n" + SINK + source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source: {type: fed, topic: t}",
                "source: {topic: t}",
                "source: feed",
                "source: {type: feed}",
                "source: {type: feed, topic: }",
                "source: {type: feed, options: {}}",
                "source: {type: feed, options: [topic]}",
                "source: {type: feed, topic: t, options: {topic: t}}",
                "source: {type: feed, topic: t, topik: t}",
                "source: {type: feed, options: {topic: t, topik: t}}",
                "source: {type: feed, topic: [t]}",
                "source: {type: feed, topic: t, pollTimeout: 5}",
                "source: {type: feed, topic: t, pollTimeout: soon}",
                "source: {type: feed, topic: t, capacity: many}",
                "source: {type: feed, topic: t, capacity: 1001}",
                "source: {type: feed, topic: t, bytes: 5MB}",
                "source: {type: feed, topic: t, ratio: 1.5}",
                "source: {type: feed, topic: t, follow: maybe}",
                "source: {type: feed, topic: t, start: middle}",
                "source: {type: feed, topic: t, format: xml}",
                "source: {type: feed, topic: t, format: {type: csv, headr: false}}",
                "source: {type: feed, topic: t, format: {type: json, header: false}}",
                "source: {type: feed, topic: t, format: {header: false}}",
                "source: {type: feed, topic: t, format: [csv]}",
                "source: {type: feed, topic: t, headers: a}",
                "source: {type: feed, topic: t, headers: {a: [b]}}",
                "source: {type: feed, topic: t, servers: [[a]]}",
                "source: {type: feed, topic: t, fetch.min.bytes: {a: 1}}",
                "source: ",
            })
    void wrongSources(String source) {
        bothSay(false, "id: x\n" + SINK + source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id: 7\n" + SINK,
                "id: a.b_c-d\nsinks: [{type: out}, {type: table, url: u, table: t}]",
                "id: x\nsink:\nsinks: [{type: out}]",
                "id: x\nstages:\n" + SINK,
                "id: x\nstages: []\n" + SINK,
                "id: x\nerrors:\n" + SINK,
                "id: x\nerrors: {onInvalid: fail}\n" + SINK,
                "id: x\nerrors: {onInvalid: {deadLetter: {type: out}}}\n" + SINK,
                "id: x\nparallelism: 256\n" + SINK,
                "id: x\nconnections: {}\n" + SINK,
                "id: x\nconnections: {db: {url: u, table: t}}\nsink: {type: table, connectionRef: db}",
                "id: x\nconnections: {db: {type: table, options: {url: u}}}\nsink: {connectionRef: db, table: t}",
                "id: x\ncheckpoint: {store: {type: remote}}\n" + SINK,
                "id: x\ncheckpoint: {interval: '${env:INTERVAL:-1s}'}\n" + SINK,
            })
    void rightManifests(String rest) {
        bothSay(true, SOURCE + rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SINK,
                "id: -x\n" + SINK,
                "id: [x]\n" + SINK,
                "id: x y\n" + SINK,
                "id: x",
                "id: x\nsink: [{type: out}]",
                "id: x\nsinks: {type: out}",
                "id: x\nsinks: []",
                "id: x\nsinks: [{type: out}]\n" + SINK,
                "id: x\nstages: {$match: {}}\n" + SINK,
                "id: x\nerrors: skip\n" + SINK,
                "id: x\nerrors: {onInvalid: drop}\n" + SINK,
                "id: x\nerrors: {onInvalid: {deadLetter: {type: nowhere}}}\n" + SINK,
                "id: x\nerrors: {onInvalid: {deadLetter: {type: out}, skip: true}}\n" + SINK,
                "id: x\nerrors: {retry: {maxAttempts: 0}}\n" + SINK,
                "id: x\nerrors: {retry: {jitter: 2}}\n" + SINK,
                "id: x\nerrors: {retries: {}}\n" + SINK,
                "id: x\nparallelism: 257\n" + SINK,
                "id: x\nparallelism: two\n" + SINK,
                "id: x\ndelivery: once\n" + SINK,
                "id: x\ncheckpoint: {store: local}\n" + SINK,
                "id: x\ncheckpoint: {store: {type: locale}}\n" + SINK,
                "id: x\ncheckpoint: {every: 1s}\n" + SINK,
                "id: x\nshutdown: 5s\n" + SINK,
                "id: x\nbuffer: {maxSize: -1}\n" + SINK,
                "id: x\nconnections: []\n" + SINK,
                "id: x\nconnections: {c: 5}\n" + SINK,
                "id: x\nmetrics: {prometheus: {}}\n" + SINK,
                "id: x\nmetrics: {http: {port: 65536}}\n" + SINK,
                "id: x\nmetrics: {http: 9464}\n" + SINK,
                "id: x\nmetrics: {otlp: {headers: secret}}\n" + SINK,
                "id: x\noperationDefs: {}\n" + SINK,
                "id: x\nsurce: {}\n" + SINK,
            })
    void wrongManifests(String rest) {
        bothSay(false, SOURCE + rest);
    }

    private static String operation(String execution) {
        return "id: x\noperationDefs: {copy: {kind: trigger, execution: " + execution + "}}";
    }

    @Test
    void theWholeLongFormIsRight() {
        bothSay(true, LongFormTest.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operations: [copy]",
                "operations: {copy: }",
                "operations: {copy: {}}",
                "operations: {copy: copy}",
                "operations: {copy: {$ref: '#/operationDefs/copy'}}",
                "connections: {c: {type: feed}}",
                "configSchema: {type: object}",
            })
    void rightLongForms(String rest) {
        bothSay(true, operation("{type: streaming, source: {type: feed, topic: t}, sink: {type: out}}") + "\n" + rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{source: {type: feed, topic: t}, sink: {type: out}}",
                "{type: streaming, source: {type: feed}, sink: {type: out}}",
                "{type: streaming, source: {type: feed, topic: t}}",
                "{type: streaming, id: y, source: {type: feed, topic: t}, sink: {type: out}}",
                "{type: streaming, source: {type: feed, topic: t}, sink: {type: out}, delivery: once}",
                "streaming",
                "",
            })
    void wrongExecutions(String execution) {
        bothSay(false, operation(execution));
    }
}
