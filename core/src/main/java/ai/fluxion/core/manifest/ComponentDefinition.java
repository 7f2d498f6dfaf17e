package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A source, a sink or a checkpoint store, as a manifest asks for it.
 *
 * @param config its options, checked, with references resolved and paths absolute; never shown
 * @param shown its options for people: references as they were written, secrets masked
 * @param location where it stands
 */
public record ComponentDefinition<C extends ConnectorConfig>(C config, Map<String, Object> shown, Location location) {
    public ComponentDefinition {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(location, "location");
        shown = Collections.unmodifiableMap(new LinkedHashMap<>(shown));
    }

    public String type() {
        return config.type();
    }

    /** Type, what is shown, and place; no secret. */
    @Override
    public String toString() {
        return type() + shown + " at " + location;
    }
}
