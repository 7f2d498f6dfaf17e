package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * How a command ended.
 *
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Ended(int code, String out, String err) {
    private static final long LONGEST_SECONDS = 120;

    /** The end of a command in this process, with the connectors of the tests' class path. */
    static Ended of(String... arguments) {
        return of(new Distribution(Optional.empty()), arguments);
    }

    static Ended of(Distribution distribution, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Fluxion.commandLine(distribution);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return new Ended(line.execute(arguments), out.toString(), err.toString());
    }

    /** The end of a process, whose output goes through files in a folder. */
    static Ended of(ProcessBuilder command, Path folder) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process =
                command.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        try {
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    List<String> outLines() {
        return out.lines().toList();
    }
}
