package ai.fluxion.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * The input: one file of lines for each partition, numbered from 0, which grow while pipelines read them. It is written in pieces
 * that may end within a line, and every few lines there is one that is to be filtered out. The last partition's file appears late.
 */
final class Numbers {
    private static final int NOISE_EVERY = 7;

    private final Path folder;
    private final Random random;
    private final long[] written;
    private final StringBuilder[] unfinished;
    private long total;

    Numbers(Path folder, int partitions, Random random) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.random = random;
        this.written = new long[partitions];
        this.unfinished = new StringBuilder[partitions];
        for (int i = 0; i < partitions; i++) {
            unfinished[i] = new StringBuilder();
        }
    }

    /** The line of a number, without line feed. */
    static String line(int partition, long number) {
        return "{\"partition\":" + partition + ",\"number\":" + number + ",\"kind\":\"data\",\"text\":\""
                + "x".repeat((int) (number % 41)) + "\"}";
    }

    /** The same line after stages that add twice the number. */
    static String lineAfterStages(int partition, long number) {
        String line = line(partition, number);
        return line.substring(0, line.length() - 1) + ",\"twice\":" + 2 * number + "}";
    }

    /** A pattern of the files. */
    String pattern() {
        return folder + "/part-*.ndjson";
    }

    int partitions() {
        return written.length;
    }

    /** How many numbers there are, the last of which may be incomplete in the file. */
    long total() {
        return total;
    }

    /** How many numbers a partition has. */
    long count(int partition) {
        return written[partition];
    }

    /** Writes some more lines, to some of the files. */
    void grow() throws IOException {
        boolean late = total < 2_000;
        int partition = random.nextInt(late ? Math.max(1, written.length - 1) : written.length);
        StringBuilder piece = unfinished[partition];
        int lines = 1 + random.nextInt(200);
        for (int i = 0; i < lines; i++) {
            long number = written[partition]++;
            piece.append(line(partition, number)).append('\n');
            if (number % NOISE_EVERY == 0) {
                piece.append("{\"partition\":").append(partition).append(",\"kind\":\"noise\"}\n");
            }
        }
        total += lines;
        int end = random.nextBoolean() ? piece.length() : Math.max(0, piece.length() - random.nextInt(60));
        append(partition, end);
    }

    /** Completes all lines. */
    void finish() throws IOException {
        for (int i = 0; i < written.length; i++) {
            if (unfinished[i].length() > 0) {
                append(i, unfinished[i].length());
            }
        }
    }

    private void append(int partition, int end) throws IOException {
        StringBuilder piece = unfinished[partition];
        Files.write(
                folder.resolve("part-" + partition + ".ndjson"),
                piece.substring(0, end).getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        piece.delete(0, end);
    }
}
