package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fluxion connectors [TYPE] [--json]}. */
@Command(name = "connectors", description = "Lists the connectors that there are, or the options of one.")
final class ConnectorsCommand implements Callable<Integer> {
    private final Distribution distribution;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "TYPE", description = "A connector, to see its options.")
    private String type;

    @Option(names = "--json", description = "Writes a JSON array of connectors with their options.")
    private boolean json;

    ConnectorsCommand(Distribution distribution) {
        this.distribution = distribution;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<ConnectorSummary> all = ConnectorSummary.all(
                distribution.connectors(spec.commandLine().getErr()).registry());
        List<ConnectorSummary> chosen = type == null
                ? all
                : all.stream().filter(one -> one.type().equals(type)).toList();
        if (type != null && chosen.isEmpty()) {
            String known =
                    all.stream().map(ConnectorSummary::type).distinct().sorted().collect(Collectors.joining(", "));
            throw Failure.fatal("FLX-CONNECTOR-UNKNOWN", "there is no connector of type " + type)
                    .remedy("There are: " + known + ".")
                    .exception();
        }
        if (json) {
            out.println(
                    chosen.stream().map(one -> one.asDocument().toJson()).collect(Collectors.joining(",", "[", "]")));
        } else if (type == null) {
            int width = all.stream().mapToInt(one -> one.type().length()).max().orElse(0);
            chosen.forEach(one -> out.println(one.asLine(width)));
        } else {
            out.println(chosen.stream().map(ConnectorSummary::asText).collect(Collectors.joining("\n")));
        }
        out.flush();
        return ExitCode.DONE;
    }
}
