package ai.fluxion.core.checkpoint;

import ai.fluxion.core.checkpoint.CheckpointFile.Found;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.model.Bytes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pieces of state too large for a checkpoint, each a file with a checksum. The folder is made with the first. */
final class LocalStates {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStates.class);

    private final Path folder;

    LocalStates(Path folder) {
        this.folder = folder;
    }

    void save(String name, Bytes state) {
        Path file = file(name);
        try {
            DurableFiles.createDirectories(folder);
            CheckpointFile.write(file, state);
        } catch (IOException cause) {
            throw Failure.fatal(
                            "FLX-STATE-WRITE",
                            "a state of " + state.length() + " bytes can't be written: " + StateDirectory.reason(cause))
                    .at(file.toString())
                    .remedy("Make room, or make the folder writable; the checkpoint before is still whole.")
                    .cause(cause)
                    .exception();
        }
    }

    Bytes load(String name) {
        Path file = file(name);
        try {
            if (CheckpointFile.read(file) instanceof Found.Whole whole) {
                return whole.checkpoint();
            }
        } catch (NoSuchFileException gone) {
            throw lost(file, "is gone");
        } catch (IOException cause) {
            throw lost(file, "can't be read: " + StateDirectory.reason(cause));
        }
        throw lost(file, "is damaged");
    }

    private static RuntimeException lost(Path file, String how) {
        return Failure.fatal("FLX-STATE-LOST", "the state that the checkpoint refers to " + how)
                .at(file.toString())
                .remedy("Restore it from a backup, or begin anew with `fluxion checkpoint reset`.")
                .exception();
    }

    /** Removes all but these; what can't be removed does no harm. */
    void retain(Set<String> names) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!names.contains(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException cause) {
            LOG.warn("event=state-not-removed folder={} reason={}", folder, StateDirectory.reason(cause));
        }
    }

    private Path file(String name) {
        if (!name.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("no name for a state: " + name);
        }
        return folder.resolve(name);
    }
}
