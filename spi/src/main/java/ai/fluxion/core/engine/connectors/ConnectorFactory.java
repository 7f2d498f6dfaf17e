package ai.fluxion.core.engine.connectors;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Makes sources and sinks by their type, from the connectors on the class path: a convenience for programs. */
public final class ConnectorFactory {
    private ConnectorFactory() {}

    /**
     * A new source, not connected.
     *
     * @throws FluxionException fatal, if there is no such type or the options are wrong; all that is wrong is named
     */
    public static StreamingSource createSource(SourceConnectorConfig config, SourceConnectorContext context) {
        ConnectorRegistry registry = ConnectorRegistry.load();
        SourceConnectorProvider provider = registry.source(config.type())
                .orElseThrow(() -> unknown(
                        config,
                        registry.sources().stream()
                                .map(p -> p.descriptor().id())
                                .toList()));
        check(config, provider.options(), provider.passThroughKeys(), provider.check(config));
        return provider.create(context, config);
    }

    /**
     * A new sink, not connected.
     *
     * @throws FluxionException fatal, if there is no such type or the options are wrong; all that is wrong is named
     */
    public static StreamingSink createSink(ConnectorConfig config) {
        ConnectorRegistry registry = ConnectorRegistry.load();
        SinkConnectorProvider provider = registry.sink(config.type())
                .orElseThrow(() -> unknown(
                        config,
                        registry.sinks().stream().map(p -> p.descriptor().id()).toList()));
        check(config, provider.options(), provider.passThroughKeys(), provider.check(config));
        return provider.create(config);
    }

    private static FluxionException unknown(ConnectorConfig config, List<String> known) {
        return Failure.fatal(
                        "FLX-CONNECTOR-UNKNOWN",
                        "there is no " + config.kind().name().toLowerCase(java.util.Locale.ROOT) + " of type "
                                + config.type())
                .remedy("There are: " + String.join(", ", known) + ".")
                .exception();
    }

    private static void check(
            ConnectorConfig config,
            List<ConnectorOption> options,
            Set<String> passThrough,
            Collection<OptionProblem> together) {
        List<OptionProblem> problems = new ArrayList<>(OptionProblem.of(config, options, passThrough));
        together.stream().filter(OptionProblem::error).forEach(problems::add);
        if (!problems.isEmpty()) {
            String all = String.join(
                    "; ",
                    problems.stream().map(p -> p.option() + ": " + p.message()).toList());
            throw Failure.fatal(problems.get(0).code(), config.type() + ": " + all)
                    .exception();
        }
    }
}
