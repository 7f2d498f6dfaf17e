package ai.fluxion.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Kills pipelines for as long as one likes, and prints what came of it. From the checkout:
 *
 * <pre>{@code
 * mvn -q -pl proof -am -DskipTests -Pcrash-matrix package -Dcrash.args="--kills 300"
 * }</pre>
 */
@Command(
        name = "crash-matrix",
        mixinStandardHelpOptions = true,
        description = "Kills pipelines at each step of the protocol and at any time, and compares at the end.")
public final class CrashMatrix implements Callable<Integer> {
    @Option(names = "--kills", defaultValue = "20", description = "How many counted kills each row gets.")
    private int kills;

    @Option(names = "--for", description = "How long each row is killed, such as PT10M, whatever --kills says.")
    private Duration duration;

    @Option(names = "--seed", description = "What chance begins with; random if absent.")
    private Long seed;

    @Option(names = "--row", description = "Which rows: ${COMPLETION-CANDIDATES}; all if absent.")
    private List<RowKind> rows = List.of(RowKind.values());

    @Option(names = "--folder", description = "Where to work; a new temporary folder if absent.")
    private Path folder;

    public static void main(String[] args) {
        System.exit(new CommandLine(new CrashMatrix())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    /** @return 0 if each record arrived once and in order, 1 if not */
    @Override
    public Integer call() throws Exception {
        long begin = seed == null ? new Random().nextLong() : seed;
        Path work = folder == null ? Files.createTempDirectory("crash-matrix-") : folder;
        System.out.println("seed " + begin + ", folder " + work);
        List<Tally> tallies = new ArrayList<>();
        for (RowKind row : rows) {
            tallies.add(duration == null ? run(row, work, begin, kills) : run(row, work, begin, duration));
        }
        System.out.println(Tally.table(tallies));
        return tallies.stream().allMatch(Tally::isGood) ? 0 : 1;
    }

    private static Tally run(RowKind kind, Path folder, long seed, Duration howLong) throws Exception {
        long end = System.nanoTime() + howLong.toNanos();
        return run(kind, folder, seed, tally -> System.nanoTime() - end >= 0);
    }

    /** Kills the pipelines of a row until so many kills counted, then compares. */
    static Tally run(RowKind kind, Path folder, long seed, int kills) throws Exception {
        return run(kind, folder, seed, tally -> tally.counted() >= kills);
    }

    private static Tally run(RowKind kind, Path folder, long seed, Predicate<Tally> enough) throws Exception {
        Path own = folderOf(kind, folder);
        Random random = new Random(seed);
        try (Row row = kind.open(own, random)) {
            return new CrashLoop(row, own, random).run(enough);
        }
    }

    private static Path folderOf(RowKind kind, Path folder) throws IOException {
        return Files.createDirectories(
                folder.toAbsolutePath().resolve(kind.name().toLowerCase(Locale.ROOT)));
    }
}
