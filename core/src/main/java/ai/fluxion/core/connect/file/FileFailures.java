package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import com.github.luben.zstd.ZstdIOException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Tells what went wrong with a file, and whether it may go away by itself. */
final class FileFailures {
    private FileFailures() {}

    /** Nothing is there that a path or pattern means. */
    static FluxionException none(FilePattern pattern) {
        return Failure.fatal(
                        pattern.isPattern() ? "FLX-FILE-NONE" : "FLX-FILE-MISSING",
                        pattern.isPattern() ? "no file matches" : "there is no such file")
                .at(pattern.toString())
                .remedy("Is the path right? To wait for files, set `follow: true`.")
                .exception();
    }

    /**
     * A path as it is written.
     *
     * @throws FluxionException fatal, if there can be no such path
     */
    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException wrong) {
            throw Failure.fatal("FLX-FILE-PATH", "there can be no such path: " + wrong.getReason())
                    .at("path")
                    .remedy("If it holds letters beyond ASCII, run in a locale of UTF-8, such as LC_ALL=C.UTF-8.")
                    .cause(wrong)
                    .exception();
        }
    }

    /** What an exception of input or output means: a full disk may be emptied, a missing permission is not given. */
    static FluxionException of(IOException thrown, Path path) {
        return failure(thrown, path.toString())
                .at(path.toString())
                .cause(thrown)
                .exception();
    }

    /**
     * As {@link #of}, for one who reads.
     *
     * @throws InterruptedException if it was an interrupt that ended the reading, which is no failure
     */
    static FluxionException reading(IOException thrown, Path path) throws InterruptedException {
        if (thrown instanceof ClosedByInterruptException) {
            throw new InterruptedException();
        }
        return of(thrown, path);
    }

    private static Failure failure(IOException thrown, String path) {
        if (thrown instanceof NoSuchFileException) {
            return Failure.fatal("FLX-FILE-MISSING", "there is no " + named(thrown, path))
                    .remedy("Is the path right? A relative path in a manifest is relative to the manifest's folder.");
        }
        if (thrown instanceof AccessDeniedException) {
            return Failure.fatal("FLX-FILE-DENIED", "no permission for " + named(thrown, path))
                    .remedy("Give the permission to the user that runs the pipeline.");
        }
        if (thrown instanceof NotDirectoryException) {
            return Failure.fatal("FLX-FILE-DIRECTORY", named(thrown, path) + " is no folder");
        }
        if (thrown instanceof ZipException || thrown instanceof ZstdIOException || thrown instanceof EOFException) {
            return Failure.fatal("FLX-FILE-CORRUPT", "can't be decompressed: " + thrown.getMessage())
                    .remedy("Was the file copied as a whole? If it is not compressed, set `compression: none`.");
        }
        return Failure.retryable(
                "FLX-FILE-IO", thrown.getClass().getSimpleName() + ": " + String.valueOf(thrown.getMessage()));
    }

    private static String named(IOException thrown, String path) {
        String message = thrown.getMessage();
        return message == null || message.isEmpty() ? path : message;
    }

    /** A file that is not the one that a checkpoint's offset points into. */
    static FluxionException origin(Path path, String found) {
        return Failure.fatal("FLX-FILE-ORIGIN", "this is not the file that the checkpoint speaks of: " + found)
                .at(path.toString())
                .remedy(
                        "Put the file back; or begin anew with `fluxion checkpoint reset`; or say where to go on in this"
                                + " file with `fluxion checkpoint set`.")
                .exception();
    }

    /** A folder where a file should be, or another thing that is no file. */
    static FluxionException notAFile(Path path, boolean directory) {
        return directory
                ? Failure.fatal("FLX-FILE-DIRECTORY", "this is a folder, not a file")
                        .at(path.toString())
                        .remedy("To read all files in it, write " + path.resolve("*")
                                + "; to write a folder of parts, end the path with a slash.")
                        .exception()
                : Failure.fatal("FLX-FILE-KIND", "this is no regular file")
                        .at(path.toString())
                        .remedy("Pipes and devices can't be read again from a position.")
                        .exception();
    }
}
