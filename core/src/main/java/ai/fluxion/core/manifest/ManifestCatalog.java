package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorRegistry;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.transactions.CheckpointStoreProvider;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What manifests can name: connectors, formats and checkpoint stores. */
public record ManifestCatalog(
        ConnectorRegistry connectors, List<FormatProvider> formats, List<CheckpointStoreProvider> stores) {
    public ManifestCatalog {
        Objects.requireNonNull(connectors, "connectors");
        formats = List.copyOf(formats);
        stores = List.copyOf(stores);
    }

    public static ManifestCatalog of(
            ConnectorRegistry connectors,
            Collection<? extends FormatProvider> formats,
            Collection<? extends CheckpointStoreProvider> stores) {
        return new ManifestCatalog(connectors, List.copyOf(formats), List.copyOf(stores));
    }

    /** All types of a role. */
    List<ComponentType> types(ComponentType.Role role) {
        return switch (role) {
            case SOURCE -> connectors.sources().stream().map(ComponentType::of).toList();
            case SINK -> connectors.sinks().stream().map(ComponentType::of).toList();
            case STORE -> stores.stream().map(ComponentType::of).toList();
            case FORMAT -> formats.stream().map(ComponentType::of).toList();
        };
    }

    Optional<ComponentType> type(ComponentType.Role role, String id) {
        return types(role).stream().filter(type -> type.id().equals(id)).findFirst();
    }
}
