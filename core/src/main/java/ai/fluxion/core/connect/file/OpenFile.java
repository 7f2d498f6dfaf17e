package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.engine.formats.RecordReader;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import ai.fluxion.core.model.RecordMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is being read. It stays the same file when another takes its name. */
final class OpenFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFile.class);

    private final Path path;
    private final FileChannel channel;
    private final Object identity;
    private final Compression compression;
    private final boolean growing;
    private final StreamId stream;
    private final RecordMetadata.Builder metadata;
    private final List<InputStream> streams = new ArrayList<>();
    private final FileFormat format;
    private Fingerprint fingerprint;
    private ChannelStream packed;
    private RecordReader records;
    private long offset;
    private long sizeAtEnd = -1;
    private Exception failure; // found behind records that were handed out first

    private OpenFile(
            Path path,
            FileChannel channel,
            Object identity,
            FileFormat format,
            Compression compression,
            boolean growing)
            throws IOException {
        this.path = path;
        this.channel = channel;
        this.format = format;
        this.identity = identity;
        this.compression = compression;
        this.growing = growing;
        this.stream = StreamId.of(path.toString());
        this.metadata = RecordMetadata.builder().stream(stream.name())
                .partition(stream.name())
                .attributes(Document.of("file", path.getFileName().toString()));
        this.fingerprint = Fingerprint.of(channel);
    }

    static OpenFile open(Path path, FileFormat format, Compression compression, boolean growing, Optional<Offset> start)
            throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw FileFailures.notAFile(path, Files.isDirectory(path));
        }
        while (true) {
            Object identity = identity(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            OpenFile file;
            try {
                file = new OpenFile(path, channel, identity, format, compression, growing);
            } catch (IOException failed) {
                channel.close();
                throw failed;
            }
            try {
                if (identity(path).equals(Optional.of(identity))) { // else another one took its name just now
                    file.begin(start);
                    return file;
                }
            } catch (IOException | RuntimeException failed) {
                file.close();
                throw failed;
            }
            file.close();
        }
    }

    private void begin(Optional<Offset> start) throws IOException {
        if (start.isPresent()) {
            offset = start.get().number();
            if (!Fingerprint.fits(start.get().origin(), channel)) {
                throw FileFailures.origin(path, "it does not begin with the same bytes");
            }
            if (compression == Compression.NONE && channel.size() < offset) {
                throw tooShort(channel.size(), offset);
            }
        }
        records = format.reader(this::unpackedFrom, offset);
    }

    private InputStream unpackedFrom(long place) throws IOException {
        if (compression == Compression.NONE) {
            packed = new ChannelStream(channel, place);
            return packed;
        }
        packed = new ChannelStream(channel, 0);
        InputStream unpacked = compression.unpack(packed, growing);
        streams.add(unpacked);
        byte[] skipped = new byte[1 << 16];
        for (long left = place; left > 0; ) {
            int count = unpacked.read(skipped, 0, (int) Math.min(left, skipped.length));
            if (count < 0) {
                throw tooShort(place - left, place);
            }
            left -= count;
        }
        return unpacked;
    }

    private FluxionException tooShort(long length, long place) {
        return FileFailures.origin(path, "it holds " + length + " bytes and was read up to byte " + place);
    }

    /**
     * What is there of the next records. A failure is thrown only once the records before it were handed out; after it,
     * reading may be tried again and goes on behind them.
     *
     * @param complete whether nothing will be appended: then the last record may lack its end
     * @return as many as make a batch; none if the end was reached
     */
    List<Document> read(int most, long mostBytes, boolean complete) throws IOException {
        if (failure != null) {
            Exception known = failure;
            failure = null;
            beginAgain();
            throw rethrown(known);
        }
        List<Document> documents = new ArrayList<>(Math.min(most, 512));
        long from = offset;
        try {
            while (documents.size() < most && offset - from < mostBytes) {
                Document document = records.next(complete, metadata);
                offset = records.offset();
                if (document == null) {
                    sizeAtEnd = complete ? channel.size() : -1;
                    break;
                }
                documents.add(document);
            }
            if (growing && fingerprint.partial()) {
                fingerprint = Fingerprint.of(channel);
            }
        } catch (IOException | FluxionException failed) {
            failure = failed;
            return documents.isEmpty() ? read(most, mostBytes, complete) : documents;
        }
        return documents;
    }

    /** A reader that failed may have lost what it had buffered. */
    private void beginAgain() throws IOException {
        records.close();
        records = format.reader(this::unpackedFrom, offset);
    }

    private IOException rethrown(Exception failed) {
        if (failed instanceof FluxionException known) {
            throw known.failure().place().isEmpty()
                    ? known.failure().at(path + ", byte " + offset).exception()
                    : known;
        }
        return (IOException) failed;
    }

    /** True once all was read of a file that is complete. */
    boolean ended() {
        return sizeAtEnd >= 0;
    }

    Batch.Records batch(List<Document> documents) {
        return new Batch.Records(stream, Optional.empty(), documents, position(), true);
    }

    /** Behind the last record that was read. */
    Position position() {
        DocumentBuilder value = Document.builder(3).put(Offset.FIELD, offset);
        if (ended()) {
            value.put(FileSource.DONE, true).put(FileSource.SIZE, sizeAtEnd);
        }
        return Position.of(stream.name(), new Offset(value.build(), fingerprint.toDocument()));
    }

    Path path() {
        return path;
    }

    /** How many bytes of the file were not read yet; packed ones where it is compressed. */
    long bytesLeft() throws IOException {
        return Math.max(0, channel.size() - (compression == Compression.NONE ? offset : packed.position()));
    }

    boolean isEmpty() throws IOException {
        return channel.size() == 0;
    }

    /** Whether it is the one that the path means now. */
    boolean is(Object other) {
        return identity.equals(other);
    }

    /** Whether what was read is not there any more: somebody cut the file and writes it anew. */
    boolean wasCut() throws IOException {
        return channel.size() < packed.position() || !fingerprint.fits(channel);
    }

    /** What tells the file that a path means now from others; empty if there is none. */
    static Optional<Object> identity(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        Object key = attributes.fileKey();
        return Optional.of(key == null ? attributes.creationTime() : key);
    }

    /** Closes what can be closed: all that was to be had of it was read. */
    @Override
    public void close() {
        try (FileChannel closing = channel) {
            if (records != null) {
                records.close();
            }
            for (InputStream opened : streams) {
                opened.close();
            }
        } catch (IOException harmless) {
            LOG.debug("a file that was read could not be closed path={}", path, harmless);
        }
    }
}
