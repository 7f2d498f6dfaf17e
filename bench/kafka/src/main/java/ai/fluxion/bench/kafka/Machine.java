package ai.fluxion.bench.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Says what the bench runs on. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");

    private Machine() {}

    /** In a line: processors, memory, system, JDK. */
    static String line() throws IOException {
        return "%d × %s, %s, %s %s, JDK %s."
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        field(PROCESSORS, "model name", System.getProperty("os.arch")),
                        memory(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"));
    }

    private static String memory() throws IOException {
        String total = field(MEMORY, "MemTotal", "").replace("kB", "").strip();
        return total.isEmpty()
                ? "memory unknown"
                : String.format(Locale.ROOT, "%.0f GB", Long.parseLong(total) * 1024 / 1e9);
    }

    private static String field(Path file, String name, String otherwise) throws IOException {
        if (!Files.exists(file)) {
            return otherwise;
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(otherwise);
    }
}
