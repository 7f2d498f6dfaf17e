package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.engine.formats.RecordReader;
import ai.fluxion.core.model.Document;
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

/** A file that is being read. It stays the same file when another takes its name. */
final class OpenFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final Object identity;
    private final Compression compression;
    private final boolean growing;
    private final StreamId stream;
    private final RecordMetadata.Builder metadata;
    private final List<InputStream> streams = new ArrayList<>();
    private Fingerprint fingerprint;
    private ChannelStream packed;
    private RecordReader records;
    private boolean ended;

    private OpenFile(Path path, FileChannel channel, Object identity, Compression compression, boolean growing)
            throws IOException {
        this.path = path;
        this.channel = channel;
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
            try {
                if (identity(path).equals(Optional.of(identity))) { // else another one took its name just now
                    OpenFile file = new OpenFile(path, channel, identity, compression, growing);
                    file.begin(format, start);
                    return file;
                }
            } catch (IOException | RuntimeException failed) {
                channel.close();
                throw failed;
            }
            channel.close();
        }
    }

    private void begin(FileFormat format, Optional<Offset> start) throws IOException {
        long offset = 0;
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

    private InputStream unpackedFrom(long offset) throws IOException {
        if (compression == Compression.NONE) {
            packed = new ChannelStream(channel, offset);
            return packed;
        }
        packed = new ChannelStream(channel, 0);
        InputStream unpacked = compression.unpack(packed, growing);
        streams.add(unpacked);
        byte[] skipped = new byte[1 << 16];
        for (long left = offset; left > 0; ) {
            int count = unpacked.read(skipped, 0, (int) Math.min(left, skipped.length));
            if (count < 0) {
                throw tooShort(offset - left, offset);
            }
            left -= count;
        }
        return unpacked;
    }

    private FluxionException tooShort(long length, long offset) {
        return FileFailures.origin(path, "it holds " + length + " bytes and was read up to byte " + offset);
    }

    /**
     * What is there of the next records.
     *
     * @param complete whether nothing will be appended: then the last record may lack its end
     * @return as many as make a batch; none if the end was reached
     */
    List<Document> read(int most, long mostBytes, boolean complete) throws IOException {
        List<Document> documents = new ArrayList<>(Math.min(most, 512));
        long from = records.offset();
        try {
            while (documents.size() < most && records.offset() - from < mostBytes) {
                Document document = records.next(complete, metadata);
                if (document == null) {
                    ended = complete;
                    break;
                }
                documents.add(document);
            }
        } catch (FluxionException failed) {
            throw failed.failure().place().isEmpty()
                    ? failed.failure().at(place()).exception()
                    : failed;
        }
        if (growing && fingerprint.partial()) {
            fingerprint = Fingerprint.of(channel);
        }
        return documents;
    }

    private String place() {
        return path + ", byte " + records.offset();
    }

    /** True once all was read of a file that is complete. */
    boolean ended() {
        return ended;
    }

    Batch.Records batch(List<Document> documents) throws IOException {
        return new Batch.Records(stream, Optional.empty(), documents, position(), true);
    }

    /** Behind the last record that was read. */
    Position position() throws IOException {
        Document.Builder value = Document.builder(3).put(Offset.FIELD, records.offset());
        if (ended) {
            value.put(FileSource.DONE, true).put(FileSource.SIZE, channel.size());
        }
        return Position.of(stream.name(), new Offset(value.build(), fingerprint.toDocument()));
    }

    Path path() {
        return path;
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

    @Override
    public void close() throws IOException {
        if (records != null) {
            records.close();
        }
        for (InputStream opened : streams) {
            opened.close();
        }
        channel.close();
    }
}
