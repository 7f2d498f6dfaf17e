package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one path means in the course of time. When the file is renamed or deleted it is read to its end all the same, and
 * then what took its name from its beginning: not before there is something in it, since its writer may go on with the
 * old one until then. A file that gets the name and loses it again between two looks (half a second) is not noticed.
 */
final class FollowedFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedFile.class);
    private static final long LOOK_NANOS = Duration.ofMillis(500).toNanos();
    /** How long a file's writer may go on after its file has lost its name and nothing took it. */
    private static final long FAREWELL_NANOS = Duration.ofSeconds(2).toNanos();

    private final FileSource source;
    private final Path path;
    private final Deque<OpenFile> files = new ArrayDeque<>();
    private long lookedAt;
    private long namelessSince;
    private boolean nameless;

    FollowedFile(FileSource source, Path path, Optional<Offset> start) throws IOException {
        this.source = source;
        this.path = path;
        this.files.add(source.open(path, start));
        this.lookedAt = System.nanoTime();
    }

    Path path() {
        return path;
    }

    /** Records, or the mark that a file is done; null if there is nothing now. */
    Batch next() throws IOException {
        OpenFile file = files.peek();
        if (file != null) {
            List<Document> documents = read(file, false);
            if (!documents.isEmpty()) {
                return file.batch(documents);
            }
        }
        if (System.nanoTime() - lookedAt < LOOK_NANOS) {
            return null;
        }
        look();
        return file != null && isLeft() ? leave(file) : null;
    }

    /** Says how much is left of the file that is being read. */
    void look(BytesLeft left) throws IOException {
        OpenFile file = files.peek();
        if (file != null) {
            left.look(file);
        }
    }

    private List<Document> read(OpenFile file, boolean complete) throws IOException {
        return file.read(source.batchSize(), source.batchBytes(), complete);
    }

    /** Looks what the path means now. */
    void look() throws IOException {
        lookedAt = System.nanoTime();
        OpenFile last = files.peekLast();
        Optional<Object> now = OpenFile.identity(path);
        if (now.isEmpty()) {
            namelessSince = nameless ? namelessSince : lookedAt;
            nameless = true;
            return;
        }
        nameless = false;
        if (last != null && last.is(now.get())) {
            if (last.wasCut()) {
                throw Failure.fatal("FLX-FILE-CUT", "the file was cut while it was read; what it held may be lost")
                        .at(path.toString())
                        .remedy("Rotate by renaming, not by copying and cutting; begin anew with `fluxion checkpoint"
                                + " reset`, or say where to go on with `fluxion checkpoint set`.")
                        .exception();
            }
            return;
        }
        try {
            files.add(source.open(path, Optional.empty()));
            LOG.info("another file took the name path={}", path);
        } catch (NoSuchFileException goneAgain) {
            nameless = true;
            namelessSince = lookedAt;
        }
    }

    private boolean isLeft() throws IOException {
        if (files.size() > 1) {
            return files.size() > 2 || !files.peekLast().isEmpty();
        }
        return nameless && lookedAt - namelessSince >= FAREWELL_NANOS;
    }

    /** Reads the rest of a file that nobody writes to any more, and lets it go. */
    private Batch leave(OpenFile file) throws IOException {
        List<Document> rest = read(file, true);
        Batch batch = rest.isEmpty() ? new Batch.Progress(file.position(), false) : file.batch(rest);
        if (file.ended()) {
            files.remove();
            file.close();
        }
        return batch;
    }

    @Override
    public void close() {
        files.forEach(OpenFile::close);
        files.clear();
    }
}
