package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.ConnectorMetrics;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.stages.Expression;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** Services that know the formats {@code ndjson} (which is lines here), {@code lines} and {@code table}. */
final class FileServices implements ConnectorServices {
    @Override
    public FormatProvider format(String name) {
        return switch (name) {
            case "ndjson", "lines", "table" -> new LineFormat(name);
            default ->
                throw Failure.fatal("FLX-FORMAT-UNKNOWN", "no format " + name).exception();
        };
    }

    @Override
    public Optional<FormatProvider> formatOf(String fileName) {
        return fileName.contains(".table") ? Optional.of(new LineFormat("table")) : Optional.empty();
    }

    @Override
    public Expression expression(Object definition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ThreadFactory threads(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ConnectorMetrics metrics() {
        return ConnectorMetrics.NONE;
    }
}
