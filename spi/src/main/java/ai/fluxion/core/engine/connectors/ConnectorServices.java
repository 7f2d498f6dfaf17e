package ai.fluxion.core.engine.connectors;

import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.stages.Expression;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadFactory;

/**
 * What the engine does for connectors, so that they need no more than this module. Any thread may call it.
 *
 * <p>On a plain class path, without an engine, {@link #load()} finds the engine's.
 */
public interface ConnectorServices {
    /**
     * A format by its name.
     *
     * @throws FluxionException fatal, if there is none, with those that there are
     */
    FormatProvider format(String name);

    /**
     * The format that the ending of a file's name means, below that of a compression.
     *
     * @param fileName such as {@code orders.csv.gz}
     * @return empty if it means none
     */
    default Optional<FormatProvider> formatOf(String fileName) {
        return Optional.empty();
    }

    /**
     * Compiles an expression of the stage language.
     *
     * @param definition what a manifest holds: text, a number, a truth value, a list or a map
     * @throws FluxionException fatal, if it is none
     */
    Expression expression(Object definition);

    /** Makes threads that load classes as the connector's own code does, and end with the process. */
    ThreadFactory threads(String name);

    ConnectorMetrics metrics();

    /**
     * The engine's services, found by {@link ServiceLoader}.
     *
     * @throws FluxionException fatal, if there is no engine on the class path
     */
    static ConnectorServices load() {
        return ServiceLoader.load(ConnectorServices.class)
                .findFirst()
                .orElseThrow(() -> Failure.fatal("FLX-NO-ENGINE", "no engine on the class path")
                        .remedy("Add the artifact fluxion-core.")
                        .exception());
    }
}
