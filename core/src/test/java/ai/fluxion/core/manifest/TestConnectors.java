package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.ConnectorRegistry;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SinkConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.engine.transactions.CheckpointStore;
import ai.fluxion.core.engine.transactions.CheckpointStoreProvider;
import ai.fluxion.core.model.PayloadDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Connectors, formats and a store that declare options of every type; none of them can be made, since nothing may be. */
final class TestConnectors {
    private TestConnectors() {}

    static ManifestCatalog catalog() {
        return ManifestCatalog.of(
                ConnectorRegistry.of(
                        List.of(new Feed(), new BothSource()), List.of(new Table(), new Out(), new BothSink())),
                List.of(new Format("json", List.of()), new Format("csv", csvOptions())),
                List.of(new Store("local"), new Store("remote")));
    }

    /** Finds every map with a key {@code $bad}, and expressions that are {@code $$bad}. */
    static final class Stages implements StageChecker {
        @Override
        public List<Finding> stages(List<?> definitions) {
            List<Finding> findings = new ArrayList<>();
            for (int i = 0; i < definitions.size(); i++) {
                if (definitions.get(i) instanceof java.util.Map<?, ?> map && map.containsKey("$bad")) {
                    findings.add(new Finding(
                            true, "FLX-STAGE-UNKNOWN", List.of(i, "$bad"), "no such stage: " + map.get("$bad")));
                }
            }
            return findings;
        }

        @Override
        public List<Finding> expression(Object definition) {
            return "$$bad".equals(definition)
                    ? List.of(new Finding(true, "FLX-EXPRESSION", List.of(), "no such variable"))
                    : List.of();
        }
    }

    private static List<ConnectorOption> csvOptions() {
        return List.of(
                ConnectorOption.builder("delimiter", ConnectorOption.Type.STRING)
                        .defaultValue(",")
                        .doc("Between fields.")
                        .build(),
                ConnectorOption.builder("header", ConnectorOption.Type.BOOLEAN)
                        .defaultValue("true")
                        .doc("A first line of names.")
                        .build());
    }

    static final class Feed implements SourceConnectorProvider {
        @Override
        public SourceConnectorDescriptor descriptor() {
            return SourceConnectorDescriptor.builder("feed", "Feed").build();
        }

        @Override
        public List<ConnectorOption> options() {
            return List.of(
                    ConnectorOption.builder("topic", ConnectorOption.Type.STRING)
                            .required()
                            .doc("What to read.")
                            .build(),
                    ConnectorOption.builder("servers", ConnectorOption.Type.LIST)
                            .doc("Where to connect.")
                            .build(),
                    ConnectorOption.builder("pollTimeout", ConnectorOption.Type.DURATION)
                            .defaultValue("PT0.5S")
                            .doc("How long a poll waits.")
                            .build(),
                    ConnectorOption.builder("capacity", ConnectorOption.Type.INTEGER)
                            .defaultValue("16")
                            .range(1, 1000)
                            .doc("Batches.")
                            .build(),
                    ConnectorOption.builder("bytes", ConnectorOption.Type.SIZE)
                            .defaultValue("1MiB")
                            .doc("Bytes.")
                            .build(),
                    ConnectorOption.builder("ratio", ConnectorOption.Type.NUMBER)
                            .range(0, 1)
                            .doc("A part.")
                            .build(),
                    ConnectorOption.builder("follow", ConnectorOption.Type.BOOLEAN)
                            .defaultValue("false")
                            .doc("Whether to go on.")
                            .build(),
                    ConnectorOption.builder("start", ConnectorOption.Type.STRING)
                            .allowed("earliest", "latest", "0")
                            .doc("Where to start.")
                            .build(),
                    ConnectorOption.builder("path", ConnectorOption.Type.PATH)
                            .doc("A file.")
                            .build(),
                    ConnectorOption.builder("format", ConnectorOption.Type.FORMAT)
                            .defaultValue("json")
                            .doc("The format.")
                            .build(),
                    ConnectorOption.builder("headers", ConnectorOption.Type.MAP)
                            .doc("Headers.")
                            .build(),
                    ConnectorOption.builder("key", ConnectorOption.Type.EXPRESSION)
                            .doc("The key.")
                            .build(),
                    ConnectorOption.builder("password", ConnectorOption.Type.STRING)
                            .secret()
                            .doc("The password.")
                            .build(),
                    ConnectorOption.builder("pin", ConnectorOption.Type.INTEGER)
                            .secret()
                            .doc("The pin.")
                            .build());
        }

