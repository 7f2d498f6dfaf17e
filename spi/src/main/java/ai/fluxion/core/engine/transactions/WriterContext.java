package ai.fluxion.core.engine.transactions;

import ai.fluxion.core.engine.connectors.SinkContext;
import java.util.Objects;

/**
 * What a writer is made for.
 *
 * @param sink what the engine offers
 * @param lane the lane that it writes for, from 0
 * @param firstEpoch names the first epoch that it will write
 */
public record WriterContext(SinkContext sink, int lane, EpochId firstEpoch) {
    public WriterContext {
        Objects.requireNonNull(sink, "sink");
        Objects.requireNonNull(firstEpoch, "firstEpoch");
    }
}
