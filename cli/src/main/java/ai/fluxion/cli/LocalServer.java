package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real server in a process of its own: {@code fluxion dev}, started by this process and ended with it, be it killed, by
 * the end of the pipe on its standard input.
 */
final class LocalServer implements AutoCloseable {
    private static final long CLOSE_SECONDS = 30;

    private final Process process;
    private final String address;

    private LocalServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param service its name, such as {@code kafka}
     * @param temporary where it keeps what goes with it
     */
    static LocalServer start(Distribution distribution, String service, Path temporary) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.io.tmpdir=" + temporary,
                "-Dfluxion.home=" + distribution.file(""),
                "-cp",
                System.getProperty("java.class.path"),
                Fluxion.class.getName(),
                "dev",
                service);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null || !"ready".equals(out.readLine())) {
            process.destroyForcibly();
            throw Failure.fatal("FLX-DEV-START", "the local " + service + " server did not start")
                    .remedy("What it said stands above; `fluxion dev " + service + " --verbose` says more.")
                    .exception();
        }
        return new LocalServer(process, line.substring(line.indexOf('=') + 1));
    }

    /** The first of its addresses. */
    String address() {
        return address;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
