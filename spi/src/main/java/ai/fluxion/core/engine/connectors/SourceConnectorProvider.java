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

    /**
     * What is wrong with the options for {@link #discoverStreams}, which may need fewer of them than a pipeline: whoever asks
     * what there is can't name it yet. Opens no connection.
     */
    default List<OptionProblem> checkDiscovery(SourceConnectorConfig config) {
        return check(config);
    }

    /**
     * The streams that the source offers; connects to find out.
     *
     * <p>The connector promises:
     *
     * <ol>
     *   <li>The options say which streams; where they name none, all are meant but those that the outside system keeps for
     *       itself.
     *   <li>Nothing changes outside: no group is joined, nothing is committed, acknowledged or created.
     *   <li>It ends: with the client's own time limits where nobody answers, and with what there is by then where much is
     *       to be read. A stream that is named and not there is a failure.
     *   <li>A stream without a schema comes with a sample, if it has records: some of the newest, or of the first where only
     *       those are to be had, bounded in number and bytes, and encoded as a reader would hand them out. It is not decoded:
     *       what is malformed in it the engine finds.
     * </ol>
     *
     * <p>The engine promises:
     *
     * <ol>
     *   <li>The options were checked against {@link #options()} and by {@link #checkDiscovery}.
     *   <li>It decodes the sample, and infers the schema from it.
     *   <li>It may interrupt the thread, if somebody does not want to wait.
     * </ol>
     *
     * @return the streams in a stable order; none if there are none
     * @throws FluxionException whose kind says whether another try may succeed
     */
    default List<ConnectorStreamDescriptor> discoverStreams(
            SourceConnectorContext context, SourceConnectorConfig config) throws Exception {
        return List.of();
    }
}
