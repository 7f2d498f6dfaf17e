package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.transactions.Committable;
import ai.fluxion.core.engine.transactions.Committer;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.Prepared;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the parts of a folder their visible names, {@code part-INCARNATION-EPOCH-LANE.ndjson}: they sort as the records
 * came, and those of one history never take a name of another.
 */
final class PartsCommitter implements Committer {
    private static final String NAME = "name";

    private final Path folder;
    private final Staging staging;
    private final String ending;
    private final Set<String> preparedHere = new HashSet<>();

    private PartsCommitter(Path folder, String ending) {
        this.folder = folder;
        this.staging = Staging.inFolder(folder);
        this.ending = ending;
    }

    /**
     * @param ending what the names of parts end with
     * @param state of the last checkpoint; empty if there is none: then what is there is looked at
     */
    static PartsCommitter open(Path folder, String ending, FileSink.IfExists ifExists, Optional<Document> state)
            throws IOException {
        if (ifExists == FileSink.IfExists.REPLACE) {
            throw Failure.fatal("FLX-FILE-REPLACE", "a folder can't be replaced")
                    .at("ifExists")
                    .remedy("Empty it, or choose `append`.")
                    .exception();
        }
        if (state.isEmpty() && ifExists == FileSink.IfExists.FAIL && holdsFiles(folder)) {
            throw Failure.fatal("FLX-FILE-EXISTS", "there are files in the folder, and no checkpoint that knows them")
                    .at(folder.toString())
                    .remedy("Choose another folder, or `ifExists: append`.")
                    .exception();
        }
        return new PartsCommitter(folder, ending);
    }

    private static boolean holdsFiles(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (!file.getFileName().toString().startsWith(".")) {
                    return true;
                }
            }
            return false;
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
    }

    @Override
    public Prepared combine(EpochId epoch, List<Document> committables) {
        List<Document> named = new ArrayList<>();
        for (Document committable : committables) {
            StagedPart part = StagedPart.from(committable);
            preparedHere.add(part.staged());
            named.add(part.fill(Document.builder())
                    .put(NAME, visibleName(epoch, part.lane()))
                    .build());
        }
        return new Prepared(named, Optional.of(Document.of(FileSink.PATH, folder.toString())));
    }

    private String visibleName(EpochId epoch, int lane) {
        String incarnation = Staging.plain(epoch.incarnation());
        String history = incarnation.substring(0, Math.min(8, incarnation.length()));
        return "part-%s-%010d-%d%s".formatted(history, epoch.epoch(), lane, ending);
    }

    @Override
    public void commit(List<Committable> committables) {
        try {
            for (Committable committable : committables) {
                commit(committable.content());
            }
            staging.sync();
            preparedHere.clear();
        } catch (IOException failed) {
            throw FileFailures.of(failed, folder);
        }
    }

    private void commit(Document committable) throws IOException {
        StagedPart part = StagedPart.from(committable);
        if (!(committable.get(NAME) instanceof String name)) {
            throw StagedPart.malformed(committable, new IllegalArgumentException("no " + NAME));
        }
        Path visible = staging.file(name);
        Path staged = staging.file(part.staged());
        if (Files.exists(visible)) {
            if (!part.is(visible)) {
                throw Failure.fatal("FLX-FILE-CHANGED", "there is another file of the name that a part is to get")
                        .at(visible.toString())
                        .remedy("Move it away, and start again.")
                        .exception();
            }
            Files.deleteIfExists(staged);
            return;
        }
        if (!Files.exists(staged)) {
            throw part.lost(visible, "neither it nor this file is there");
        }
        if (!preparedHere.contains(part.staged()) && !part.is(staged)) {
            throw part.lost(staged, "its content was changed");
        }
        Files.move(staged, visible, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void abortOthers(EpochId current) {
        try {
            staging.removeOthers(current);
        } catch (IOException failed) {
            throw FileFailures.of(failed, folder);
        }
    }

    @Override
    public void close() {}
}
