package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.streaming.PipelineHandle;
import ai.fluxion.core.engine.streaming.PipelineHealth;
import ai.fluxion.core.engine.streaming.PipelineSpec;
import ai.fluxion.core.manifest.MetricsDefinition;
import ai.fluxion.core.observation.HttpEndpoint;
import ai.fluxion.core.observation.PrometheusMetrics;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the pipelines of a run show while they run: metrics and health by HTTP, metrics by OpenTelemetry's protocol. What it
 * needs is loaded only once one of them is asked for.
 */
final class Observation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Observation.class);

    private final List<PreparedPipeline> pipelines;
    private final Optional<PrometheusMetrics> prometheus;
    private final Map<MetricsDefinition.Otlp, MeterRegistry> otlp = new HashMap<>();
    private final Optional<HttpEndpoint> endpoint;
    private final List<PreparedPipeline> observed = new ArrayList<>();
    private volatile List<PipelineHandle> running = List.of();

    private Observation(Optional<MetricsDefinition.Http> address, List<PreparedPipeline> pipelines) {
        this.pipelines = List.copyOf(pipelines);
        this.prometheus = address.map(asked -> new PrometheusMetrics());
        this.endpoint = address.map(
                asked -> HttpEndpoint.start(asked.host(), asked.port(), prometheus.orElseThrow(), this::health));
        prometheus.ifPresent(metrics -> redact(metrics.registry()));
    }

    private static MetricsDefinition metrics(PreparedPipeline pipeline) {
        return pipeline.plan().definition().metrics();
    }

    /**
     * Listens and reports from now on.
     *
     * @param http what the command line asks for, in place of what the manifests do; may be null
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if the address can't be bound, or the manifests name
     *     several
     */
    static Observation start(MetricsDefinition.Http http, List<PreparedPipeline> pipelines) {
        Optional<MetricsDefinition.Http> address = http == null ? address(pipelines) : Optional.of(http);
        Observation observation = new Observation(address, pipelines);
        pipelines.forEach(observation::observe);
        observation.endpoint.ifPresent(Observation::tell);
        return observation;
    }

    private static Optional<MetricsDefinition.Http> address(List<PreparedPipeline> pipelines) {
        Set<String> named = new TreeSet<>();
        Optional<MetricsDefinition.Http> found = Optional.empty();
        for (PreparedPipeline pipeline : pipelines) {
            Optional<MetricsDefinition.Http> asked = metrics(pipeline).http();
            if (asked.isPresent()) {
                found = asked;
                named.add(asked.get().host() + ":" + asked.get().port());
            }
        }
        if (named.size() > 1) {
            throw Failure.fatal(
                            "FLX-METRICS-ADDRESSES",
                            "the manifests ask for several addresses: " + String.join(", ", named))
                    .at("metrics.http")
                    .remedy("Pipelines of one process share one: name the same in all, or say --http.")
                    .exception();
        }
        return found;
    }

    private static void tell(HttpEndpoint endpoint) {
        String host = endpoint.address().getAddress().getHostAddress();
        String base = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + endpoint.address().getPort();
        LOG.info("serves {}/metrics {}/health/live {}/health/ready", base, base, base);
    }

    /** The pipelines with meters where they are asked for. */
    List<PreparedPipeline> observed() {
        return observed;
    }

    private void observe(PreparedPipeline pipeline) {
        PipelineSpec spec = pipeline.spec();
        if (prometheus.isPresent()) {
            spec = spec.meteredBy(prometheus.get().registry());
        }
        Optional<MetricsDefinition.Otlp> receiver = metrics(pipeline).otlp();
        if (receiver.isPresent()) {
            spec = spec.meteredBy(otlp.computeIfAbsent(receiver.get(), this::report));
        }
        observed.add(new PreparedPipeline(pipeline.plan(), spec));
    }

    private MeterRegistry report(MetricsDefinition.Otlp receiver) {
        MeterRegistry registry = OtlpMetrics.registry(receiver);
        redact(registry);
        return registry;
    }

    /** Partitions are named after topics and files, which a manifest may have from references. */
    private void redact(MeterRegistry registry) {
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                String partition = id.getTag("partition");
                return partition == null ? id : id.withTag(Tag.of("partition", redacted(partition)));
            }
        });
    }

    private String redacted(String text) {
        String clean = text;
        for (PreparedPipeline pipeline : pipelines) {
            clean = pipeline.plan().definition().redaction().apply(clean);
        }
        return clean;
    }

    /** These run now, in the order of {@link #observed()}. */
    void of(List<PipelineHandle> handles) {
        running = List.copyOf(handles);
    }

    private List<PipelineHealth> health() {
        List<PipelineHandle> asked = running;
        List<PipelineHealth> all = new ArrayList<>();
        for (int i = 0; i < pipelines.size(); i++) {
            PreparedPipeline pipeline = pipelines.get(i);
            all.add(
                    asked.isEmpty()
                            ? PipelineHealth.starting(pipeline.id())
                            : asked.get(i).health().with(pipeline::redacted));
        }
        return all;
    }

    /** Reports once more, and listens no longer. */
    @Override
    public void close() {
        otlp.values().forEach(MeterRegistry::close);
        endpoint.ifPresent(HttpEndpoint::close);
        prometheus.ifPresent(PrometheusMetrics::close);
    }
}
