package ai.fluxion.bench.kafka;

import ai.fluxion.bench.kafka.Arm.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of an arm. It ends with this one, unless this one is killed. */
final class ChildProcess implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int LOG_TAIL = 30;
    private static final String PEAK = "VmHWM:";

    private final Process process;
    private final Path log;
    private final Thread atExit;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.atExit = new Thread(process::destroyForcibly, "end-" + process.pid());
    }

    /** @param log takes what it prints */
    static ChildProcess start(Command command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.line());
        builder.environment().putAll(command.environment());
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        ChildProcess child = new ChildProcess(builder.start(), log);
        try {
            Runtime.getRuntime().addShutdownHook(child.atExit);
        } catch (IllegalStateException ending) {
            child.process.destroyForcibly();
            throw new IOException("this process is ending", ending);
        }
        return child;
    }

    /**
     * Returns after so long.
     *
     * @throws IOException if the process has ended by then
     */
    void await(Duration time) throws IOException, InterruptedException {
        if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("the process ended with " + process.exitValue() + ":\n" + logTail());
        }
    }

    /** What the process has used since it began. */
    Usage usage() throws IOException {
        return new Usage(process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos(), peakResidentBytes());
    }

    private long peakResidentBytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        List<String> lines = Files.readAllLines(status);
        return lines.stream()
                .filter(line -> line.startsWith(PEAK))
                .mapToLong(line -> kibibytes(line.substring(PEAK.length())) << 10)
                .findFirst()
                .orElse(0);
    }

    private static long kibibytes(String text) {
        return Long.parseLong(text.replace("kB", "").strip());
    }

    /** The end of what it printed. */
    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Asks it to end, and makes it if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // then the hook runs, and finds nothing to end
        }
    }

    /**
     * What a process has used.
     *
     * @param cpuNanos user and system time
     * @param peakResidentBytes the most memory it held at a time; 0 where the system does not tell
     */
    record Usage(long cpuNanos, long peakResidentBytes) {}
}
