package ai.fluxion.core.engine.transactions;

import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an epoch has come to at a sink.
 *
 * @param committables what can be committed; none if nothing was written
 * @param state what has to be remembered for the next epoch; empty if nothing
 */
public record Prepared(List<Document> committables, Optional<Document> state) {
    /** Nothing to commit and nothing to remember. */
    public static final Prepared NOTHING = new Prepared(List.of(), Optional.empty());

    public Prepared {
        committables = List.copyOf(committables);
        Objects.requireNonNull(state, "state");
    }

    /** One thing to commit. */
    public static Prepared of(Document committable) {
        return new Prepared(List.of(committable), Optional.empty());
    }
}
