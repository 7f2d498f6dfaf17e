package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.manifest.MetricsDefinition;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.validate.ValidationException;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reports meters by OpenTelemetry's protocol. Where nothing is said, its environment variables count. */
final class OtlpMetrics {
    private OtlpMetrics() {}

    /**
     * A registry that reports until it is closed, and once more then.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if what the environment says is wrong
     */
    static MeterRegistry registry(MetricsDefinition.Otlp options) {
        try {
            return new OtlpMeterRegistry(new Options(options), Clock.SYSTEM);
        } catch (ValidationException wrong) {
            throw Failure.fatal("FLX-METRICS-OTLP", wrong.getMessage())
                    .at("metrics.otlp")
                    .remedy(
                            "See OpenTelemetry's environment variables, OTEL_EXPORTER_OTLP_… and OTEL_RESOURCE_ATTRIBUTES.")
                    .exception();
        }
    }

    private record Options(MetricsDefinition.Otlp given) implements OtlpConfig {
        @Override
        public String get(String key) {
            return null;
        }

        @Override
        public String url() {
            return given.endpoint().orElseGet(OtlpConfig.super::url);
        }

        @Override
        public Duration step() {
            return given.interval();
        }

        @Override
        public Map<String, String> headers() {
            Map<String, String> all = new LinkedHashMap<>(OtlpConfig.super.headers());
            all.putAll(given.headers());
            return all;
        }

        @Override
        public Map<String, String> resourceAttributes() {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("service.name", "fluxion");
            all.putAll(OtlpConfig.super.resourceAttributes());
            return all;
        }
    }
}
