package ai.fluxion.core.observation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;

/** A registry whose meters Prometheus can scrape. */
public final class PrometheusMetrics implements AutoCloseable {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /**
     * All meters as text.
     *
     * @param contentType what it is, as HTTP says it
     */
    public record Scrape(String contentType, String body) {}

    /** Where pipelines register their meters. */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * Asks all meters.
     *
     * @param accept what a client takes, as its header says; OpenMetrics if it names that, else Prometheus's own text
     */
    public Scrape scrape(String accept) {
        boolean open = accept.toLowerCase(Locale.ROOT).contains("application/openmetrics-text");
        String type = open ? OPEN_METRICS : TEXT;
        return new Scrape(type, registry.scrape(type));
    }

    @Override
    public void close() {
        registry.close();
    }
}
