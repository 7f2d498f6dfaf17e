package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SinkConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.StreamingSink;
import java.util.List;

/** The {@code file} sink. */
public final class FileSinkProvider implements SinkConnectorProvider {
    static final ConnectorOption PATH = ConnectorOption.builder("path", ConnectorOption.Type.PATH)
            .required()
            .doc(
                    "The file to write; one that ends with a slash is a folder, in which each epoch makes a file of its own.")
            .build();
    static final ConnectorOption FORMAT = ConnectorOption.builder("format", ConnectorOption.Type.FORMAT)
            .doc("The format of the records; absent: what the file's name means, below .gz and .zst, else ndjson.")
            .build();
    static final ConnectorOption COMPRESSION = ConnectorOption.builder("compression", ConnectorOption.Type.STRING)
            .defaultValue("auto")
            .allowed("auto", "none", "gzip", "zstd")
            .doc("How to compress, one member or frame for each epoch; auto goes by the file's name (.gz, .zst).")
            .build();
    static final ConnectorOption IF_EXISTS = ConnectorOption.builder("ifExists", ConnectorOption.Type.STRING)
            .defaultValue("fail")
            .allowed("fail", "append", "replace")
            .doc(
                    "What to do, where there is no checkpoint, with a file that exists and is not empty, or a folder that holds"
                            + " files: fail, append to it, or replace the file when the first records are committed.")
            .build();

    @Override
    public SinkConnectorDescriptor descriptor() {
        return SinkConnectorDescriptor.builder("file", "Files")
                .description("Writes records to one file that grows, or to a folder of files. Readers see only what is"
                        + " committed.")
                .kinds(SinkKind.TWO_PHASE)
                .build();
    }

    @Override
    public List<ConnectorOption> options() {
        return List.of(PATH, FORMAT, COMPRESSION, IF_EXISTS);
    }

    @Override
    public StreamingSink create(ConnectorConfig config) {
        return new FileSink(config);
    }

    @Override
    public List<OptionProblem> check(ConnectorConfig config) {
        if (!config.has(PATH.name())) {
            return List.of();
        }
        String path = config.getString(PATH);
        try {
            FileFailures.path(path);
        } catch (FluxionException wrong) {
            return List.of(OptionProblem.error(
                    wrong.failure().code(), PATH.name(), wrong.failure().message()));
        }
        if (FileSink.isFolder(path) && config.getString(IF_EXISTS).equals("replace")) {
            return List.of(OptionProblem.error(
                    "FLX-FILE-REPLACE", IF_EXISTS.name(), "a folder can't be replaced: empty it, or choose append"));
        }
        return List.of();
    }
}
