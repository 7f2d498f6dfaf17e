package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.formats.ByteSource;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.formats.RecordReader;
import ai.fluxion.core.engine.formats.RecordWriter;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.util.Optional;

/** A format with its options. */
record FileFormat(FormatProvider provider, ConnectorConfig config) {
    private static final String DEFAULT = "ndjson";

    /** The one that was asked for, else the one that the file's name means, else NDJSON. */
    static FileFormat of(Optional<ConnectorConfig> given, String fileName, ConnectorServices services) {
        if (given.isPresent()) {
            return new FileFormat(services.format(given.get().type()), given.get());
        }
        FormatProvider provider = services.formatOf(fileName).orElseGet(() -> services.format(DEFAULT));
        return new FileFormat(
                provider,
                ConnectorConfig.builder(provider.name(), ConnectorConfig.Kind.FORMAT)
                        .build());
    }

    RecordReader reader(ByteSource source, long offset) throws IOException {
        return provider.reader(config, source, offset);
    }

    RecordWriter writer(Optional<Document> state) {
        return provider.writer(config, state);
    }

    /** What the names of its files end with. */
    String ending() {
        return "." + provider.extensions().stream().findFirst().orElseGet(provider::name);
    }
}
