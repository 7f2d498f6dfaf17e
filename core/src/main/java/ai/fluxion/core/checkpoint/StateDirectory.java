package ai.fluxion.core.checkpoint;

import ai.fluxion.core.engine.connectors.Failure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder where local things of pipelines live, one folder for each. A file lock is trusted to keep two instances apart,
 * so a network file system is refused.
 */
final class StateDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
    private static final Pattern PIPELINE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "ncpfs",
            "afs",
            "afpfs",
            "webdav",
            "davfs",
            "ceph",
            "lustre",
            "gpfs",
            "beegfs",
            "glusterfs",
            "ocfs2",
            "gfs2",
            "fuse.sshfs",
            "fuse.glusterfs",
            "fuse.ceph",
            "fuse.s3fs",
            "fuse.gcsfuse",
            "fuse.rclone",
            "fuse.davfs",
            "fuse.mount-s3");

    /** Tells the type of the file system that a path lies on, as {@link java.nio.file.FileStore#type()} does. */
    @FunctionalInterface
    interface FileSystemType {
        String of(Path path) throws IOException;
    }

    private final Path root;
    private final FileSystemType fileSystemType;

    StateDirectory(Path root, FileSystemType fileSystemType) {
        this.root = root.toAbsolutePath().normalize();
        this.fileSystemType = fileSystemType;
    }

    Path root() {
        return root;
    }

    /** The pipeline's folder by its real path, there and fit to be used. */
    Path pipeline(String id) {
        if (!PIPELINE.matcher(id).matches()) {
            throw unfitId(id);
        }
        Path folder = root.resolve(id);
        try {
            DurableFiles.createDirectories(folder);
            refuseNetwork(folder);
            Path real = folder.toRealPath(LinkOption.NOFOLLOW_LINKS);
            // where letters' case or dots at the end don't count, two ids would share a folder
            if (!real.getFileName().toString().equals(id)) {
                throw unfitId(id);
            }
            return folder.toRealPath();
        } catch (IOException cause) {
            throw Failure.fatal("FLX-STATE-DIRECTORY", "the state directory can't be used: " + reason(cause))
                    .at(folder.toString())
                    .remedy("Name a directory that this user may write to, by `run --state DIR`.")
                    .cause(cause)
                    .exception();
        }
    }

    private RuntimeException unfitId(String id) {
        return Failure.fatal("FLX-PIPELINE-ID", "no folder can have the name of the pipeline's id: " + id)
                .at(root.toString())
                .remedy("An id is 1 to 100 letters, digits, dots, underscores and hyphens; on some file systems it must"
                        + " differ from others by more than the case of letters, and not end in a dot.")
                .exception();
    }

    private void refuseNetwork(Path folder) throws IOException {
        String type = fileSystemType.of(folder).toLowerCase(Locale.ROOT);
        boolean share = root.toString().startsWith("\\\\");
        if (NETWORK.contains(type) || share) {
            throw Failure.fatal(
                            "FLX-STATE-NETWORK",
                            "the state directory lies on a network file system (" + (share ? "a share" : type)
                                    + "), whose locks do not keep two instances of a pipeline apart")
                    .at(root.toString())
                    .remedy("Name a directory on a local disk, by `run --state DIR`; or keep checkpoints in a remote"
                            + " store, by `checkpoint.store`.")
                    .exception();
        }
        if (type.equals("9p") || type.startsWith("fuse")) {
            LOG.warn(
                    "event=state-directory-perhaps-shared path={} type={}: nothing must run the pipeline elsewhere",
                    root,
                    type);
        }
    }

    /** What a file system said, in words: its exceptions often hold no more than a path. */
    static String reason(IOException thrown) {
        String kind = thrown.getClass().getSimpleName().replace("Exception", "");
        if (thrown instanceof FileSystemException failed) {
            String why = failed.getReason() == null ? kind : failed.getReason();
            return failed.getFile() == null ? why : why + " (" + failed.getFile() + ")";
        }
        return thrown.getMessage() == null ? kind : thrown.getMessage();
    }

    /** As the Java platform tells it. */
    static String platformType(Path path) throws IOException {
        return Files.getFileStore(path).type();
    }
}
