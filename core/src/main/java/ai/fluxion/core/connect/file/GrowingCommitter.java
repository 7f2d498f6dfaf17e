package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.transactions.Committable;
import ai.fluxion.core.engine.transactions.Committer;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.Prepared;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts parts behind what the file holds. Each gets its place before the epoch is made durable; writing it there again has
 * no further effect. What was staged is deleted only once the file is synced; a part whose staged file is gone must stand
 * in the file, which is checked.
 */
final class GrowingCommitter implements Committer {
    private final Path target;
    private final Staging staging;
    private final boolean replaces;
    private final Set<String> preparedHere = new HashSet<>();
    private Grown committed;
    private Grown next;

    /**
     * How far the file has grown.
     *
     * @param format the state of its writer, if it has one
     */
    private record Grown(long end, Optional<Document> format) {
        Document toDocument(Path file) {
            DocumentBuilder all =
                    Document.builder(3).put(FileSink.PATH, file.toString()).put("end", end);
            format.ifPresent(state -> all.put("format", state));
            return all.build();
        }

        static Grown from(Document state) {
            Object format = state.get("format");
            return new Grown(
                    state.getLong("end"), Optional.ofNullable(format instanceof Document known ? known : null));
        }
    }

    private GrowingCommitter(Path target, boolean replaces, Grown grown) {
        this.target = target;
        this.staging = Staging.beside(target);
        this.replaces = replaces;
        this.committed = grown;
        this.next = grown;
    }

    /** @param state of the last checkpoint; empty if there is none: then what is there is looked at */
    static GrowingCommitter open(
            Path target, Compression compression, FileSink.IfExists ifExists, Optional<Document> state)
            throws IOException {
        boolean replaces = ifExists == FileSink.IfExists.REPLACE;
        if (state.isPresent()) {
            return new GrowingCommitter(target, replaces, Grown.from(state.get()));
        }
        long size = Files.exists(target) ? Files.size(target) : 0;
        if (size > 0 && ifExists == FileSink.IfExists.FAIL) {
            throw Failure.fatal("FLX-FILE-EXISTS", "the file is not empty, and there is no checkpoint that knows it")
                    .at(target.toString())
                    .remedy("Choose another path, or `ifExists: append` or `replace`.")
                    .exception();
        }
        if (size > 0 && !replaces && compression == Compression.NONE && !endsWithLine(target, size)) {
            throw append(target, "its last line has no end")
                    .remedy("End it with a newline.")
                    .exception();
        }
        return new GrowingCommitter(target, replaces, new Grown(replaces ? 0 : size, Optional.empty()));
    }

