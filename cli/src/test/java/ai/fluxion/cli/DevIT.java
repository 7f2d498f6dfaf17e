package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fluxion dev} through the distribution. */
class DevIT {
    @TempDir
    private Path folder;

    @Test
    void itTellsTheAddressThenReadyAndNothingMoreAndEndsWithItsPipe() throws Exception {
        Process dev = dev("kafka");
        try (BufferedReader out = dev.inputReader(StandardCharsets.UTF_8)) {
            String address = out.readLine();
            assertThat(address).matches("kafka bootstrapServers=127\\.0\\.0\\.1:\\d+");
            assertThat(out.readLine()).isEqualTo("ready");
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
            }
            // the launcher has become the JVM: a signal reaches it, and nothing stands between
            assertThat(dev.info().command().orElseThrow()).endsWith("/java");

            dev.getOutputStream().close();

            assertThat(out.readLine()).isNull();
            assertThat(dev.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(dev.exitValue()).isZero();
            assertThat(leftBehind()).isEmpty();
        } finally {
            dev.destroyForcibly();
        }
    }

    @Test
    void aSignalEndsItWith0AndDataStaysWhereItIsAskedFor() throws Exception {
        Process dev = dev("kafka", "--data", folder.resolve("kept").toString());
        try (BufferedReader out = dev.inputReader(StandardCharsets.UTF_8)) {
            out.readLine();
            assertThat(out.readLine()).isEqualTo("ready");

            dev.destroy();

            assertThat(dev.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(dev.exitValue()).isZero();
            assertThat(leftBehind()).isEmpty();
            assertThat(folder.resolve("kept/kafka")).isNotEmptyDirectory();
        } finally {
            dev.destroyForcibly();
        }
    }

    @Test
    void aPortThatIsTakenEndsItWith3() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = DistributionProcess.in(folder)
                    .run("dev", "kafka", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(ended.code()).as(ended.err()).isEqualTo(3);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err())
                    .startsWith("error FLX-DEV-START: ")
                    .contains(Integer.toString(taken.getLocalPort()))
                    .hasLineCount(1);
        }
    }

    @Test
    void aServiceThatThereIsNotEndsItWith2() throws Exception {
        Ended ended = DistributionProcess.in(folder).run("dev", "kafka", "oracle");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .isEqualToIgnoringNewLines("error FLX-DEV-SERVICE: there is no service oracle. There are: kafka.");
    }

    private Process dev(String... arguments) throws IOException {
        ProcessBuilder command = DistributionProcess.in(folder).command("dev");
        command.command().addAll(List.of(arguments));
        return command.redirectError(folder.resolve("dev.err").toFile()).start();
    }

    private List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
            return files.toList();
        }
    }
}
