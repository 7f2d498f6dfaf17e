package ai.fluxion.core.engine.connectors;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The connectors that there are, by their ids. Immutable. */
public final class ConnectorRegistry {
    private final Map<String, SourceConnectorProvider> sources = new TreeMap<>();
    private final Map<String, SinkConnectorProvider> sinks = new TreeMap<>();

    private ConnectorRegistry(Collection<SourceConnectorProvider> sources, Collection<SinkConnectorProvider> sinks) {
        for (SourceConnectorProvider provider : sources) {
            String id = provider.descriptor().id();
            refuseTwo("source", id, this.sources.put(id, provider), provider);
        }
        for (SinkConnectorProvider provider : sinks) {
            String id = provider.descriptor().id();
            refuseTwo("sink", id, this.sinks.put(id, provider), provider);
        }
    }

    private static void refuseTwo(String kind, String id, Object one, Object other) {
        if (one != null && one.getClass() != other.getClass()) {
            throw Failure.fatal("FLX-CONNECTOR-TWICE", "two " + kind + " connectors are called " + id)
                    .at(one.getClass().getName() + " and " + other.getClass().getName())
                    .remedy("Remove one of them.")
                    .exception();
        }
    }

    /** Of exactly these. */
    public static ConnectorRegistry of(
            Collection<SourceConnectorProvider> sources, Collection<SinkConnectorProvider> sinks) {
        return new ConnectorRegistry(sources, sinks);
    }

    /** Of those that class loaders see; one that several see counts once. */
    public static ConnectorRegistry load(Collection<ClassLoader> loaders) {
        List<SourceConnectorProvider> sources = new ArrayList<>();
        List<SinkConnectorProvider> sinks = new ArrayList<>();
        for (ClassLoader loader : loaders) {
            ServiceLoader.load(SourceConnectorProvider.class, loader).forEach(sources::add);
            ServiceLoader.load(SinkConnectorProvider.class, loader).forEach(sinks::add);
        }
        return new ConnectorRegistry(sources, sinks);
    }

    /** Of those that the current thread's class loader sees. */
    public static ConnectorRegistry load() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return load(List.of(loader == null ? ConnectorRegistry.class.getClassLoader() : loader));
    }

    public Optional<SourceConnectorProvider> source(String type) {
        return Optional.ofNullable(sources.get(type));
    }

    public Optional<SinkConnectorProvider> sink(String type) {
        return Optional.ofNullable(sinks.get(type));
    }

    /** All sources, by id. */
    public List<SourceConnectorProvider> sources() {
        return List.copyOf(sources.values());
    }

    /** All sinks, by id. */
    public List<SinkConnectorProvider> sinks() {
        return List.copyOf(sinks.values());
    }
}
