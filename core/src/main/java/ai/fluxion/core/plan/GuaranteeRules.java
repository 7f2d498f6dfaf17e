package ai.fluxion.core.plan;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.streaming.ChangeRules;
import ai.fluxion.core.engine.streaming.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes the guarantee of a pipeline from what its parts are. The weakest part decides; a demand that it can't meet is refused with
 * the part that breaks it and what would mend it.
 */
public final class GuaranteeRules {
    /**
     * What the guarantee depends on.
     *
     * @param sourceType the source's type, for messages
     * @param source what it can promise
     * @param buffered whether a durable buffer stands behind it
     * @param sourceCaveat why exactly-once can't rest on it; empty if nothing speaks against it
     * @param unrepeatable the stages whose results differ when a record comes again
     * @param sinkType the sink's type, for messages
     * @param sink what happens when it is written again
     * @param sinkCaveat why what it reported as written may be lost; empty if it is not
     * @param deadLetterType the type of the sink of dead letters; empty if there is none
     * @param deadLetters what happens when it is written again
     * @param changes what the stages do with changes of rows
     * @param demanded what the manifest demands; empty if nothing
     */
    public record Parts(
            String sourceType,
            SourceKind source,
            boolean buffered,
            Optional<String> sourceCaveat,
            List<String> unrepeatable,
            String sinkType,
            SinkKind sink,
            Optional<String> sinkCaveat,
            Optional<String> deadLetterType,
            SinkKind deadLetters,
            ChangeRules changes,
            Optional<Delivery> demanded) {}

    private final Parts parts;
    private final List<String> reasons = new ArrayList<>();
    private Delivery possible = Delivery.EXACTLY_ONCE;
    private String breaker = "";
    private String mend = "";

    private GuaranteeRules(Parts parts) {
        this.parts = parts;
    }

    public static Guarantee compute(Parts parts) {
        return new GuaranteeRules(parts).compute();
    }

    private Guarantee compute() {
        source();
        stages();
        parts.changes().reason().ifPresent(reasons::add);
        sink();
        deadLetters();
        Delivery promised = promise();
        Optional<Failure> refusal = parts.demanded()
                .filter(demand -> !holds(demand))
                .map(this::refuse)
                .or(parts.changes()::refusal);
        if (parts.demanded().isEmpty() && possible == Delivery.EXACTLY_ONCE) {
            reasons.add("Nothing more is demanded; `delivery: exactly-once` would hold.");
        }
        return new Guarantee(promised, possible, reasons, refusal);
    }

    private Delivery promise() {
        if (parts.demanded().isPresent()) {
            return parts.demanded().get();
        }
        return possible == Delivery.EXACTLY_ONCE ? Delivery.AT_LEAST_ONCE : possible;
    }

    /** At-most-once forbids repeats, at-least-once forbids losses; exactly-once is both. */
    private boolean holds(Delivery demand) {
        return demand == possible || possible == Delivery.EXACTLY_ONCE;
    }

    private Failure refuse(Delivery demand) {
        return Failure.fatal("FLX-GUARANTEE", demand + " can't hold: " + breaker)
                .at("delivery")
                .remedy(mend);
    }

    private void source() {
        String source = "The source " + parts.sourceType() + " is ";
        if (parts.buffered()) {
            buffer(source);
        } else {
            kind(source);
        }
        parts.sourceCaveat()
                .ifPresent(caveat ->
                        limit(Delivery.AT_LEAST_ONCE, caveat, "Leave that option out, or demand at-least-once."));
    }

    private void buffer(String source) {
        String log = ", and the durable buffer behind it is replayed: ";
        if (parts.source() == SourceKind.TRANSIENT) {
            reasons.add(source + "transient" + log
                    + "what reached its log is not lost; what did not when the process ends is gone.");
        } else {
            limit(
                    Delivery.AT_LEAST_ONCE,
                    source + "acknowledging" + log
                            + "what reached its log and was not yet acknowledged when the process ends is sent again, and kept twice.",
                    "Demand at-least-once, and let the sink tell repeats by a key.");
        }
    }

    private void kind(String source) {
        switch (parts.source()) {
            case REPLAYABLE ->
                reasons.add(source + "replayable: after a failure it is read again from the checkpoint.");
            case ACKNOWLEDGING ->
                limit(
                        Delivery.AT_LEAST_ONCE,
                        source
                                + "acknowledging: what was written and not yet acknowledged when the process ends is sent again.",
                        "Use a replayable source, or demand at-least-once.");
            case TRANSIENT ->
                limit(
                        Delivery.AT_MOST_ONCE,
                        source + "transient: what was read and not yet written when the process ends is gone.",
                        "Use a source that has positions, or demand at-most-once.");
        }
    }

    private void stages() {
        if (parts.unrepeatable().isEmpty() || parts.sink() != SinkKind.IDEMPOTENT) {
            return;
        }
        limit(
                Delivery.AT_LEAST_ONCE,
                "A record that comes again has another result in " + String.join(", ", parts.unrepeatable())
                        + ", and the sink would keep both.",
                "Leave out $$NOW, $rand and $sampleRate, or demand at-least-once.");
    }

    private void sink() {
        parts.sinkCaveat().ifPresent(caveat -> limit(Delivery.AT_MOST_ONCE, caveat, "Leave that option out."));
        String sink = "The sink " + parts.sinkType() + " is ";
        boolean exactly = parts.demanded().filter(Delivery.EXACTLY_ONCE::equals).isPresent();
        switch (parts.sink()) {
            case TRANSACTIONAL ->
                reasons.add(sink
                        + (exactly
                                ? "transactional: records and checkpoint are committed in one transaction of its own system."
                                : "transactional; for at-least-once it is written without transactions."));
            case TWO_PHASE ->
                reasons.add(sink
                        + "two-phase: an epoch is prepared, made durable with the checkpoint, and committed once.");
            case IDEMPOTENT -> reasons.add(sink + "idempotent: a record written again has one effect, by its key.");
            case PLAIN ->
                limit(
                        Delivery.AT_LEAST_ONCE,
                        sink + "plain: what was written since the last checkpoint is written again after a failure.",
                        "Use a sink that is transactional, two-phase or idempotent, or demand at-least-once.");
        }
    }

    private void deadLetters() {
        if (parts.deadLetterType().isEmpty()) {
            return;
        }
        String letters = "The sink of dead letters, " + parts.deadLetterType().get() + ", is ";
        switch (parts.deadLetters()) {
            case TWO_PHASE -> reasons.add(letters + "two-phase: its records are committed with their epoch.");
            case IDEMPOTENT -> reasons.add(letters + "idempotent.");
            case TRANSACTIONAL ->
                limit(
                        Delivery.AT_LEAST_ONCE,
                        letters + "transactional: it could only be the checkpoint's home beside another one.",
                        "Send dead letters to a sink that is two-phase, such as file.");
            case PLAIN ->
                limit(
                        Delivery.AT_LEAST_ONCE,
                        letters + "plain: a dead letter may be written again after a failure.",
                        "Send dead letters to a sink that is two-phase, such as file.");
        }
    }

    /** The first part that breaks something is the one that a refusal names. */
    private void limit(Delivery to, String reason, String remedy) {
        reasons.add(reason);
        if (possible == Delivery.EXACTLY_ONCE) {
            possible = to;
            breaker = reason;
            mend = remedy;
        } else if (possible != to) {
            // at most once from here, at least once from there: both losses and repeats, so the promise is the weaker
            // word
            possible = Delivery.AT_MOST_ONCE;
        }
    }
}
