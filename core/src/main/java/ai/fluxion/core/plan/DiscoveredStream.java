package ai.fluxion.core.plan;

import ai.fluxion.core.engine.connectors.ConnectorStreamDescriptor;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.model.Schema;
import java.util.Optional;

/**
 * A stream that a source offers, and what its records look like.
 *
 * @param descriptor what the source told
 * @param schema the source's, else the one that its sample tells; empty if there is no record that can be decoded
 * @param sampled how many records of the sample were looked at
 * @param malformed how many of them could not be decoded
 * @param firstMalformed why the first of those could not
 */
public record DiscoveredStream(
        ConnectorStreamDescriptor descriptor,
        Optional<Schema> schema,
        int sampled,
        int malformed,
        Optional<Failure> firstMalformed) {}
