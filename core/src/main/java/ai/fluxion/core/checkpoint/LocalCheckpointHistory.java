package ai.fluxion.core.checkpoint;

import ai.fluxion.core.checkpoint.CheckpointFile.Found;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.transactions.CheckpointHistory;
import ai.fluxion.core.model.Bytes;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pipeline's checkpoints as files of a folder, for as long as its lock is held. */
final class LocalCheckpointHistory implements CheckpointHistory {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCheckpointHistory.class);
    private static final long NONE = -1;

    private final Path folder;
    private final int retain;
    private final PipelineLock lock;
    private final LocalStates states;
    private final Set<Path> damaged = new HashSet<>(); // newer than the newest whole one, and worth nothing
    private boolean looked;
    private long newest = NONE;
    private boolean closed;

    private LocalCheckpointHistory(Path folder, int retain, PipelineLock lock) {
        this.folder = folder;
        this.retain = retain;
        this.lock = lock;
        this.states = new LocalStates(folder.resolveSibling("state"));
    }

    /** Takes over the lock, if it returns. */
    static LocalCheckpointHistory open(Path folder, int retain, PipelineLock lock) throws IOException {
        DurableFiles.createDirectories(folder);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, DurableFiles::isTemporary)) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        } catch (DirectoryIteratorException thrown) {
            throw thrown.getCause();
        }
        return new LocalCheckpointHistory(folder, retain, lock);
    }

    @Override
    public Latest latest() {
        requireOpen();
        List<String> warnings = new ArrayList<>();
        List<Path> files = newestFirst();
        String firstWrong = "";
        for (Path file : files) {
            Found found = read(file);
            if (found instanceof Found.Whole whole) {
                looked = true;
                newest = CheckpointFile.sequence(file).orElseThrow();
                return new Latest(Optional.of(whole.checkpoint()), warnings);
            }
            if (found instanceof Found.Newer newer) {
                throw writtenByNewer(file, newer.version());
            }
            String wrong = ((Found.Damaged) found).why();
            firstWrong = warnings.isEmpty() ? wrong : firstWrong;
            damaged.add(file);
            warnings.add(file + ": the checkpoint is damaged, the one before it is used: " + wrong);
        }
        if (!files.isEmpty()) {
            throw noneIsWhole(files.get(0), files.size(), firstWrong);
        }
        looked = true;
        return new Latest(Optional.empty(), warnings);
    }

    private static RuntimeException writtenByNewer(Path file, int version) {
        return Failure.fatal(
                        "FLX-CHECKPOINT-VERSION",
                        "the checkpoint was written by a newer version of Fluxion, in a form (" + version
                                + ") that this one does not know")
                .at(file.toString())
                .remedy("Run the pipeline with that version, or with a newer one.")
                .exception();
    }

    private static RuntimeException noneIsWhole(Path newest, int count, String wrong) {
        return Failure.fatal(
                        "FLX-CHECKPOINT-CORRUPT",
                        "none of the checkpoints (" + count + ") is whole; of the newest: " + wrong)
                .at(newest.toString())
                .remedy("Restore the folder from a backup; or forget all progress by `fluxion checkpoint reset`, then"
                        + " the pipeline begins as its source's options say, or as `fluxion checkpoint set` says.")
                .exception();
    }

    private static Found read(Path file) {
        try {
            return CheckpointFile.read(file);
        } catch (IOException cause) {
            throw Failure.fatal("FLX-STATE-READ", "the checkpoint can't be read: " + StateDirectory.reason(cause))
                    .at(file.toString())
                    .remedy("Make it readable; or remove it, then the one before it is used, and what came after it is"
                            + " done again.")
                    .cause(cause)
                    .exception();
        }
    }

    private List<Path> newestFirst() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> CheckpointFile.sequence(file).isPresent())
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        } catch (IOException cause) {
            throw Failure.fatal("FLX-STATE-READ", "the checkpoints can't be listed: " + StateDirectory.reason(cause))
                    .at(folder.toString())
                    .remedy("The folder and all in it must be this user's.")
                    .cause(cause)
                    .exception();
        }
    }

    /** @throws IllegalArgumentException if the sequence is not greater than that of the newest whole checkpoint */
    @Override
    public void save(long sequence, Bytes checkpoint) {
        requireOpen();
        if (!looked) {
            latest();
        }
        if (sequence <= newest) {
            throw new IllegalArgumentException("checkpoint " + sequence + " after " + newest);
        }
        Path file = folder.resolve(CheckpointFile.name(sequence));
        try {
            CheckpointFile.write(file, checkpoint);
        } catch (IOException cause) {
            throw Failure.fatal(
                            "FLX-STATE-WRITE",
                            "a checkpoint of " + checkpoint.length() + " bytes can't be written: "
                                    + StateDirectory.reason(cause) + freeSpace())
                    .at(file.toString())
                    .remedy("Make room, or make the folder writable; the checkpoint before is still whole, and the"
                            + " pipeline goes on from it when it is started again.")
                    .cause(cause)
                    .exception();
        }
        newest = sequence;
        damaged.remove(file);
        removeOlder();
    }

    private String freeSpace() {
        try {
            return "; " + Files.getFileStore(folder).getUsableSpace() / (1 << 20) + " MiB are free";
        } catch (IOException unknown) {
            return "";
        }
    }

    /** The new one is durable, so what can't be removed now does no harm. */
    private void removeOlder() {
        List<Path> files = newestFirst();
        long kept = 0;
        for (Path file : files) {
            boolean keep = !damaged.contains(file) && kept < retain;
            if (keep) {
                kept++;
            } else {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException cause) {
                    LOG.warn("event=checkpoint-not-removed file={} reason={}", file, StateDirectory.reason(cause));
                }
            }
        }
        damaged.clear();
    }

    @Override
    public void saveState(String name, Bytes state) {
        requireOpen();
        states.save(name, state);
    }

    @Override
    public Bytes state(String name) {
        requireOpen();
        return states.load(name);
    }

    @Override
    public void retainStates(Set<String> names) {
        requireOpen();
        states.retain(names);
    }

    @Override
    public void clear() {
        requireOpen();
        states.retain(Set.of());
        List<Path> newestFirst = newestFirst();
        try {
            // from the oldest on: one who stops in the middle has cleared nothing
            for (int i = newestFirst.size() - 1; i >= 0; i--) {
                Files.deleteIfExists(newestFirst.get(i));
            }
            DurableFiles.syncDirectory(folder);
        } catch (IOException cause) {
            throw Failure.fatal("FLX-STATE-WRITE", "a checkpoint can't be removed: " + StateDirectory.reason(cause))
                    .at(folder.toString())
                    .remedy("The folder and all in it must be this user's.")
                    .cause(cause)
                    .exception();
        }
        damaged.clear();
        looked = true;
        newest = NONE;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("closed: " + folder);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        lock.close();
    }
}
