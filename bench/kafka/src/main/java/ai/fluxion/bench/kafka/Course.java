package ai.fluxion.bench.kafka;

import ai.fluxion.bench.kafka.Arm.Command;
import ai.fluxion.bench.kafka.Arm.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Runs arms, one at a time, over topics that are filled once, and measures them all in the same way: from outside. A process is
 * asked to end when all that must be there is there.
 */
final class Course {
    private static final String ORDERS = "orders";
    private static final String FEW_ORDERS = "few-orders";
    private static final long FEW = 1_000;
    private static final Duration LOOK = Duration.ofMillis(20);

    private final String bootstrapServers;
    private final Topics topics;
    private final Path folder;
    private final Duration timeout;
    private final Map<Workload, Expected> expected;
    private int runs;

    /**
     * Fills the topics.
     *
     * @param folder where each run gets a folder of its own
     * @param timeout how long a run may take
     */
    Course(String bootstrapServers, Topics topics, Path folder, long records, Duration timeout)
            throws InterruptedException, ExecutionException {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        this.folder = folder;
        this.timeout = timeout;
        Content.Sum orders = topics.fill(ORDERS, records);
        this.expected = Map.of(
                Workload.COPY, new Expected(ORDERS, records, orders),
                Workload.STAGES, new Expected(ORDERS, records, OrderJob.contentOf(records)),
                Workload.START, new Expected(FEW_ORDERS, FEW, topics.fill(FEW_ORDERS, FEW)));
    }

    /**
     * What an arm is given, and what must come of it.
     *
     * @param input the topic
     * @param records how many there are in it
     * @param output what is to be there at the end
     */
    private record Expected(String input, long records, Content.Sum output) {}

    /** Runs the bare loop once for nothing, since the first run of all meets a broker whose code is not compiled yet. */
    void warmUp(Arms arms) throws IOException, InterruptedException, ExecutionException {
        run(arms.all().get(0), 0);
    }

    /**
     * Runs an arm.
     *
     * @throws IOException if it does not do what it must
     */
    Run run(Arm arm, int round) throws IOException, InterruptedException, ExecutionException {
        Expected goal = expected.get(arm.workload());
        String alias = "run" + ++runs;
        Task task = new Task(bootstrapServers, alias, goal.input(), Files.createDirectory(folder.resolve(alias)));
        Command command = arm.launch().prepare(task);
        topics.create(task.output());
        try {
            return measure(arm, round, goal, task, command);
        } finally {
            topics.deleteAllBut(Set.of(ORDERS, FEW_ORDERS));
        }
    }

    private Run measure(Arm arm, int round, Expected goal, Task task, Command command)
            throws IOException, InterruptedException, ExecutionException {
        long begin = System.currentTimeMillis();
        try (ChildProcess child = ChildProcess.start(command, task.folder().resolve("log"))) {
            while (System.currentTimeMillis() - begin < timeout.toMillis()) {
                child.await(LOOK);
                if (!topics.ends(task.output()).mayHold(goal.output().count())) {
                    continue;
                }
                long seen = System.currentTimeMillis();
                ChildProcess.Usage usage = child.usage();
                Topics.Arrived arrived = topics.read(task.output());
                if (arrived.content().count() < goal.output().count()) {
                    continue; // markers of transactions made up the number
                }
                check(arm, goal.output(), arrived.content());
                return new Run(
                        arm.name(),
                        round,
                        goal.records(),
                        (arrived.lastMillis() - arrived.firstMillis()) / 1e3,
                        (seen - begin) / 1e3,
                        (arrived.firstMillis() - begin) / 1e3,
                        usage.cpuNanos() / 1e9,
                        usage.peakResidentBytes());
            }
            throw new IOException(arm.name() + " was not done after " + timeout.toSeconds() + " s; "
                    + topics.ends(task.output()) + " where " + goal.output().count() + " records were expected\n"
                    + child.logTail());
        }
    }

    private static void check(Arm arm, Content.Sum goal, Content.Sum arrived) throws IOException {
        if (arrived.count() != goal.count()) {
            throw new IOException(arm.name() + " wrote " + arrived.count() + " records, not " + goal.count());
        }
        if (arrived.digest() != goal.digest()) {
            throw new IOException(arm.name() + " wrote other records than expected");
        }
    }
}
