package ai.fluxion.bench.kafka;

import ai.fluxion.servers.KafkaServerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The broker, in a process of its own on the loopback address. It ends with this process. */
final class BrokerProcess implements AutoCloseable {
    /** What the broker runs with. */
    static final List<String> FLAGS = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");

    private static final String ADDRESS = "kafka bootstrapServers=";
    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final String bootstrapServers;

    private BrokerProcess(Process process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts it and returns when it serves.
     *
     * @param folder where its data and its log lie
     */
    static BrokerProcess start(ClassPaths classPaths, Path folder) throws IOException {
        // It keeps its data in a temporary folder, which goes with it however this process ends.
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("-Djava.io.tmpdir=" + folder);
        List<String> line = ClassPaths.java(flags, classPaths.all(), KafkaServerMain.class.getName());
        // What a run wrote is gone before the next one has written as much.
        line.addAll(List.of("--property", "log.segment.delete.delay.ms=1000"));
        Path log = folder.resolve("broker.log");
        Process process = new ProcessBuilder(line).redirectError(log.toFile()).start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String address = "";
        for (String said = lines.readLine(); said != null; said = lines.readLine()) {
            if (said.startsWith(ADDRESS)) {
                address = said.substring(ADDRESS.length());
            }
            if (said.equals("ready")) {
                return new BrokerProcess(process, address);
            }
        }
        throw new IOException("the broker did not start; see " + log);
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
