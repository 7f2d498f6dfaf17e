package ai.fluxion.core.checkpoint;

import ai.fluxion.core.checkpoint.StateDirectory.FileSystemType;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.transactions.CheckpointHistory;
import ai.fluxion.core.engine.transactions.CheckpointStore;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Keeps checkpoints on the local file system, as {@code <state directory>/<pipeline>/checkpoints/<sequence>.json}: a line
 * with version and checksum, then the checkpoint as the engine wrote it. A lock of the operating system gives a pipeline to
 * one instance.
 */
public final class LocalCheckpointStore implements CheckpointStore {
    /** How many checkpoints are kept unless somebody says otherwise. */
    public static final int DEFAULT_RETAIN = 5;

    private final StateDirectory state;
    private final int retain;

    /**
     * A store; nothing is touched before {@link #open}.
     *
     * @param stateDirectory created when it is first needed, for its owner alone
     * @param retain how many checkpoints of a pipeline are kept, 1 or more
     */
    public LocalCheckpointStore(Path stateDirectory, int retain) {
        this(stateDirectory, retain, StateDirectory::platformType);
    }

    LocalCheckpointStore(Path stateDirectory, int retain, FileSystemType fileSystemType) {
        if (retain < 1) {
            throw new IllegalArgumentException("retain is 1 or more: " + retain);
        }
        this.state = new StateDirectory(stateDirectory, fileSystemType);
        this.retain = retain;
    }

    @Override
    public CheckpointHistory open(String pipeline, String holder) {
        Path folder = state.pipeline(pipeline);
        PipelineLock lock = null;
        try {
            lock = PipelineLock.take(folder, pipeline, holder);
            return LocalCheckpointHistory.open(folder.resolve("checkpoints"), retain, lock);
        } catch (IOException cause) {
            closeQuietly(lock, cause);
            throw Failure.fatal(
                            "FLX-STATE-DIRECTORY", "the state directory can't be used: " + StateDirectory.reason(cause))
                    .at(folder.toString())
                    .remedy("The folder and all in it must be this user's; or name another, by `run --state DIR`.")
                    .cause(cause)
                    .exception();
        }
    }

    private static void closeQuietly(PipelineLock lock, IOException cause) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException alsoFailed) {
                cause.addSuppressed(alsoFailed);
            }
        }
    }

    @Override
    public String identity() {
        return state.root().toString();
    }

    /** Does nothing: the histories are closed one by one. */
    @Override
    public void close() {}
}
