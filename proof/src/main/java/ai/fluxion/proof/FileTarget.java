package ai.fluxion.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A file that grows. A reader may look at any moment: what it sees is committed, so no byte of it ever goes again or changes. */
final class FileTarget implements Target {
    private final Path file;
    private final Ledger.Line expected;
    private final Ledger seen;
    private long offset;
    private long longest;
    private long truncations;

    FileTarget(Path file, int partitions, Ledger.Line expected) {
        this.file = file;
        this.expected = expected;
        this.seen = new Ledger(partitions, expected);
    }

    Path path() {
        return file;
    }

    @Override
    public String name() {
        return file.getFileName().toString();
    }

    @Override
    public long read() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size < longest) {
                truncations++;
                return seen.arrived();
            }
            longest = size;
            String text = new String(bytes(channel, size), StandardCharsets.ISO_8859_1);
            // the last line may be on its way
            String lines = text.substring(0, text.lastIndexOf('\n') + 1);
            offset += lines.length();
            lines.lines().forEach(seen::add);
        }
        return seen.arrived();
    }

    private byte[] bytes(FileChannel channel, long size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size - offset));
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
            // until all of it is there
        }
        return buffer.array();
    }

    @Override
    public Verdict compare(Numbers input) throws IOException {
        read();
        Verdict onTheWay = seen.verdict(input).withStrange(truncations);
        Ledger all = new Ledger(input.partitions(), expected);
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(all::add);
        }
        Verdict atTheEnd = all.verdict(input).withStrange(leftovers());
        return atTheEnd.isGood() ? onTheWay : atTheEnd;
    }

    /** What was staged and never removed. */
    private long leftovers() throws IOException {
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            List<Path> others = files.filter(path -> !path.equals(file)).toList();
            return others.size();
        }
    }

    @Override
    public void close() {}
}