    private static boolean endsWithLine(Path file, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.read(last, size - 1) == 1 && last.get(0) == '\n';
        }
    }

    private static Failure append(Path target, String why) {
        return Failure.fatal("FLX-FILE-APPEND", "records can't stand behind what the file holds: " + why)
                .at(target.toString());
    }

    /** What the writer of the file has to know to go on; empty if nothing, or if it has not begun. */
    Optional<Document> formatState() {
        return committed.format();
    }

    @Override
    public Prepared combine(EpochId epoch, List<Document> committables) {
        List<Document> placed = new ArrayList<>();
        for (Document committable : committables) {
            StagedPart part = StagedPart.from(committable);
            PlacedPart place = place(part);
            Optional<Document> format = part.beginning().map(Beginning::state);
            next = new Grown(place.end(), format);
            preparedHere.add(part.staged());
            placed.add(place.toDocument());
        }
        return new Prepared(placed, Optional.of(next.toDocument(target)));
    }

    private PlacedPart place(StagedPart part) {
        Optional<Document> format = part.beginning().map(Beginning::state);
        if (next.end() == 0) {
            return new PlacedPart(part, 0, replaces);
        }
        if (next.format().isEmpty() && format.isPresent()) {
            throw append(target, "the format has a beginning (columns), and nobody knows that of this file")
                    .remedy("Choose another path, or `ifExists: replace`.")
                    .exception();
        }
        if (!next.format().equals(format)) {
            throw Failure.fatal(
                            "FLX-FILE-FORMAT",
                            "the file was begun as "
                                    + next.format().map(Document::toJson).orElse("{}")
                                    + ", and records were written as "
                                    + format.map(Document::toJson).orElse("{}"))
                    .at(target.toString())
                    .remedy("Name the columns in the format's options, and start again.")
                    .exception();
        }
        return PlacedPart.behind(part, next.end());
    }

    @Override
    public void commit(List<Committable> committables) {
        List<PlacedPart> parts = committables.stream()
                .map(committable -> PlacedPart.from(committable.content()))
                .sorted(Comparator.comparingLong(PlacedPart::offset))
                .toList();
        if (parts.isEmpty()) {
            return;
        }
        try {
            write(parts);
            remove(parts);
        } catch (IOException failed) {
            throw FileFailures.of(failed, target);
        }
        long end = parts.get(parts.size() - 1).end();
        if (end >= committed.end()) {
            committed = new Grown(end, next.format());
        }
        preparedHere.clear();
    }

    private void write(List<PlacedPart> parts) throws IOException {
        PlacedPart first = parts.get(0);
        long end = parts.get(parts.size() - 1).end();
        if (first.replaces() && isStaged(first)) {
            replaceBy(first);
        }
        if (!Files.exists(target)) {
            if (first.offset() > 0 || !isStaged(first)) {
                throw changed("it is gone", first.offset());
            }
            Files.createFile(target);
        }
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (PlacedPart part : parts) {
                write(part, file, end);
            }
            file.force(true);
        }
        if (first.offset() == 0) {
            staging.sync(); // the file may be new
        }
    }

    /** Writes a part, unless it stands there. */
    private void write(PlacedPart part, FileChannel file, long end) throws IOException {
        long size = file.size();
        if (size >= part.end() && part.isIn(file)) {
            return;
        }
        if (!isStaged(part)) {
            throw part.part()
                    .lost(target, "what was staged is gone, and the file does not hold it at byte " + part.offset());
        }
        if (size < part.offset() || size > end) {
            throw changed("it has " + size + " bytes", part.offset());
        }
        part.writeTo(file, part.offset(), checked(part));
    }

    /** Makes a new file of the first part; readers of the old one keep it. */
    private void replaceBy(PlacedPart first) throws IOException {
        Path anew = staging.file(first.part().staged() + ".writing");
        try (FileChannel file = FileChannel.open(
                anew, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            first.writeTo(file, 0, checked(first));
            file.force(true);
        }
        staging.rename(anew, target);
    }

    private boolean isStaged(PlacedPart part) {
        return Files.exists(staging.file(part.part().staged()));
    }

    /** What was staged; looked at if another process did it. */
    private Path checked(PlacedPart part) throws IOException {
        Path staged = staging.file(part.part().staged());
        if (!preparedHere.contains(part.part().staged()) && !part.part().is(staged)) {
            throw part.part().lost(staged, "its content was changed");
        }
        return staged;
    }

    /** The first one first, for good: were it there without the others, it would replace the file again. */
    private void remove(List<PlacedPart> parts) throws IOException {
        for (PlacedPart part : parts) {
            Files.deleteIfExists(staging.file(part.part().staged()));
            if (part.replaces()) {
                staging.sync();
            }
        }
    }

    private FluxionException changed(String found, long expected) {
        return Failure.fatal("FLX-FILE-CHANGED", "somebody else changed the file: " + found + ", expected " + expected)
                .at(target.toString())
                .remedy("Bring it back to " + expected + " bytes; or move it away, and begin anew with `fluxion"
                        + " checkpoint reset`.")
                .exception();
    }

    @Override
    public void abortOthers(EpochId current) {
        try {
            next = committed;
            long size = Files.exists(target) ? Files.size(target) : 0;
            boolean toBeReplaced = replaces && committed.end() == 0;
            if (size != committed.end() && !toBeReplaced) {
                throw changed(size == 0 ? "it is gone" : "it has " + size + " bytes", committed.end());
            }
            staging.removeOthers(current);
        } catch (IOException failed) {
            throw FileFailures.of(failed, target);
        }
    }

    @Override
    public void close() {}
}
