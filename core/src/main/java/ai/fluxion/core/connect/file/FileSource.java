package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.PartitionedSource;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SeekableSource;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.SplitEnumerator;
import ai.fluxion.core.engine.connectors.SplitReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads records from files. A partition is a file, named by its absolute path; an offset is the place of the next record
 * in the unpacked file; its origin is a {@link Fingerprint}.
 *
 * <p>A position in a file that is not the same any more, or is shorter, is a fatal failure with the choices. A file that was
 * read to its end without {@code follow} is marked as done, and may go away.
 */
public final class FileSource implements PartitionedSource, SeekableSource {
    /** In an offset: the file was read to its end, and was so many bytes long, packed. */
    static final String DONE = "done";

    static final String SIZE = "size";

    private final ConnectorServices services;
    private final FilePattern pattern;
    private final Optional<ConnectorConfig> format;
    private final String compression;
    private final boolean follow;
    private final int batchSize;
    private final long batchBytes;

    FileSource(ConnectorServices services, ConnectorConfig config) {
        this.services = services;
        this.pattern = FilePattern.of(config.getString(FileSourceProvider.PATH));
        this.format = config.getFormat(FileSourceProvider.FORMAT.name());
        this.compression = config.getString(FileSourceProvider.COMPRESSION);
        this.follow = config.getBoolean(FileSourceProvider.FOLLOW);
        this.batchSize = config.getInt(FileSourceProvider.BATCH_SIZE);
        this.batchBytes = config.getSize(FileSourceProvider.BATCH_BYTES);
    }

    @Override
    public SourceKind kind() {
        return SourceKind.REPLAYABLE;
    }

    @Override
    public SplitEnumerator createEnumerator() {
        return new FileEnumerator(pattern, follow);
    }

    @Override
    public SplitReader createReader(int lane) {
        return follow ? new FollowingReader(this) : new EndingReader(this);
    }

    /**
     * Opens a file at an offset.
     *
     * @param start empty for its beginning
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if it is not the file that the offset points into
     */
    OpenFile open(Path path, Optional<Offset> start) throws IOException {
        String name = path.getFileName().toString();
        return OpenFile.open(
                path, FileFormat.of(format, name, services), Compression.of(compression, name), follow, start);
    }

    /** How many records move at once at most. */
    int batchSize() {
        return batchSize;
    }

    /** After how many bytes a batch is full. */
    long batchBytes() {
        return batchBytes;
    }

    @Override
    public Position seek(Optional<Instant> time) throws IOException {
        if (time.isPresent()) {
            throw Failure.fatal("FLX-FILE-NO-TIME", "a file does not say when its records happened")
                    .remedy("Set offsets in bytes, or --beginning.")
                    .exception();
        }
        Map<String, Offset> beginnings = new TreeMap<>();
        for (Path file : pattern.list()) {
            beginnings.put(file.toString(), Offset.of(0));
        }
        return Position.of(beginnings);
    }
}
