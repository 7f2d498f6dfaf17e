package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.transactions.Committer;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.engine.transactions.TwoPhaseSink;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes records to one file that grows, or, if the path ends with a slash, to a folder in which each epoch of a lane is a
 * file. An epoch is staged under a hidden name in the same folder, synced, and becomes visible when it is committed.
 *
 * <p>What a format writes at the beginning of a file (the header of a CSV) stands once in a file that grows, however many
 * lanes write: the first lane that has a record decides it for all, and it is kept apart until an epoch is the first.
 */
public final class FileSink implements TwoPhaseSink {
    /** In the state of a committer: the file or folder that it is about; that of another one says nothing. */
    static final String PATH = "path";

    /** What to do with what is there. */
    enum IfExists {
        FAIL,
        APPEND,
        REPLACE
    }

    private final boolean folder;
    private final Path path;
    private final Optional<ConnectorConfig> format;
    private final String compressionOption;
    private final IfExists ifExists;
    private final AtomicReference<Beginning> beginning = new AtomicReference<>();

    FileSink(ConnectorConfig config) {
        String text = config.getString(FileSinkProvider.PATH);
        this.folder = isFolder(text);
        this.path = FileFailures.path(text).toAbsolutePath().normalize();
        this.format = config.getFormat(FileSinkProvider.FORMAT.name());
        this.compressionOption = config.getString(FileSinkProvider.COMPRESSION);
        this.ifExists =
                IfExists.valueOf(config.getString(FileSinkProvider.IF_EXISTS).toUpperCase(java.util.Locale.ROOT));
    }

    static boolean isFolder(String path) {
        return path.endsWith("/") || path.endsWith(java.io.File.separator);
    }

    @Override
    public SinkWriter createWriter(WriterContext context) {
        FileFormat of = format(context.sink().services());
        try {
            Path target = target();
            return folder
                    ? new StagedWriter(context, Staging.inFolder(target), compression(), new PartFormat.Whole(of))
                    : new StagedWriter(
                            context,
                            Staging.beside(target),
                            compression(),
                            new PartFormat.Continued(of, compression(), beginning));
        } catch (IOException failed) {
            throw FileFailures.of(failed, path);
        }
    }

    @Override
    public Committer createCommitter(SinkContext context, Optional<Document> remembered) {
        try {
            Path target = target();
            Optional<Document> state = remembered.filter(of -> target.toString().equals(of.get(PATH)));
            if (folder) {
                String ending =
                        format(context.services()).ending() + compression().ending();
                return PartsCommitter.open(target, ending, ifExists, state);
            }
            GrowingCommitter committer = GrowingCommitter.open(target, compression(), ifExists, state);
            beginning.set(committer.formatState().map(Beginning::known).orElse(null));
            return committer;
        } catch (IOException failed) {
            throw FileFailures.of(failed, path);
        }
    }

    private FileFormat format(ConnectorServices services) {
        return FileFormat.of(format, folder ? "" : path.getFileName().toString(), services);
    }

    private Compression compression() {
        return Compression.of(
                compressionOption, folder ? "" : path.getFileName().toString());
    }

    /** The file or folder itself, behind symbolic links; its folder is made if need be. */
    private Path target() throws IOException {
        if (Files.isDirectory(path)) {
            if (!folder) {
                throw FileFailures.notAFile(path, true);
            }
            return path.toRealPath();
        }
        if (Files.exists(path)) {
            if (folder || !Files.isRegularFile(path)) {
                throw FileFailures.notAFile(path, false);
            }
            return path.toRealPath();
        }
        Path parent = folder ? path : path.getParent();
        Staging.makeFolder(parent);
        return folder ? path.toRealPath() : parent.toRealPath().resolve(path.getFileName());
    }

    @Override
    public Document identity() {
        return Document.of(PATH, folder ? path + "/" : path.toString());
    }
}
