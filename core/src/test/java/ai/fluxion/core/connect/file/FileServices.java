package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.ConnectorMetrics;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.stages.Expression;
import ai.fluxion.core.formats.Formats;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/** Services that know formats and nothing else. */
final class FileServices implements ConnectorServices {
    private final Function<String, FormatProvider> byName;
    private final Function<String, Optional<String>> byFileName;

    private FileServices(Function<String, FormatProvider> byName, Function<String, Optional<String>> byFileName) {
        this.byName = byName;
        this.byFileName = byFileName;
    }

    /** Those that know {@code ndjson} (which is lines here), {@code lines} and {@code table}. */
    static FileServices ofLines() {
        return new FileServices(
                name -> switch (name) {
                    case "ndjson", "lines", "table" -> new LineFormat(name);
                    default ->
                        throw Failure.fatal("FLX-FORMAT-UNKNOWN", "no format " + name)
                                .exception();
                },
                fileName -> fileName.contains(".table") ? Optional.of("table") : Optional.empty());
    }

    /** Those that know the formats of the engine. */
    static FileServices ofEngine() {
        Formats formats = Formats.load();
        return new FileServices(formats::named, formats::forFileName);
    }

    /** Those that know one format. */
    static FileServices of(FormatProvider format) {
        return new FileServices(name -> format, fileName -> Optional.empty());
    }

    @Override
    public FormatProvider format(String name) {
        return byName.apply(name);
    }

    @Override
    public Optional<FormatProvider> formatOf(String fileName) {
        return byFileName.apply(fileName).map(byName);
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
