package ai.fluxion.bench.document;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all arms in shuffled order, a process each, round after round, and writes a Markdown table: the median of the ratios
 * to the arm of the same round that stands below, and every single run.
 */
public final class Table {
    private record Arm(String method, String work, String library, String base) {}

    private static final List<Arm> ARMS = List.of(
            new Arm("changeOneJackson", "one field changed", "Jackson", "changeOneJackson"),
            new Arm("changeOneJacksonAgain", "one field changed", "Jackson again (A/A)", "changeOneJackson"),
            new Arm("changeOneFastjson2", "one field changed", "fastjson2", "changeOneJackson"),
            new Arm("changeOneFluxion", "one field changed", "Fluxion", "changeOneJackson"),
            new Arm("readAllJackson", "every leaf read, one field changed", "Jackson", "readAllJackson"),
            new Arm("readAllFastjson2", "every leaf read, one field changed", "fastjson2", "readAllJackson"),
            new Arm("readAllFluxion", "every leaf read, one field changed", "Fluxion", "readAllJackson"),
            new Arm("rebuildFluxion", "every leaf read into a new document", "Fluxion", "readAllJackson"),
            new Arm("readOneJackson", "one field read, the bytes passed on", "Jackson", "readOneJackson"),
            new Arm("readOneFastjson2", "one field read, the bytes passed on", "fastjson2", "readOneJackson"),
            new Arm("readOneFluxion", "one field read, the bytes passed on", "Fluxion", "readOneJackson"),
            new Arm("stagesJackson", "match, set, project", "Jackson, by hand", "stagesJackson"),
            new Arm("stagesFluxion", "match, set, project", "Fluxion, stages", "stagesJackson"));

    /** What one run measured, a record: processor time and bytes allocated. */
    private record Run(double nanos, double bytes) {}

    private final Map<Records, Map<String, List<Run>>> runs = new EnumMap<>(Records.class);
    private final PrintStream out;

    private Table(PrintStream out) {
        this.out = out;
    }

    /** @param args the number of rounds */
    public static void main(String[] args) throws RunnerException {
        Table table = new Table(System.out);
        int rounds = args.length == 0 ? 7 : Integer.parseInt(args[0]);
        Random random = new Random();
        for (int round = 0; round < rounds; round++) {
            table.round(random);
        }
        table.print();
    }

    private void round(Random random) throws RunnerException {
        List<Runnable> order = new ArrayList<>();
        for (Records records : Records.values()) {
            for (Arm arm : ARMS) {
                order.add(() -> add(records, arm));
            }
        }
        Collections.shuffle(order, random);
        order.forEach(Runnable::run);
    }

    private void add(Records records, Arm arm) {
        Run run = measure(records, arm);
        runs.computeIfAbsent(records, unused -> new HashMap<>())
                .computeIfAbsent(arm.method, unused -> new ArrayList<>())
                .add(run);
    }

    private static Run measure(Records records, Arm arm) {
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .include("\\." + DocumentBenchmark.class.getSimpleName() + "\\." + arm.method + "$")
                            .param("records", records.name())
                            .addProfiler(GCProfiler.class)
                            .addProfiler(CpuTime.class)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
            RunResult result = results.iterator().next();
            return new Run(secondary(result, CpuTime.LABEL), secondary(result, "gc.alloc.rate.norm"));
        } catch (RunnerException failed) {
            throw new IllegalStateException(arm + " of " + records + " failed", failed);
        }
    }

    /** Some versions of JMH put a dot before the labels of profilers. */
    private static double secondary(RunResult result, String label) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(label))
                .mapToDouble(entry -> entry.getValue().getScore())
                .findFirst()
                .orElseThrow();
    }

    private void print() {
        out.println(
                "| records | work | by | ns a record | bytes allocated | times as fast as Jackson | every run, ns |");
        out.println("| --- | --- | --- | ---: | ---: | ---: | --- |");
        for (Records records : Records.values()) {
            for (Arm arm : ARMS) {
                print(records, arm);
            }
        }
    }

    private void print(Records records, Arm arm) {
        List<Run> measured = runs.get(records).get(arm.method);
        List<Run> base = runs.get(records).get(arm.base);
        double[] ratios = new double[measured.size()];
        StringBuilder each = new StringBuilder();
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = base.get(i).nanos / measured.get(i).nanos;
            each.append(i == 0 ? "" : " ").append(Math.round(measured.get(i).nanos));
        }
        out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %.0f | %.0f | %.2f | %s |%n",
                records.name().toLowerCase(Locale.ROOT),
                arm.work,
                arm.library,
                median(measured.stream().mapToDouble(Run::nanos).toArray()),
                median(measured.stream().mapToDouble(Run::bytes).toArray()),
                median(ratios),
                each);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
