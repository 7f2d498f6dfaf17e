package ai.fluxion.core.checkpoint;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.JsonWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second instance of a pipeline out for as long as this process lives, or until it is closed. The operating system
 * holds it, so nothing expires and nothing is left behind by a killed holder; the file says who holds it, for people.
 */
final class PipelineLock implements AutoCloseable {
    /** Far behind the text, which stays readable where locks are mandatory (Windows). */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LONGEST_HOLDER = 1_000;

    /**
     * Who holds what within this process. The file must not even be opened for a second time: on POSIX systems, closing any
     * descriptor of a file frees the locks that the process has on it (fcntl).
     */
    private static final ConcurrentHashMap<Path, String> HELD_HERE = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private PipelineLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param folder the pipeline's, by its real path
     * @param holder who takes it
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, with who holds it
     */
    static PipelineLock take(Path folder, String pipeline, String holder) throws IOException {
        Path file = folder.resolve("lock");
        String description = describe(holder);
        String other = HELD_HERE.putIfAbsent(file, description);
        if (other != null) {
            throw running(file, pipeline, "this process: " + other);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw running(file, pipeline, holderIn(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(description.getBytes(StandardCharsets.UTF_8)), 0);
            return new PipelineLock(file, channel);
        } catch (OverlappingFileLockException heldByAnotherClassLoader) {
            HELD_HERE.remove(file);
            String text = Files.size(file) == 0 ? "this process" : "this process: " + holderIn(channel);
            // not closed: that would free the other's lock
            throw running(file, pipeline, text);
        } catch (IOException | RuntimeException failed) {
            HELD_HERE.remove(file);
            if (channel != null) {
                channel.close();
            }
            throw failed;
        }
    }

    private static String describe(String holder) {
        ProcessHandle process = ProcessHandle.current();
        Instant started = process.info().startInstant().orElseGet(Instant::now);
        return JsonWriter.text(Document.of("holder", holder, "pid", process.pid(), "started", started)) + "\n";
    }

    private static String holderIn(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_HOLDER);
        channel.read(text, 0);
        String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
        return holder.isBlank() ? "a process that has not said who it is" : holder;
    }

    private static RuntimeException running(Path file, String pipeline, String holder) {
        return Failure.fatal(
                        "FLX-PIPELINE-RUNNING",
                        "the pipeline " + pipeline + " is held by "
                                + holder.replaceAll("\\p{Cntrl}", " ").strip())
                .at(file.toString())
                .remedy("Stop that one first, or give this pipeline another id.")
                .exception();
    }

    /** Frees it; the file stays, since another may be waiting to open it. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try (channel) {
                channel.truncate(0);
            } catch (IOException leftAsItIs) {
                // the text is for people, and means nothing once the lock is free
            } finally {
                HELD_HERE.remove(file);
            }
        }
    }
}
