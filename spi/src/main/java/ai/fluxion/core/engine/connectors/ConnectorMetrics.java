package ai.fluxion.core.engine.connectors;

import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/**
 * Numbers that a connector offers to whoever watches the pipeline; the engine adds the names of the pipeline and the
 * connector. Names are words with dots, units stand at the end: {@code consumer.lag.records}. Any thread may call it.
 */
public interface ConnectorMetrics {
    /** Metrics that nobody watches. */
    ConnectorMetrics NONE = new ConnectorMetrics() {
        @Override
        public LongConsumer counter(String name, String doc) {
            return amount -> {};
        }

        @Override
        public void gauge(String name, String doc, DoubleSupplier value) {}
    };

    /** A number that only grows; the result takes what to add. */
    LongConsumer counter(String name, String doc);

    /** A number that is asked for when somebody looks; the last supplier of a name counts. */
    void gauge(String name, String doc, DoubleSupplier value);
}
