package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How often checkpoints are taken, and where the store keeps them.
 *
 * @param store empty if the manifest names none: the local one
 */
public record CheckpointDefinition(Duration interval, Optional<ComponentDefinition<ConnectorConfig>> store) {
    public CheckpointDefinition {
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(store, "store");
    }
}
