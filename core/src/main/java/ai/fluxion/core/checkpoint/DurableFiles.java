package ai.fluxion.core.checkpoint;

import ai.fluxion.core.model.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes files so that they survive the end of the process and of the power. Once a method returns, its effect is
 * permanent; if the machine stops before, a file has its old content or the new one, whole. An interrupt of the thread
 * stops none of it, and is still there afterwards: a pipeline that is told to stop writes its last checkpoint.
 */
public final class DurableFiles {
    private static final String TEMPORARY = ".tmp";

    private DurableFiles() {}

    /**
     * Gives a file this content, at once for whoever reads it.
     *
     * @param file in a directory that exists; one writer at a time
     * @param content written one after the other
     */
    public static void replace(Path file, Bytes... content) throws IOException {
        Path written = temporary(file);
        try {
            uninterrupted(() -> write(written, content));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException failed) {
            try {
                Files.deleteIfExists(written);
            } catch (IOException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
        syncDirectory(file.toAbsolutePath().getParent());
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Channels close when their thread is interrupted: then the work, which may be repeated, is begun anew. */
    private static void uninterrupted(Work work) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try {
                    work.run();
                    return;
                } catch (ClosedByInterruptException again) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void write(Path file, Bytes... content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (Bytes part : content) {
                ByteBuffer rest = part.buffer();
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
            channel.force(true);
        }
    }

    /** Where {@link #replace} writes first; what lies there was never finished. */
    static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName() + TEMPORARY);
    }

    /** Whether a name is one of {@link #temporary}. */
    static boolean isTemporary(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.endsWith(TEMPORARY);
    }

    /** Makes the names in a directory permanent; does nothing where the platform can't open directories (Windows). */
    public static void syncDirectory(Path directory) throws IOException {
        uninterrupted(() -> forceDirectory(directory));
    }

    private static void forceDirectory(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (IOException unsupported) {
            if (Files.isDirectory(directory) && isWindows()) {
                return;
            }
            throw unsupported;
        }
        try (channel) {
            channel.force(true);
        }
    }

    private static boolean isWindows() {
        return java.io.File.separatorChar == '\\';
    }

    /**
     * Creates a directory and those above it that are missing, for its owner alone where the file system knows owners.
     * What exists is left as it is.
     *
     * @throws FileAlreadyExistsException if one of them is no directory
     */
    public static void createDirectories(Path directory) throws IOException {
        Path whole = directory.toAbsolutePath();
        if (Files.isDirectory(whole)) {
            return;
        }
        Path parent = whole.getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        try {
            Files.createDirectory(whole, ownerOnly(whole));
        } catch (FileAlreadyExistsException exists) {
            if (!Files.isDirectory(whole)) {
                throw exists;
            }
        }
        if (parent != null) {
            syncDirectory(parent);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
