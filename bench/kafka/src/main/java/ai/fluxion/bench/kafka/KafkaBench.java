package ai.fluxion.bench.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures all arms in rounds, prints every run as it ends, and then a table in Markdown. From the checkout: {@code bench/run}. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures Kafka to Kafka: the engine, bare client loops and peers.")
public final class KafkaBench implements Callable<Integer> {
    @Option(names = "--distribution", required = true, description = "The folder that holds bin/fluxion.")
    private Path distribution;

    @Option(names = "--records", defaultValue = "2000000", description = "How many there are: ${DEFAULT-VALUE}.")
    private long records;

    @Option(names = "--rounds", defaultValue = "7", description = "How often each arm runs: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--arms", split = ",", description = "Which arms, by name; all if absent.")
    private List<String> names = List.of();

    @Option(names = "--seed", description = "What the order of arms comes from; random if absent.")
    private Long seed;

    @Option(names = "--out", description = "A file for the tables, which are printed as well.")
    private Path out;

    @Option(names = "--timeout", defaultValue = "PT5M", description = "How long a run may take: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Option(names = "--folder", description = "Where to work; a new temporary folder if absent, removed at the end.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new KafkaBench()).execute(args));
    }

    /** @return 0 if all arms did what they must, 1 if not; whether targets are met does not count */
    @Override
    public Integer call() throws Exception {
        ClassPaths classPaths = ClassPaths.ofThisProcess();
        checkOptions();
        Arms arms = new Arms(distribution, classPaths);
        Results.Setting setting =
                new Results.Setting(chosen(arms.all()), records, rounds, seed == null ? new Random().nextLong() : seed);
        try (WorkFolder work = WorkFolder.at(folder);
                BrokerProcess broker = BrokerProcess.start(classPaths, work.path());
                Topics topics = new Topics(broker.bootstrapServers())) {
            System.out.printf("seed %d, %,d records, folder %s%n", setting.seed(), records, work.path());
            Course course = new Course(broker.bootstrapServers(), topics, work.path(), records, timeout);
            course.warmUp(arms);
            Results results = measure(course, setting);
            String report = Report.of(results, Machine.line(), BrokerProcess.FLAGS);
            System.out.println("\n" + report);
            if (out != null) {
                Files.writeString(out, report);
            }
            return results.failures().isEmpty() ? 0 : 1;
        }
    }

    private void checkOptions() {
        if (!Files.isExecutable(distribution.resolve("bin/fluxion"))) {
            throw wrong("there is no bin/fluxion in " + distribution);
        }
        if (records < 1 || rounds < 1) {
            throw wrong("there is at least one record, and one round");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private List<Arm> chosen(List<Arm> all) {
        for (String name : names) {
            if (all.stream().noneMatch(arm -> arm.name().equals(name))) {
                throw wrong("there is no arm " + name + ". There are: "
                        + all.stream().map(Arm::name).collect(Collectors.joining(", ")) + ".");
            }
        }
        return all.stream()
                .filter(arm -> names.isEmpty() || names.contains(arm.name()))
                .toList();
    }

    private Results measure(Course course, Results.Setting setting) throws InterruptedException, ExecutionException {
        List<Run> runs = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        List<Arm> order = new ArrayList<>(setting.arms());
        Random random = new Random(setting.seed());
        for (int round = 1; round <= rounds; round++) {
            Collections.shuffle(order, random);
            System.out.println(
                    "round " + round + ": " + order.stream().map(Arm::name).collect(Collectors.joining(", ")));
            for (Arm arm : order) {
                try {
                    Run run = course.run(arm, round);
                    runs.add(run);
                    System.out.println(Report.line(run));
                } catch (ClassPaths.PeerAbsent | IOException failed) {
                    failures.add("round " + round + ", " + arm.name() + ": " + failed.getMessage());
                    System.out.println("NOT MEASURED: " + failures.get(failures.size() - 1));
                }
            }
        }
        return new Results(setting, runs, failures);
    }
}
