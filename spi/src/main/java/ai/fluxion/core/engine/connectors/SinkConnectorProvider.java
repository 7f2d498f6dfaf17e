package ai.fluxion.core.engine.connectors;

import java.util.List;
import java.util.Set;

/**
 * Makes sinks of one type. Found by {@link java.util.ServiceLoader}, as {@link SourceConnectorProvider} is. Any thread may
 * call it.
 */
public interface SinkConnectorProvider {
    /** Its type, and what people should know. */
    SinkConnectorDescriptor descriptor();

    /** All options that there are: the linter, the docs and the JSON Schema are made from these. */
    List<ConnectorOption> options();

    /**
     * A new sink. It opens no connection: {@code plan} makes one, too.
     *
     * @param config options that were checked against {@link #options()}
     * @throws FluxionException fatal, if the options do not go together
     */
    StreamingSink create(ConnectorConfig config);

    /** As {@link SourceConnectorProvider#passThroughKeys()}. */
    default Set<String> passThroughKeys() {
        return Set.of();
    }

    /** As {@link SourceConnectorProvider#check}. */
    default List<OptionProblem> check(ConnectorConfig config) {
        return List.of();
    }
}
