package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;

/** The options that several formats have, and how a wrong one is refused. */
final class FormatOptions {
    static final ConnectorOption MAX_RECORD_BYTES = ConnectorOption.builder("maxRecordBytes", ConnectorOption.Type.SIZE)
            .defaultValue("16MiB")
            .range(1, 1 << 30)
            .doc("How large a record in a file may be. A larger one is an invalid record, and is not held in memory.")
            .build();

    private FormatOptions() {}

    /** A size within the bounds of its option, which are those of an {@code int}. */
    static int size(ConnectorConfig config, ConnectorOption option) {
        long size = config.getSize(option);
        long least = option.least().orElse(0L);
        long most = option.most().orElse((long) Integer.MAX_VALUE);
        if (size < least || size > most) {
            throw wrong(config, option.name(), "expected " + least + " to " + most + " bytes, got " + size);
        }
        return (int) size;
    }

    static FluxionException wrong(ConnectorConfig config, String option, String message) {
        return Failure.fatal("FLX-OPTION-VALUE", "format " + config.type() + ": " + message)
                .at(option)
                .exception();
    }
}
