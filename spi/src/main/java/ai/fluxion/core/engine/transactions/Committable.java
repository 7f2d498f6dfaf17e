package ai.fluxion.core.engine.transactions;

import ai.fluxion.core.model.Document;
import java.util.Objects;

/**
 * What was prepared and can be committed: by whoever reads the checkpoint, any number of times, with one effect.
 *
 * @param epoch which attempt at which epoch prepared it
 * @param content what the sink has to know; kept as JSON in the checkpoint, with a version among its fields if its form
 *     changes
 */
public record Committable(EpochId epoch, Document content) {
    public Committable {
        Objects.requireNonNull(epoch, "epoch");
        Objects.requireNonNull(content, "content");
    }
}
