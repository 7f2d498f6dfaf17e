package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.ConnectorMetrics;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What is passed on of the numbers that Kafka's clients keep. */
final class ClientMetrics {
    private ClientMetrics() {}

    /** Offers how long brokers make a consumer's fetches wait. */
    static void ofConsumer(ConnectorMetrics metrics, Map<MetricName, ? extends Metric> client) {
        throttle(metrics, client, "fetch");
    }

    /** Offers how long brokers make a producer's requests wait. */
    static void ofProducer(ConnectorMetrics metrics, Map<MetricName, ? extends Metric> client) {
        throttle(metrics, client, "produce");
    }

    private static void throttle(ConnectorMetrics metrics, Map<MetricName, ? extends Metric> client, String request) {
        Metric throttle = metric(client, request + "-throttle-time-avg");
        if (throttle != null) {
            metrics.gauge(
                    "kafka." + request + ".throttle.seconds",
                    "How long brokers held back a " + request + " on average, of late, added up over lanes",
                    () -> number(throttle) / 1000);
        }
    }

    /** One that has no tags but the client's id; null if the client has none of that name. */
    static Metric metric(Map<MetricName, ? extends Metric> client, String name) {
        return client.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name)
                        && entry.getKey().tags().size() <= 1)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** 0 where nothing was measured yet. */
    static double number(Metric metric) {
        double value = metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
        return Double.isFinite(value) ? value : 0;
    }
}
