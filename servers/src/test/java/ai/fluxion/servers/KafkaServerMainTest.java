package ai.fluxion.servers;

import static ai.fluxion.servers.KafkaClients.produce;
import static ai.fluxion.servers.KafkaClients.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerMainTest {

    /** A killed broker's id is taken until its session has run out, 9 seconds unless told otherwise. */
    private static final String SHORT_SESSION = "broker.session.timeout.ms=2500";

    private static final File NOTHING = new File("/dev/null");

    @TempDir
    private Path temporary;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void itServesUntilThePipeEndsAndLeavesNothing() throws Exception {
        Process process = launch(ProcessBuilder.Redirect.PIPE);
        try (BufferedReader out = process.inputReader()) {
            String bootstrapServers = bootstrapServers(out);
            produce(bootstrapServers, "there", "a");

            process.outputWriter().close();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(out.readLine()).isNull();
            assertThat(temporary.resolve("tmp")).isEmptyDirectory();
        }
    }

    @Test
    void withoutAPipeItServesUntilSigterm() throws Exception {
        Process process = launch(ProcessBuilder.Redirect.from(NOTHING));
        try (BufferedReader out = process.inputReader()) {
            produce(bootstrapServers(out), "there", "a");
            assertThat(process.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(temporary.resolve("tmp")).isEmptyDirectory();
        }
    }

    @Test
    void aServerThatWasKilledGoesOnWithTheDataItWasToKeep() throws Exception {
        String data = temporary.resolve("data").toString();
        Process first = launch(ProcessBuilder.Redirect.PIPE, "--data", data, "--property", SHORT_SESSION);
        String address;
        try (BufferedReader out = first.inputReader()) {
            address = bootstrapServers(out);
            produce(address, "kept", "before");
            first.destroyForcibly();
            assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }

        String port = address.substring(address.indexOf(':') + 1);
        Process second =
                launch(ProcessBuilder.Redirect.PIPE, "--data", data, "--port", port, "--property", SHORT_SESSION);
        try (BufferedReader out = second.inputReader()) {
            assertThat(bootstrapServers(out)).isEqualTo(address);
            assertThat(readAll(address, "kept", "read_uncommitted")).containsExactly("before");
        }
    }

    @Test
    void anArgumentThatIsNotKnownEndsItWithTwo() throws Exception {
        Process process = launch(ProcessBuilder.Redirect.PIPE, "--colour", "red");

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
    }

    private Process launch(ProcessBuilder.Redirect in, String... args) throws IOException {
        Path tmp = Files.createDirectories(temporary.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + tmp,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaServerMain.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectInput(in)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }

    private static String bootstrapServers(BufferedReader out) throws IOException {
        String line = out.readLine();
        assertThat(line).startsWith("kafka bootstrapServers=127.0.0.1:");
        assertThat(out.readLine()).isEqualTo("ready");
        return line.substring(line.indexOf('=') + 1);
    }
}
