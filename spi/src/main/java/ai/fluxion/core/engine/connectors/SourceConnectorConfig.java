package ai.fluxion.core.engine.connectors;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The options of a source; see {@link ConnectorConfig}. */
public final class SourceConnectorConfig extends ConnectorConfig {
    private SourceConnectorConfig(String type, Map<String, Object> options) {
        super(type, Kind.SOURCE, options);
    }

    /** @param type the id of a source connector */
    public static Builder builder(String type) {
        return new Builder(type);
    }

    /** Fills a configuration. */
    public static final class Builder {
        private final String type;
        private final Map<String, Object> options = new LinkedHashMap<>();

        private Builder(String type) {
            this.type = type;
        }

        /** @param value text, a number, a truth value, a list or map of these; null leaves the option absent */
        public Builder option(String name, Object value) {
            options.put(Objects.requireNonNull(name, "name"), value);
            return this;
        }

        public Builder options(Map<String, ?> all) {
            options.putAll(all);
            return this;
        }

        public SourceConnectorConfig build() {
            return new SourceConnectorConfig(type, options);
        }
    }
}
