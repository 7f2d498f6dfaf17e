package ai.fluxion.core.plan;

import ai.fluxion.core.connectors.ConnectorDirectory;
import ai.fluxion.core.engine.streaming.EngineServices;
import ai.fluxion.core.engine.transactions.CheckpointStoreProvider;
import ai.fluxion.core.formats.Formats;
import ai.fluxion.core.manifest.ManifestCatalog;
import ai.fluxion.core.manifest.ManifestReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** What is there to run pipelines with, put together once: connectors, formats, stores, the manifest's reader, the planner. */
public final class Engine {
    private final ManifestCatalog catalog;
    private final ManifestReader manifests;
    private final PipelinePlanner planner;
    private final StreamDiscovery discovery;
    private final EngineServices services;

    private Engine(ManifestCatalog catalog, EngineServices services) {
        this.catalog = catalog;
        this.services = services;
        this.manifests = new ManifestReader(catalog, new CompilingChecker());
        this.planner = new PipelinePlanner(catalog, services);
        this.discovery = new StreamDiscovery(catalog, services);
    }

    /** With the connectors of a distribution, or those on the class path. */
    public static Engine of(ConnectorDirectory connectors) {
        Formats formats = Formats.load(connectors.loaders());
        ManifestCatalog catalog =
                ManifestCatalog.of(connectors.registry(), formats.all(), stores(connectors.loaders()));
        return new Engine(catalog, new EngineServices(formats));
    }

    private static List<CheckpointStoreProvider> stores(Iterable<ClassLoader> loaders) {
        Map<String, CheckpointStoreProvider> byType = new LinkedHashMap<>();
        for (ClassLoader loader : loaders) {
            ServiceLoader.load(CheckpointStoreProvider.class, loader)
                    .forEach(provider -> byType.putIfAbsent(provider.type(), provider));
        }
        return new ArrayList<>(byType.values());
    }

    public ManifestCatalog catalog() {
        return catalog;
    }

    /** What connectors are given. */
    public EngineServices services() {
        return services;
    }

    /** Reads and lints manifests. */
    public ManifestReader manifests() {
        return manifests;
    }

    public PipelinePlanner planner() {
        return planner;
    }

    /** Asks sources what they offer. */
    public StreamDiscovery discovery() {
        return discovery;
    }
}
