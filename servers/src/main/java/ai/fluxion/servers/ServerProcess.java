package ai.fluxion.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A process that is there for the sake of its servers: it announces them, and lives until SIGTERM, or until whoever
 * started it closes the pipe on its standard input, be it by dying.
 */
public final class ServerProcess {

    private static final int FILE_TYPE = 0170000;
    private static final int FIFO = 0010000;
    private static final int SOCKET = 0140000;

    private ServerProcess() {}

    /**
     * Prints the address line of each server, then {@code ready}; closes them when the pipe on standard input ends, and
     * returns. A terminal, a file or {@code /dev/null} there never ends it. On a signal the servers are closed as well,
     * and the process ends with 0.
     */
    public static void serve(List<? extends Server> servers, PrintStream out) throws InterruptedException {
        Thread onSignal = new Thread(
                () -> {
                    closeAll(servers);
                    // The status of a signal can be turned into 0 in no other way.
                    Runtime.getRuntime().halt(0);
                },
                "servers-close");
        Runtime.getRuntime().addShutdownHook(onSignal);
        for (Server server : servers) {
            out.println(server.addressLine());
        }
        out.println("ready");
        out.flush();
        awaitEndOf(System.in);
        closeAll(servers);
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // A signal came at the same moment: the hook finds the servers closed.
        }
    }

    private static void awaitEndOf(InputStream in) throws InterruptedException {
        if (isPipe()) {
            try {
                in.transferTo(PrintStream.nullOutputStream());
            } catch (IOException e) {
                // A pipe that breaks has ended.
            }
        } else {
            new CountDownLatch(1).await();
        }
    }

    private static boolean isPipe() {
        try {
            int type = (int) Files.getAttribute(Path.of("/dev/stdin"), "unix:mode") & FILE_TYPE;
            return type == FIFO || type == SOCKET;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static void closeAll(List<? extends Server> servers) {
        for (Server server : servers) {
            server.close();
        }
    }
}
