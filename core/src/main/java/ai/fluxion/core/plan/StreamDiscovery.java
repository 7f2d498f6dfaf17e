package ai.fluxion.core.plan;

import ai.fluxion.core.engine.connectors.ConnectorStreamDescriptor;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.streaming.EngineServices;
import ai.fluxion.core.manifest.ManifestCatalog;
import ai.fluxion.core.schema.SchemaInference;
import ai.fluxion.core.schema.SchemaInference.Inferred;
import java.util.List;

/** Asks sources which streams they offer, and finds out what the records look like where the source does not know. */
public final class StreamDiscovery {
    private final ManifestCatalog catalog;
    private final EngineServices services;

    StreamDiscovery(ManifestCatalog catalog, EngineServices services) {
        this.catalog = catalog;
        this.services = services;
    }

    /**
     * The streams of a source. It connects, and changes nothing.
     *
     * @param source of a type that there is, with checked options
     * @throws Exception what the source throws, most often a failure of the SPI
     */
    public List<DiscoveredStream> discover(SourceConnectorConfig source) throws Exception {
        SourceConnectorProvider provider =
                catalog.connectors().source(source.type()).orElseThrow();
        SourceConnectorContext context = SourceConnectorContext.from(new StreamingContext().services(services));
        return provider.discoverStreams(context, source).stream()
                .map(StreamDiscovery::look)
                .toList();
    }

    private static DiscoveredStream look(ConnectorStreamDescriptor found) {
        Inferred inferred = SchemaInference.infer(found.stream(), found.sample());
        return new DiscoveredStream(
                found,
                found.schema().or(inferred::schema),
                inferred.sampled(),
                inferred.malformed(),
                inferred.firstMalformed());
    }
}
