package ai.fluxion.core.connect.file;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A part with its place in the file that grows.
 *
 * @param part the part; its header, if it has one, is to be written before it
 * @param offset where it begins, with its header
 * @param replaces whether the file begins anew with it
 */
record PlacedPart(StagedPart part, long offset, boolean replaces) {
    private static final String OFFSET = "offset";
    private static final String REPLACE = "replace";

    Bytes header() {
        return part.beginning().map(Beginning::header).orElse(Bytes.empty());
    }

    /** Where it ends. */
    long end() {
        return offset + header().length() + part.length();
    }

    Document toDocument() {
        DocumentBuilder all = part.fill(Document.builder()).put(OFFSET, offset);
        return (replaces ? all.put(REPLACE, true) : all).build();
    }

    static PlacedPart from(Document committable) {
        StagedPart part = StagedPart.from(committable);
        try {
            return new PlacedPart(part, committable.getLong(OFFSET), Boolean.TRUE.equals(committable.get(REPLACE)));
        } catch (RuntimeException malformed) {
            throw StagedPart.malformed(committable, malformed);
        }
    }

    /** Whether the file holds it at its place. */
    boolean isIn(FileChannel file) throws IOException {
        int length = header().length();
        ByteBuffer found = ByteBuffer.allocate(length);
        while (found.hasRemaining()) {
            if (file.read(found, offset + found.position()) < 0) {
                return false;
            }
        }
        return header().equals(Bytes.wrap(found.array())) && part.isIn(file, offset + length);
    }

    /** Writes it to its place. */
    void writeTo(FileChannel file, long place, Path staged) throws IOException {
        ByteBuffer first = header().buffer();
        long at = place;
        while (first.hasRemaining()) {
            at += file.write(first, at);
        }
        try (FileChannel from = FileChannel.open(staged, StandardOpenOption.READ)) {
            for (long done = 0; done < part.length(); ) {
                long count = file.transferFrom(from, at + done, part.length() - done);
                if (count <= 0) {
                    throw part.lost(staged, "it ends after " + done + " of " + part.length() + " bytes");
                }
                done += count;
            }
        }
    }

    /** The same without its header, behind what the file begins with. */
    static PlacedPart behind(StagedPart part, long offset) {
        Optional<Beginning> known = part.beginning().map(beginning -> Beginning.known(beginning.state()));
        return new PlacedPart(
                new StagedPart(part.staged(), part.lane(), part.length(), part.checksum(), known), offset, false);
    }
}
