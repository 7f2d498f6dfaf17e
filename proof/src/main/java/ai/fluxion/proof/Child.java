package ai.fluxion.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link CrashChild} as its parent sees it. What it says, and that it is gone, comes as events. */
final class Child {
    /** The line that stands for the end of a process. */
    static final String GONE = "gone";

    private static final long STOP_SECONDS = 60;
    private static final int LOG_TAIL = 40;

    /** Something that a child said. */
    record Event(Child child, String line) {}

    private final Process process;
    private final Path log;
    private final Thread listener;

    private Child(Process process, Path log, BlockingQueue<Event> events) {
        this.process = process;
        this.log = log;
        this.listener = new Thread(() -> listen(events), "child-" + process.pid());
        listener.setDaemon(true);
        listener.start();
    }

    /** Starts a pipeline in a process of its own, with this process's class path. */
    static Child start(Path manifest, Path state, Death death, Path log, BlockingQueue<Event> events)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashChild.class.getName(),
                manifest.toString(),
                state.toString()));
        if (death instanceof Death.AtStep atStep) {
            command.add(atStep.argument());
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new Child(builder.start(), log, events);
    }

    private void listen(BlockingQueue<Event> events) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(new Event(this, line));
            }
        } catch (IOException broken) {
            // it was killed while it spoke
        }
        events.add(new Event(this, GONE));
    }

    /** SIGKILL; returns when the process is no more. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        listener.join();
    }

    /** SIGSTOP: it lives, keeps its locks and connections, and does nothing until {@link #goOn}. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new IOException("SIG" + name + " can't be sent to " + this);
        }
    }

    /** SIGTERM; returns when the process has ended. @return whether it ended cleanly, in time */
    boolean stop() throws InterruptedException {
        // of the handle, because that of the process closes the pipes first, by which the child knows that its parent
        // lives
        process.toHandle().destroy();
        boolean ended = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            kill();
        }
        listener.join();
        return ended && process.exitValue() == 0;
    }

    /** The end of what it logged. */
    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String toString() {
        return "process " + process.pid() + " (" + log + ")";
    }
}
