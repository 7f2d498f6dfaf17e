package ai.fluxion.core.checkpoint;

import ai.fluxion.core.model.Bytes;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The form of one checkpoint's file: a line of JSON with version, length and checksum, then the checkpoint as it was given.
 * The checksum is the CRC-32C (RFC 3720, appendix B.4) of all that precedes it in the line, and of the checkpoint. Each
 * later version keeps this first line and its checksum, so that a newer file can be told from a damaged one.
 */
final class CheckpointFile {
    private static final int VERSION = 1;
    private static final int LONGEST_LINE = 200;
    private static final Pattern LINE = Pattern.compile(
            "(\\{\"fluxionCheckpoint\":(\\d{1,9}),\"length\":(\\d{1,10}),)\"crc32c\":\"([0-9a-f]{8})\"}");
    private static final Pattern NAME = Pattern.compile("(\\d{19})\\.json");

    private CheckpointFile() {}

    /** What a file turned out to be. */
    sealed interface Found {
        record Whole(Bytes checkpoint) implements Found {}

        /** @param why what is wrong with it, for people */
        record Damaged(String why) implements Found {}

        /** Whole, and written by a program that knows more than this one. */
        record Newer(int version) implements Found {}
    }

    /** @param sequence 0 or more */
    static String name(long sequence) {
        return String.format("%019d.json", sequence);
    }

    /** The sequence in the name of a checkpoint's file; empty if it is another file. */
    static Optional<Long> sequence(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        try {
            return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
        } catch (NumberFormatException beyond64Bits) {
            return Optional.empty();
        }
    }

    static void write(Path file, Bytes checkpoint) throws IOException {
        DurableFiles.replace(file, header(VERSION, checkpoint), checkpoint);
    }

    static Bytes header(int version, Bytes checkpoint) {
        String covered = "{\"fluxionCheckpoint\":" + version + ",\"length\":" + checkpoint.length() + ",";
        return Bytes.utf8(covered + "\"crc32c\":\"" + checksum(covered, checkpoint) + "\"}\n");
    }

    private static String checksum(String covered, Bytes checkpoint) {
        CRC32C crc = new CRC32C();
        crc.update(covered.getBytes(StandardCharsets.US_ASCII));
        crc.update(checkpoint.buffer());
        return String.format("%08x", crc.getValue());
    }

    static Found read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return new Found.Damaged("it is no file");
        }
        if (Files.size(file) > Integer.MAX_VALUE - 64) {
            return new Found.Damaged("it has " + Files.size(file) + " bytes");
        }
        try (InputStream in = new FileInputStream(file.toFile())) { // no channel: an interrupt would close it
            return parse(Bytes.wrap(in.readAllBytes()));
        }
    }

    private static Found parse(Bytes all) {
        int end = all.slice(0, Math.min(all.length(), LONGEST_LINE)).indexOf((byte) '\n', 0);
        if (end < 0) {
            return new Found.Damaged(
                    all.isEmpty() ? "it is empty" : "its first line is cut off, or it is no checkpoint");
        }
        Matcher line = LINE.matcher(all.slice(0, end).utf8());
        if (!line.matches()) {
            return new Found.Damaged("its first line is not that of a checkpoint");
        }
        Bytes checkpoint = all.slice(end + 1, all.length() - end - 1);
        long length = Long.parseLong(line.group(3));
        if (checkpoint.length() != length) {
            return new Found.Damaged(
                    "expected " + length + " bytes after its first line, found " + checkpoint.length());
        }
        if (!checksum(line.group(1), checkpoint).equals(line.group(4))) {
            return new Found.Damaged("its content does not match its checksum");
        }
        int version = Integer.parseInt(line.group(2));
        return version > VERSION ? new Found.Newer(version) : new Found.Whole(checkpoint);
    }
}
