package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What one lane staged in one epoch.
 *
 * @param staged the name of the hidden file
 * @param lane the lane
 * @param length in bytes
 * @param checksum CRC-32C
 * @param beginning what stands before it if it is the first of its file
 */
record StagedPart(String staged, int lane, long length, long checksum, Optional<Beginning> beginning) {
    DocumentBuilder fill(DocumentBuilder into) {
        into.put("staged", staged).put("lane", lane).put("length", length).put("crc32c", checksum);
        beginning.ifPresent(known -> {
            into.put("format", known.state());
            if (!known.header().isEmpty()) {
                into.put("header", known.header().base64());
            }
        });
        return into;
    }

    Document toDocument() {
        return fill(Document.builder()).build();
    }

    static StagedPart from(Document committable) {
        try {
            Object header = committable.get("header");
            Object state = committable.get("format");
            Optional<Beginning> beginning = state instanceof Document format
                    ? Optional.of(new Beginning(format, bytes(header)))
                    : Optional.empty();
            return new StagedPart(
                    committable.getString("staged"),
                    committable.getInt("lane"),
                    committable.getLong("length"),
                    committable.getLong("crc32c"),
                    beginning);
        } catch (RuntimeException malformed) {
            throw malformed(committable, malformed);
        }
    }

    /** Whether a file holds this part at a place. */
    boolean isIn(FileChannel file, long offset) throws IOException {
        if (file.size() < offset + length) {
            return false;
        }
        CRC32C sum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        for (long left = length; left > 0; ) {
            buffer.clear().limit((int) Math.min(left, buffer.capacity()));
            int count = file.read(buffer, offset + length - left);
            if (count < 0) {
                return false;
            }
            sum.update(buffer.flip());
            left -= count;
        }
        return sum.getValue() == checksum;
    }

    /** Whether a file is this part and nothing else; false if there is none. */
    boolean is(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.size() == length && isIn(channel, 0);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /** What was staged is not what was prepared, and the target does not hold it either. */
    FluxionException lost(Path where, String found) {
        return Failure.fatal("FLX-FILE-LOST", "records that were prepared as " + staged + " are lost: " + found)
                .at(where.toString())
                .remedy(
                        "Put the file back; or, if the records were taken away after they were committed, discard them.")
                .exception();
    }

    private static Bytes bytes(Object base64) {
        return base64 instanceof String text ? Bytes.wrap(Base64.getDecoder().decode(text)) : Bytes.empty();
    }

    static FluxionException malformed(Document committable, RuntimeException why) {
        return Failure.fatal("FLX-FILE-COMMITTABLE", "no committable of the file sink: " + committable.toJson())
                .remedy("Was the checkpoint edited?")
                .cause(why)
                .exception();
    }
}
