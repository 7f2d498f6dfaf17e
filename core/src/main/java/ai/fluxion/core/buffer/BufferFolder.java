package ai.fluxion.core.buffer;

import ai.fluxion.core.checkpoint.DurableFiles;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The files of one buffer. */
final class BufferFolder {
    private BufferFolder() {}

    /** The segments that there are, by the number of their first record. */
    static NavigableMap<Long, Segment> segments(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Segment::isSegment)) {
            entries.forEach(files::add);
        }
        Collections.sort(files);
        NavigableMap<Long, Segment> segments = new TreeMap<>();
        for (Path file : files) {
            Optional<Segment> segment = Segment.read(file);
            boolean last = file.equals(files.get(files.size() - 1));
            if (segment.isEmpty() && last && Files.size(file) <= Segment.HEAD) {
                Files.delete(file); // the process ended before its head was synced, so that nothing followed it
            } else {
                Segment whole = segment.orElseThrow(() -> damaged(file, "its head is not whole"));
                segments.put(whole.first(), whole);
            }
        }
        if (segments.values().stream().map(Segment::buffer).distinct().count() > 1) {
            throw damaged(folder, "it holds segments of several buffers");
        }
        return segments;
    }

    /** A new segment, durable. */
    static Segment create(Path folder, UUID buffer, long first) throws IOException {
        Segment segment = new Segment(Segment.file(folder, first), buffer, first);
        try (FileOutputStream out = new FileOutputStream(segment.file().toFile())) {
            segment.writeHead(out);
            out.getFD().sync();
        }
        DurableFiles.syncDirectory(folder);
        return segment;
    }

    /** Ends a segment's file here. */
    static void cut(Segment segment, long bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.file().toFile(), "rw")) {
            file.setLength(bytes);
            file.getFD().sync();
        }
    }

    static FluxionException damaged(Path where, String how) {
        return Failure.fatal("FLX-BUFFER-DAMAGED", "the buffer is damaged: " + how)
                .at(where.toString())
                .remedy("Restore it from a backup; or remove the buffer's folder and run `fluxion checkpoint reset`:"
                        + " what it still held is lost then.")
                .exception();
    }
}
