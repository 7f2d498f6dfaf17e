package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitEnumerator;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the files of a pattern, and looks whether those of the last checkpoint are still there. */
final class FileEnumerator implements SplitEnumerator {
    private static final Logger LOG = LoggerFactory.getLogger(FileEnumerator.class);

    private final FilePattern pattern;
    private final boolean follow;
    private final Set<Path> known = new HashSet<>();
    private final Map<Object, Seen> seen = new HashMap<>();
    private Position position = Position.empty();
    private boolean first = true;

    private record Seen(Path path, Fingerprint fingerprint) {}

    FileEnumerator(FilePattern pattern, boolean follow) {
        this.pattern = pattern;
        this.follow = follow;
    }

    @Override
    public void open(Position last, Optional<Document> state) {
        position = last;
        last.offsets().forEach((partition, offset) -> {
            Path path = Path.of(partition);
            if (!pattern.matches(path)) {
                LOG.warn("the checkpoint knows a file that is not read any more path={}", path);
            } else if (!isDone(offset) && !Files.exists(path)) {
                throw Failure.fatal("FLX-FILE-GONE", "the file is gone, and was read only up to " + offset)
                        .at(partition)
                        .remedy("Put the file back; or give it up with `fluxion checkpoint reset`.")
                        .exception();
            }
        });
    }

    @Override
    public List<Split> discover() {
        List<Path> files = list();
        if (first && files.isEmpty() && position.isEmpty()) {
            nothingFound();
        }
        List<Split> splits = new ArrayList<>();
        List<Path> found = new ArrayList<>();
        for (Path file : files) {
            try {
                if (follow) {
                    refuseRenamed(file);
                }
                if (!known.contains(file)) {
                    split(file).ifPresent(splits::add);
                    found.add(file);
                }
            } catch (NoSuchFileException goneAgain) {
                LOG.debug("a file was gone before it was read path={}", file);
            } catch (IOException failed) {
                throw FileFailures.of(failed, file);
            }
        }
        known.addAll(found); // only now: a failure in between is met again by the next call
        first = false;
        return splits;
    }

    private List<Path> list() {
        try {
            return pattern.list();
        } catch (IOException failed) {
            throw FileFailures.of(failed, pattern.base());
        }
    }

    private void nothingFound() {
        if (follow) {
            LOG.warn("nothing matches yet path={}", pattern);
            return;
        }
        throw FileFailures.none(pattern);
    }

    /** What is left to read of a file; empty if nothing is. */
    private Optional<Split> split(Path file) throws IOException {
        String partition = file.toString();
        Optional<Offset> start = position.offset(partition);
        if (start.isPresent() && isDone(start.get())) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                boolean same = Fingerprint.fits(start.get().origin(), channel);
                if (same && !follow && isAsLong(start.get(), channel.size())) {
                    return Optional.empty();
                }
                if (!same && follow) {
                    start = Optional.empty();
                }
            }
        }
        return Optional.of(new Split(partition, start, Document.empty()));
    }

    private static boolean isDone(Offset offset) {
        return Boolean.TRUE.equals(offset.value().get(FileSource.DONE));
    }

    private static boolean isAsLong(Offset done, long size) {
        return done.value().get(FileSource.SIZE) instanceof Number then && then.longValue() == size;
    }

    /** A file that was read under another name, which it lost, would be read twice. */
    private void refuseRenamed(Path file) throws IOException {
        Object identity = OpenFile.identity(file).orElseThrow(() -> new NoSuchFileException(file.toString()));
        Seen before = seen.get(identity);
        boolean sameName = before != null && before.path().equals(file);
        if (sameName && !before.fingerprint().partial()) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (before != null
                    && !sameName
                    && before.fingerprint().length() > 0
                    && before.fingerprint().fits(channel)
                    && !OpenFile.identity(before.path()).equals(Optional.of(identity))) {
                throw Failure.fatal("FLX-FILE-RENAMED", "this is " + before.path() + ", which was read under that name")
                        .at(file.toString())
                        .remedy("Choose a pattern that does not match the names that files are rotated to.")
                        .exception();
            }
            seen.put(identity, new Seen(file, Fingerprint.of(channel)));
        }
    }

    @Override
    public boolean isComplete() {
        return !follow && !first;
    }

    @Override
    public void close() {}
}
