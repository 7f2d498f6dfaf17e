package ai.fluxion.core.engine.connectors;

import java.util.List;
import java.util.Set;

/**
 * Makes sources of one type. Found by {@link java.util.ServiceLoader}: a file {@code
 * META-INF/services/ai.fluxion.core.engine.connectors.SourceConnectorProvider} names the class, which is public and has a
 * public constructor without parameters. Any thread may call it.
 */
public interface SourceConnectorProvider {
    /** Its type, and what people should know. */
    SourceConnectorDescriptor descriptor();

    /** All options that there are: the linter, the docs and the JSON Schema are made from these. */
    List<ConnectorOption> options();

    /**
     * A new source. It opens no connection: {@code plan} makes one, too.
     *
     * @param context what the engine offers
     * @param config options that were checked against {@link #options()}
     * @throws FluxionException fatal, if the options do not go together
     */
    StreamingSource create(SourceConnectorContext context, SourceConnectorConfig config);

    /**
     * Keys beside the options that are handed to the client as they are, with all that the client knows; empty if the
     * connector passes nothing through.
     */
    default Set<String> passThroughKeys() {
        return Set.of();
    }

    /** What is wrong with the options together, beyond each by itself; opens no connection. */
    default List<OptionProblem> check(SourceConnectorConfig config) {
        return List.of();
    }

    /** The streams that the source offers; connects to find out. */
    default List<ConnectorStreamDescriptor> discoverStreams(
            SourceConnectorContext context, SourceConnectorConfig config) throws Exception {
        return List.of();
    }
}
