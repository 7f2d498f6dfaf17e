package ai.fluxion.core.manifest;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is shown of a pipeline while it runs.
 *
 * @param http where metrics and health are served; empty if nowhere
 * @param otlp where metrics are reported to; empty if nowhere
 * @param stuckAfter how long a call to a connector may take before the pipeline is held for dead
 */
public record MetricsDefinition(Optional<Http> http, Optional<Otlp> otlp, Duration stuckAfter) {
    public MetricsDefinition {
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(otlp, "otlp");
        Objects.requireNonNull(stuckAfter, "stuckAfter");
    }

    /** Whether anything is. */
    public boolean shown() {
        return http.isPresent() || otlp.isPresent();
    }

    /**
     * An address to listen at.
     *
     * @param port 0 for any that is free
     */
    public record Http(String host, int port) {
        public Http {
            Objects.requireNonNull(host, "host");
        }
    }

    /**
     * A receiver of OpenTelemetry's metrics.
     *
     * @param endpoint a URL; empty for what the environment says
     * @param headers may hold secrets
     */
    public record Otlp(Optional<String> endpoint, Duration interval, Map<String, String> headers) {
        public Otlp {
            Objects.requireNonNull(endpoint, "endpoint");
            Objects.requireNonNull(interval, "interval");
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Otlp[" + endpoint.orElse("") + ", " + interval + ", " + headers.keySet() + "]";
        }
    }
}
