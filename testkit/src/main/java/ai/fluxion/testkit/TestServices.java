package ai.fluxion.testkit;

import ai.fluxion.core.engine.connectors.ConnectorMetrics;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.stages.Expression;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;

/**
 * What a connector asks of an engine, without an engine: the formats on the class path and {@link TextFormat}, and
 * expressions that are constants, {@code $field}, {@code $_meta.field} or maps of these.
 */
public final class TestServices implements ConnectorServices {
    private static final String META = "$_meta.";

    private final Map<String, FormatProvider> formats = new TreeMap<>();

    public TestServices() {
        add(new TextFormat());
        ServiceLoader.load(FormatProvider.class).forEach(this::add);
    }

    private void add(FormatProvider format) {
        formats.put(format.name(), format);
    }

    @Override
    public FormatProvider format(String name) {
        FormatProvider format = formats.get(name);
        if (format == null) {
            throw Failure.fatal("FLX-FORMAT-UNKNOWN", "there is no format " + name)
                    .remedy("There are: " + String.join(", ", formats.keySet()) + ".")
                    .exception();
        }
        return format;
    }

    @Override
    public Optional<FormatProvider> formatOf(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst)$", "");
        return formats.values().stream()
                .filter(format -> format.extensions().stream().anyMatch(ending -> name.endsWith("." + ending)))
                .findFirst();
    }

    @Override
    public Expression expression(Object definition) {
        if (definition instanceof Map<?, ?> map) {
            Map<String, Expression> fields = new TreeMap<>();
            map.forEach((name, item) -> fields.put(String.valueOf(name), expression(item)));
            return record -> {
                DocumentBuilder all = Document.builder();
                fields.forEach((name, item) -> all.put(name, item.evaluate(record)));
                return all.build();
            };
        }
        if (definition instanceof String text && text.startsWith(META)) {
            String name = text.substring(META.length());
            return record -> record.metadata().get(name);
        }
        if (definition instanceof String text && text.startsWith("$")) {
            String name = text.substring(1);
            return record -> record.get(name);
        }
        return record -> definition;
    }

    @Override
    public ThreadFactory threads(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public ConnectorMetrics metrics() {
        return ConnectorMetrics.NONE;
    }
}
