package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.ConnectorStreamDescriptor;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.StreamingSource;
import java.util.List;

/** The {@code file} source. */
public final class FileSourceProvider implements SourceConnectorProvider {
    static final ConnectorOption PATH = ConnectorOption.builder("path", ConnectorOption.Type.PATH)
            .required()
            .doc(
                    "The file to read, or a pattern: * and ? within a name, ** across folders, {a,b}, [a-z]. Names that begin"
                            + " with a dot match only a pattern that says so.")
            .build();
    static final ConnectorOption FORMAT = ConnectorOption.builder("format", ConnectorOption.Type.FORMAT)
            .doc("The format of the records; absent: what the file's name means, below .gz and .zst, else ndjson.")
            .build();
    static final ConnectorOption COMPRESSION = ConnectorOption.builder("compression", ConnectorOption.Type.STRING)
            .defaultValue("auto")
            .allowed("auto", "none", "gzip", "zstd")
            .doc("How the file is compressed; auto goes by its name (.gz, .zst).")
            .build();
    static final ConnectorOption FOLLOW = ConnectorOption.builder("follow", ConnectorOption.Type.BOOLEAN)
            .defaultValue("false")
            .doc("Whether to go on with what is appended, and with files that the pattern matches later. A file that is"
                    + " renamed is read to its end, then the new one of its name from its beginning.")
            .build();
    static final ConnectorOption BATCH_SIZE = ConnectorOption.builder("batchSize", ConnectorOption.Type.INTEGER)
            .defaultValue("500")
            .range(1, 100_000)
            .doc("How many records move at once at most.")
            .build();
    static final ConnectorOption BATCH_BYTES = ConnectorOption.builder("batchBytes", ConnectorOption.Type.SIZE)
            .defaultValue("1MiB")
            .range(1, 1L << 30)
            .doc("After how many bytes a batch is full.")
            .build();

    static final ConnectorOption VALIDATE = ConnectorOption.builder("validate", ConnectorOption.Type.BOOLEAN)
            .defaultValue("false")
            .doc("Whether records are decoded, and so checked, even where no stage and no sink looks at them.")
            .build();

    @Override
    public SourceConnectorDescriptor descriptor() {
        return SourceConnectorDescriptor.builder("file", "Files")
                .description("Reads records from a file, or from all files that match a pattern; each is a partition.")
                .kinds(SourceKind.REPLAYABLE)
                .build();
    }

    @Override
    public List<ConnectorOption> options() {
        return List.of(PATH, FORMAT, COMPRESSION, FOLLOW, BATCH_SIZE, BATCH_BYTES, VALIDATE);
    }

    @Override
    public StreamingSource create(SourceConnectorContext context, SourceConnectorConfig config) {
        return new FileSource(context.services(), config);
    }

    @Override
    public List<OptionProblem> check(SourceConnectorConfig config) {
        if (!config.has(PATH.name())) {
            return List.of();
        }
        try {
            FilePattern.of(config.getString(PATH));
            return List.of();
        } catch (FluxionException wrong) {
            return List.of(OptionProblem.error(
                    wrong.failure().code(), PATH.name(), wrong.failure().message()));
        }
    }

    @Override
    public List<ConnectorStreamDescriptor> discoverStreams(
            SourceConnectorContext context, SourceConnectorConfig config) {
        return new FileDiscovery(context.services(), config).streams();
    }
}
