package ai.fluxion.core.engine.connectors;

import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/**
 * Numbers that a connector offers to whoever watches the pipeline; the engine adds the names of the pipeline and the
 * connector, and what the connector is to it. Any thread may call it, and what it returns.
 *
 * <p>A name is words of lower-case letters and digits with dots between, the connector's own first; it stands for one kind of
 * number. A unit stands at its end: {@code kafka.throttle.seconds}. Asking twice for one name is the same as asking once.
 */
public interface ConnectorMetrics {
    /** Metrics that nobody watches. */
    ConnectorMetrics NONE = new ConnectorMetrics() {
        @Override
        public LongConsumer counter(String name, String doc) {
            return amount -> {};
        }

        @Override
        public LongConsumer timer(String name, String doc) {
            return nanos -> {};
        }

        @Override
        public void gauge(String name, String doc, DoubleSupplier value) {}
    };

    /**
     * A number that only grows; the result takes what to add. It goes on counting when an epoch is read again.
     *
     * @throws IllegalArgumentException if the name is none, or stands for another kind of number
     */
    LongConsumer counter(String name, String doc);

    /**
     * How often something was done and how long it took; the result takes nanoseconds. The unit is not part of the name.
     *
     * @throws IllegalArgumentException as {@link #counter}
     */
    LongConsumer timer(String name, String doc);

    /**
     * A number that is asked for when somebody looks, which is to be quick and without failures. Where several lanes offer one
     * name, their sum is shown; they are forgotten when the source or the sink is closed.
     *
     * @throws IllegalArgumentException as {@link #counter}
     */
    void gauge(String name, String doc, DoubleSupplier value);
}
