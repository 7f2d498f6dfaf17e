package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.manifest.ManifestKey.Section;
import ai.fluxion.core.manifest.ManifestKey.Setting;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys below {@code metrics}, and what they come to. */
final class MetricsKeys {
    private static final ConnectorOption HOST = ConnectorOption.builder("host", ConnectorOption.Type.STRING)
            .defaultValue("127.0.0.1")
            .doc(
                    "The address to listen at. Any other than the loopback shows metrics and health to the network, unprotected.")
            .build();
    private static final ConnectorOption PORT = ConnectorOption.builder("port", ConnectorOption.Type.INTEGER)
            .defaultValue("9464")
            .range(0, 65_535)
            .doc("The port; 0 takes any that is free, and the log says which.")
            .build();
    static final Section HTTP = new Section(
            "http",
            "Serves `/metrics` for Prometheus, `/health/live` and `/health/ready`; `{}` for the defaults.",
            List.of(new Setting(HOST), new Setting(PORT)));

    static final ConnectorOption ENDPOINT = ConnectorOption.builder("endpoint", ConnectorOption.Type.STRING)
            .doc(
                    "The URL that takes metrics by HTTP, as `http://localhost:4318/v1/metrics`. Absent: what OpenTelemetry's"
                            + " environment variables say, else that.")
            .build();
    private static final ConnectorOption INTERVAL = ConnectorOption.builder("interval", ConnectorOption.Type.DURATION)
            .defaultValue("10s")
            .range(100, 3_600_000)
            .doc("The time from one report to the next.")
            .build();
    private static final ConnectorOption HEADERS = ConnectorOption.builder("headers", ConnectorOption.Type.MAP)
            .secret()
            .doc("Headers of each report.")
            .build();
    static final Section OTLP = new Section(
            "otlp",
            "Reports metrics by OpenTelemetry's protocol; `{}` for the defaults.",
            List.of(new Setting(ENDPOINT), new Setting(INTERVAL), new Setting(HEADERS)));

    private static final ConnectorOption STUCK_AFTER = ConnectorOption.builder(
                    "stuckAfter", ConnectorOption.Type.DURATION)
            .defaultValue("5m")
            .range(1_000, 86_400_000)
            .doc("How long a call to a connector may take before the pipeline is no longer live.")
            .build();
    static final Section METRICS = new Section(
            "metrics",
            "What is shown of the pipeline while it runs. Pipelines of one process share one address.",
            List.of(HTTP, OTLP, new Setting(STUCK_AFTER)));

    private MetricsKeys() {}

    /**
     * What the settings mean.
     *
     * @param http empty if the section is absent
     * @param otlp likewise
     */
    static MetricsDefinition read(
            ConnectorConfig metrics, Optional<ConnectorConfig> http, Optional<ConnectorConfig> otlp) {
        return new MetricsDefinition(
                http.map(given -> new MetricsDefinition.Http(given.getString(HOST), given.getInt(PORT))),
                otlp.map(given -> new MetricsDefinition.Otlp(
                        given.get(ENDPOINT.name()).map(String::valueOf),
                        given.getDuration(INTERVAL),
                        given.getMap(HEADERS.name(), Map.of()))),
                metrics.getDuration(STUCK_AFTER));
    }

    /** Whether a text can be an endpoint; one with a reference that stands for nothing may yet become one. */
    static boolean isEndpoint(String text) {
        try {
            URI uri = URI.create(text);
            return List.of("http", "https").contains(uri.getScheme()) && uri.getHost() != null;
        } catch (IllegalArgumentException wrong) {
            return text.contains("${");
        }
    }
}
