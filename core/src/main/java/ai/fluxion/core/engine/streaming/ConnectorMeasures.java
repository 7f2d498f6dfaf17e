package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.ConnectorMetrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/** The numbers that one connector of a pipeline offers. */
final class ConnectorMeasures implements ConnectorMetrics {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z0-9]+)*");

    /** One number. */
    sealed interface Entry {
        String doc();
    }

    /** A number that only grows. */
    record Counter(String doc, LongAdder sum) implements Entry {}

    /** How often, and how long. */
    record Timer(String doc, LongAdder calls, LongAdder nanos) implements Entry {}

    /** A number that is asked for, of each lane that offers it. */
    record Gauge(String doc, List<DoubleSupplier> suppliers) implements Entry {
        double value() {
            double sum = 0;
            for (DoubleSupplier supplier : suppliers) {
                sum += value(supplier);
            }
            return suppliers.isEmpty() ? Double.NaN : sum;
        }

        private static double value(DoubleSupplier supplier) {
            try (ContextLoader scope = ContextLoader.of(supplier)) {
                return supplier.getAsDouble();
            } catch (RuntimeException broken) { // a defect of the connector, and no concern of who watches
                return Double.NaN;
            }
        }
    }

    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();

    @Override
    public LongConsumer counter(String name, String doc) {
        return entry(name, Counter.class, new Counter(doc, new LongAdder())).sum()::add;
    }

    @Override
    public LongConsumer timer(String name, String doc) {
        Timer timer = entry(name, Timer.class, new Timer(doc, new LongAdder(), new LongAdder()));
        return nanos -> {
            timer.calls().increment();
            timer.nanos().add(nanos);
        };
    }

    @Override
    public void gauge(String name, String doc, DoubleSupplier value) {
        entry(name, Gauge.class, new Gauge(doc, new CopyOnWriteArrayList<>()))
                .suppliers()
                .add(value);
    }

    private <T extends Entry> T entry(String name, Class<T> kind, T fresh) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a metric's name is words of lower-case letters and digits with dots between: " + name);
        }
        Entry known = entries.putIfAbsent(name, fresh);
        if (known != null && !kind.isInstance(known)) {
            throw new IllegalArgumentException(
                    "the metric " + name + " is a " + known.getClass().getSimpleName() + " already");
        }
        return known == null ? fresh : kind.cast(known);
    }

    /** By name. */
    Map<String, Entry> entries() {
        return entries;
    }

    /** The connector is closed. */
    void forgetGauges() {
        for (Entry entry : entries.values()) {
            if (entry instanceof Gauge gauge) {
                gauge.suppliers().clear();
            }
        }
    }
}
