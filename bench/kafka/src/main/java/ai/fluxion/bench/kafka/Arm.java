package ai.fluxion.bench.kafka;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One thing that is measured.
 *
 * @param name what it is called on the command line and in the table
 * @param what what it does
 * @param workload what it reads, and what must arrive
 * @param owner whose it is
 * @param launch how its process is started
 */
record Arm(String name, String what, Workload workload, Owner owner, Launch launch) {

    /** What an arm reads, and what must arrive. */
    enum Workload {
        /** All records, unchanged. */
        COPY,
        /** All records, of which those that are paid arrive changed. */
        STAGES,
        /** A few records, unchanged: only the time to the first counts. */
        START
    }

    /** Whose an arm is. */
    enum Owner {
        BARE,
        FLUXION,
        PEER
    }

    /**
     * How a process begins.
     *
     * @param line the program and its arguments
     * @param environment variables beside the inherited ones
     */
    record Command(List<String> line, Map<String, String> environment) {}

    /** Prepares the folder of a run, and says how its process is started. It runs until it is killed. */
    @FunctionalInterface
    interface Launch {
        Command prepare(Task task) throws IOException;
    }
}
