package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fluxion dev SERVICE… [--port PORT] [--data DIR]}. */
@Command(
        name = "dev",
        description =
                "Starts real local servers, prints their addresses, then 'ready'; ends on SIGTERM or when the pipe"
                        + " on standard input ends.")
final class DevCommand implements Callable<Integer> {
    private final Distribution distribution;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "SERVICE", description = "What to start: kafka.")
    private List<String> services;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where the one service listens; a free port unless set.")
    private Integer port;

    @Option(names = "--data", paramLabel = "DIR", description = "Where data is kept; else it goes with the command.")
    private Path data;

    DevCommand(Distribution distribution) {
        this.distribution = distribution;
    }

    /** Calls {@code DevServers.serve} by name: its libraries are in a class loader of their own. */
    @Override
    public Integer call() throws Exception {
        if (!Fluxion.verbose(spec)) {
            LogLevels.quiet(); // a server says much that is of no interest to whoever only needs it
        }
        ClassLoader servers = distribution.servers();
        Thread.currentThread().setContextClassLoader(servers);
        try {
            Class.forName("ai.fluxion.servers.DevServers", true, servers)
                    .getMethod("serve", List.class, Optional.class, Optional.class, PrintStream.class)
                    .invoke(null, services, Optional.ofNullable(port), Optional.ofNullable(data), System.out);
            return ExitCode.DONE;
        } catch (InvocationTargetException thrown) {
            Throwable reason = thrown.getCause();
            boolean wrong = reason instanceof IllegalArgumentException;
            ErrorLines.print(
                    spec.commandLine().getErr(),
                    Failure.fatal(wrong ? "FLX-DEV-SERVICE" : "FLX-DEV-START", String.valueOf(reason.getMessage())));
            return wrong ? ExitCode.WRONG : ExitCode.FAILED;
        }
    }
}
