package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorMetrics;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.engine.stages.Expression;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.testkit.TestServices;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/** Services that count what is asked of them. */
final class CountingServices implements ConnectorServices {
    final AtomicInteger encoded = new AtomicInteger();
    final Map<String, LongAdder> metrics = new ConcurrentHashMap<>();
    private final ConnectorServices services = new TestServices();

    @Override
    public FormatProvider format(String name) {
        FormatProvider format = services.format(name);
        return new FormatProvider() {
            @Override
            public String name() {
                return format.name();
            }

            @Override
            public String doc() {
                return format.doc();
            }

            @Override
            public PayloadDecoder decoder(ConnectorConfig config) {
                return format.decoder(config);
            }

            @Override
            public PayloadEncoder encoder(ConnectorConfig config) {
                return counting(format.encoder(config));
            }
        };
    }

    private PayloadEncoder counting(PayloadEncoder encoder) {
        return new PayloadEncoder() {
            @Override
            public String format() {
                return encoder.format();
            }

            @Override
            public Bytes encode(Document record) {
                encoded.incrementAndGet();
                return encoder.encode(record);
            }
        };
    }

    @Override
    public Expression expression(Object definition) {
        return services.expression(definition);
    }

    @Override
    public ThreadFactory threads(String name) {
        return services.threads(name);
    }

    @Override
    public ConnectorMetrics metrics() {
        return new ConnectorMetrics() {
            @Override
            public LongConsumer counter(String name, String doc) {
                return metrics.computeIfAbsent(name, each -> new LongAdder())::add;
            }

            @Override
            public LongConsumer timer(String name, String doc) {
                throw new UnsupportedOperationException(name);
            }

            @Override
            public void gauge(String name, String doc, DoubleSupplier value) {
                throw new UnsupportedOperationException(name);
            }
        };
    }
}
