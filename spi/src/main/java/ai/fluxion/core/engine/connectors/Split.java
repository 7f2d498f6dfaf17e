package ai.fluxion.core.engine.connectors;

import ai.fluxion.core.model.Document;
import java.util.Objects;
import java.util.Optional;

/**
 * A partition to read, and where to begin.
 *
 * @param partition its name in positions
 * @param start where to begin; empty to begin as the options say
 * @param attributes what the reader has to know besides, such as the keys between which a chunk of a table lies
 */
public record Split(String partition, Optional<Offset> start, Document attributes) {
    public Split {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(attributes, "attributes");
    }
}
