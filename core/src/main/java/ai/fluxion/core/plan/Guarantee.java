package ai.fluxion.core.plan;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.streaming.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a pipeline promises, and why.
 *
 * @param promised what it promises as it is declared
 * @param possible the most that its parts could promise together
 * @param reasons one sentence for each part, in the order of a record's way
 * @param refusal why it must not start: something demanded can't hold; empty if it may
 */
public record Guarantee(Delivery promised, Delivery possible, List<String> reasons, Optional<Failure> refusal) {
    public Guarantee {
        Objects.requireNonNull(promised, "promised");
        Objects.requireNonNull(possible, "possible");
        reasons = List.copyOf(reasons);
        Objects.requireNonNull(refusal, "refusal");
    }

    /** The same with one more sentence. */
    Guarantee with(String reason) {
        List<String> more = new ArrayList<>(reasons);
        more.add(reason);
        return new Guarantee(promised, possible, more, refusal);
    }
}
