package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.ConnectorMetrics;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.stages.Expression;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** The engine's services for one connector of a pipeline, with metrics of its own. */
record MeasuredServices(ConnectorServices services, ConnectorMetrics metrics) implements ConnectorServices {
    @Override
    public FormatProvider format(String name) {
        return services.format(name);
    }

    @Override
    public Optional<FormatProvider> formatOf(String fileName) {
        return services.formatOf(fileName);
    }

    @Override
    public Expression expression(Object definition) {
        return services.expression(definition);
    }

    @Override
    public ThreadFactory threads(String name) {
        return services.threads(name);
    }
}
