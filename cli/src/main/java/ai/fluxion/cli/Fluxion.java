package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command {@code fluxion}. Each command writes its result to standard output and anything else to standard error, one
 * line for an error, and ends with a code of {@link ExitCode}.
 */
@Command(
        name = "fluxion",
        description = "Moves records between systems continuously, none lost and none doubled.",
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            PlanCommand.class,
            LintCommand.class,
            SchemaCommand.class,
            ConnectorsCommand.class,
            DiscoverCommand.class,
            CheckpointCommand.class,
            TestCommand.class,
            DevCommand.class,
            DemoCommand.class,
            ShareClassesCommand.class
        })
public final class Fluxion implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Says how this is used.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Says which version this is.")
    private boolean version;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Says more on standard error, stack traces among it.")
    private boolean verbose;

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        try {
            return commandLine(Distribution.ofThisProcess()).execute(args);
        } catch (Error broken) { // memory, or a class that a connector lacks: told like any other failure
            ErrorLines.print(new PrintWriter(System.err, true, StandardCharsets.UTF_8), Failure.of(broken));
            return ExitCode.FAILED;
        }
    }

    /** The whole command line, for a distribution; a test sets other writers. */
    static CommandLine commandLine(Distribution distribution) {
        CommandLine line = new CommandLine(new Fluxion(), new Commands(distribution));
        line.setExecutionStrategy(Fluxion::execute);
        line.setParameterExceptionHandler(Fluxion::refuse);
        line.setExecutionExceptionHandler(Fluxion::fail);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        return line;
    }

    /** Without a command: says which there are. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Whether a command is to say more. */
    static boolean verbose(CommandSpec command) {
        return ((Fluxion) command.root().userObject()).verbose;
    }

    private static int execute(CommandLine.ParseResult arguments) {
        if (verbose(arguments.commandSpec())) {
            LogLevels.verbose();
        }
        return new CommandLine.RunLast().execute(arguments);
    }

    private static int refuse(ParameterException wrong, String[] args) {
        CommandLine line = wrong.getCommandLine();
        PrintWriter err = line.getErr();
        ErrorLines.print(
                err,
                Failure.fatal("FLX-CLI-USAGE", wrong.getMessage())
                        .remedy("See " + line.getCommandSpec().qualifiedName() + " --help."));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        return ExitCode.WRONG;
    }

    private static int fail(Exception thrown, CommandLine line, CommandLine.ParseResult arguments) {
        Throwable reason =
                thrown instanceof ExecutionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        Failure failure = Failure.of(reason);
        ErrorLines.print(line.getErr(), failure);
        if (verbose(line.getCommandSpec())) {
            thrown.printStackTrace(line.getErr());
        }
        return failure.code().equals("FLX-UNEXPECTED") ? ExitCode.FAILED : ExitCode.WRONG;
    }
}