        @Override
        public Set<String> passThroughKeys() {
            return Set.of("enable.auto.commit", "fetch.min.bytes", "ssl.key.password");
        }

        @Override
        public List<OptionProblem> check(SourceConnectorConfig config) {
            List<OptionProblem> problems = new ArrayList<>();
            if (config.getBoolean("enable.auto.commit", false)) {
                problems.add(OptionProblem.error("FLX-FEED-COMMIT", "enable.auto.commit", "the engine commits"));
            }
            if (config.getString("topic", "").startsWith("_")) {
                problems.add(OptionProblem.warning(
                        "FLX-FEED-INTERNAL", "topic", "an internal topic: " + config.getString("topic", "")));
            }
            if (config.has("password") && !config.has("servers")) {
                problems.add(OptionProblem.error(
                        "FLX-FEED-SERVERS", "", "a password needs servers: " + config.getString("password", "")));
            }
            return problems;
        }

        @Override
        public StreamingSource create(SourceConnectorContext context, SourceConnectorConfig config) {
            throw new AssertionError("reading a manifest makes no source");
        }
    }

    static final class Table implements SinkConnectorProvider {
        @Override
        public SinkConnectorDescriptor descriptor() {
            return SinkConnectorDescriptor.builder("table", "Table").build();
        }

        @Override
        public List<ConnectorOption> options() {
            return List.of(
                    ConnectorOption.builder("url", ConnectorOption.Type.STRING)
                            .required()
                            .doc("Where it is.")
                            .build(),
                    ConnectorOption.builder("table", ConnectorOption.Type.STRING)
                            .required()
                            .doc("Its name.")
                            .build());
        }

        @Override
        public StreamingSink create(ConnectorConfig config) {
            throw new AssertionError("reading a manifest makes no sink");
        }
    }

    static final class Out implements SinkConnectorProvider {
        @Override
        public SinkConnectorDescriptor descriptor() {
            return SinkConnectorDescriptor.builder("out", "Out").build();
        }

        @Override
        public List<ConnectorOption> options() {
            return List.of(ConnectorOption.builder("path", ConnectorOption.Type.PATH)
                    .doc("A file.")
                    .build());
        }

        @Override
        public StreamingSink create(ConnectorConfig config) {
            throw new AssertionError("reading a manifest makes no sink");
        }
    }

    private static List<ConnectorOption> texts(String... names) {
        return Arrays.stream(names)
                .map(name -> ConnectorOption.builder(name, ConnectorOption.Type.STRING)
                        .doc("Text.")
                        .build())
                .toList();
    }

    /** Known as a source and as a sink, with options that differ. */
    static final class BothSource implements SourceConnectorProvider {
        @Override
        public SourceConnectorDescriptor descriptor() {
            return SourceConnectorDescriptor.builder("both", "Both").build();
        }

        @Override
        public List<ConnectorOption> options() {
            return texts("host", "from", "common");
        }

        @Override
        public StreamingSource create(SourceConnectorContext context, SourceConnectorConfig config) {
            throw new AssertionError("reading a manifest makes no source");
        }
    }

    /** As {@link BothSource}. */
    static final class BothSink implements SinkConnectorProvider {
        @Override
        public SinkConnectorDescriptor descriptor() {
            return SinkConnectorDescriptor.builder("both", "Both").build();
        }

        @Override
        public List<ConnectorOption> options() {
            return texts("host", "to", "common");
        }

        @Override
        public StreamingSink create(ConnectorConfig config) {
            throw new AssertionError("reading a manifest makes no sink");
        }
    }

    private record Format(String name, List<ConnectorOption> options) implements FormatProvider {
        @Override
        public String doc() {
            return "The format " + name + ".";
        }

        @Override
        public PayloadDecoder decoder(ConnectorConfig config) {
            throw new AssertionError("reading a manifest decodes nothing");
        }

        @Override
        public PayloadEncoder encoder(ConnectorConfig config) {
            throw new AssertionError("reading a manifest encodes nothing");
        }
    }

    private record Store(String type) implements CheckpointStoreProvider {
        @Override
        public List<ConnectorOption> options() {
            return List.of(ConnectorOption.builder("path", ConnectorOption.Type.PATH)
                    .doc("A folder.")
                    .build());
        }

        @Override
        public CheckpointStore create(ConnectorConfig config, Path stateDirectory) {
            throw new AssertionError("reading a manifest makes no store");
        }
    }
}
