package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import java.util.List;

/** The options of JSON in its two forms. */
final class JsonOptions {
    static final ConnectorOption MAX_BYTES = ConnectorOption.builder("maxBytes", ConnectorOption.Type.SIZE)
            .defaultValue("64MiB")
            .range(1, 1 << 30)
            .doc("How large a payload may be to be decoded. A larger one is an invalid record.")
            .build();

    static final List<ConnectorOption> ALL = List.of(MAX_BYTES, FormatOptions.MAX_RECORD_BYTES);

    private JsonOptions() {}
}
