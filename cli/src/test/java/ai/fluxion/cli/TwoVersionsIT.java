package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source and a sink of strangers, each with its own version of one library, in the connectors of a distribution. */
class TwoVersionsIT {
    private static final Path DISTRIBUTION = DistributionProcess.BUILT;
    private static final String CONNECTORS = "ai.fluxion.core.engine.connectors.";

    private static final String SOURCE = """
            package com.acme.one;

            import ai.fluxion.core.engine.connectors.*;
            import ai.fluxion.core.model.Document;
            import com.acme.shared.Version;
            import java.util.List;

            public final class OneProvider implements SourceConnectorProvider {
                @Override
                public SourceConnectorDescriptor descriptor() {
                    return SourceConnectorDescriptor.builder("one", "One with library " + Version.number()).build();
                }

                @Override
                public List<ConnectorOption> options() {
                    return List.of();
                }

                @Override
                public StreamingSource create(SourceConnectorContext context, SourceConnectorConfig config) {
                    return new AbstractAsyncStreamingSource(1) {
                        private boolean sent;

                        @Override
                        protected List<Document> poll() {
                            if (sent) {
                                return null;
                            }
                            sent = true;
                            return List.of(Document.of("source", Version.number()));
                        }
                    };
                }
            }
            """;

    private static final String SINK = """
            package com.acme.two;

            import ai.fluxion.core.engine.connectors.*;
            import ai.fluxion.core.model.Document;
            import com.acme.shared.Version;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.nio.file.StandardOpenOption;
            import java.util.List;

            public final class TwoProvider implements SinkConnectorProvider {
                @Override
                public SinkConnectorDescriptor descriptor() {
                    return SinkConnectorDescriptor.builder("two", "Two with library " + Version.number()).build();
                }

                @Override
                public List<ConnectorOption> options() {
                    return List.of(ConnectorOption.builder("target", ConnectorOption.Type.STRING).required().build());
                }

                @Override
                public StreamingSink create(ConnectorConfig config) {
                    return documents -> {
                        for (Document document : documents) {
                            Files.writeString(
                                    Path.of(config.getString("target", null)),
                                    document.with("sink", Version.number())
                                            .with("loader", Thread.currentThread().getContextClassLoader().getName())
                                            .toJson() + System.lineSeparator(),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.APPEND);
                        }
                    };
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void aDistributionWithTwoConnectorsMore() throws IOException {
        home = Files.createDirectory(folder.resolve("fluxion"));
        Files.createSymbolicLink(home.resolve("lib"), DISTRIBUTION.resolve("lib"));
        Files.createDirectory(home.resolve("bin"));
        Files.copy(DISTRIBUTION.resolve("bin/fluxion"), home.resolve("bin/fluxion"));
        connector("one", 1, CONNECTORS + "SourceConnectorProvider", "com.acme.one.OneProvider", SOURCE);
        connector("two", 2, CONNECTORS + "SinkConnectorProvider", "com.acme.two.TwoProvider", SINK);
    }

    private void connector(String name, int version, String service, String provider, String source)
            throws IOException {
        Path own = home.resolve("connectors").resolve(name);
        Path library = own.resolve("shared-" + version + ".jar");
        CompiledJar.make(
                library,
                Map.of(
                        "com.acme.shared.Version",
                        "package com.acme.shared; public final class Version { public static int number() { return "
                                + version + "; } }"),
                Map.of());
        CompiledJar.make(
                own.resolve(name + ".jar"), Map.of(provider, source), Map.of(service, provider), spi(), library);
    }

    private static Path spi() throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(DISTRIBUTION.resolve("lib"), "fluxion-spi-*.jar")) {
            return jars.iterator().next();
        }
    }

    @Test
    void eachSeesItsOwn() throws Exception {
        Ended ended = fluxion("connectors");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("One with library 1", "Two with library 2");
    }

    @Test
    void eachRunsWithItsOwnInOnePipeline() throws Exception {
        Path target = folder.resolve("seen.ndjson");
        Path manifest = Files.writeString(
                folder.resolve("both.yaml"),
                "id: both\nsource: {type: one}\nsink: {type: two, options: {target: " + target + "}}\n");

        Ended ended = fluxion("run", manifest.toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(target).hasContent("{\"source\":1,\"sink\":2,\"loader\":\"two\"}\n");
    }

    @Test
    void aSinkOfDeadLettersRunsWithItsOwnBesideTheSinkOfRecords() throws Exception {
        Path target = folder.resolve("dead.ndjson");
        Path manifest = Files.writeString(folder.resolve("dead.yaml"), """
                id: dead
                source: {type: one}
                stages: [{$set: {number: {$toInt: {$concat: [{$toString: $source}, x]}}}}]
                sink: {type: file, options: {path: out.ndjson}}
                errors: {onInvalid: {deadLetter: {type: two, options: {target: %s}}}}
                """.formatted(target));

        Ended ended = fluxion("run", manifest.toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(target).content().contains("FLX-STAGE-CONVERT", "\"sink\":2,\"loader\":\"two\"");
    }

    private Ended fluxion(String... arguments) throws IOException, InterruptedException {
        return new DistributionProcess(home, folder).run(arguments);
    }
}
