package ai.fluxion.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.streaming.ChangeRules;
import ai.fluxion.core.engine.streaming.Delivery;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuaranteeRulesTest {
    private static Guarantee compute(
            SourceKind source, SinkKind sink, String letters, boolean repeatable, String demand) {
        return GuaranteeRules.compute(new GuaranteeRules.Parts(
                "in",
                source,
                false,
                Optional.empty(),
                repeatable ? List.of() : List.of("$set"),
                "out",
                sink,
                Optional.empty(),
                letters == null ? Optional.empty() : Optional.of("letters"),
                letters == null ? SinkKind.PLAIN : SinkKind.valueOf(letters),
                ChangeRules.NONE,
                Optional.ofNullable(demand).flatMap(Delivery::of)));
    }

    @ParameterizedTest
    @CsvSource({
        // source, sink, dead letters, repeatable stages, possible
        "REPLAYABLE,    TRANSACTIONAL, ,              true,  EXACTLY_ONCE",
        "REPLAYABLE,    TWO_PHASE,     ,              true,  EXACTLY_ONCE",
        "REPLAYABLE,    TWO_PHASE,     ,              false, EXACTLY_ONCE",
        "REPLAYABLE,    IDEMPOTENT,    ,              true,  EXACTLY_ONCE",
        "REPLAYABLE,    IDEMPOTENT,    ,              false, AT_LEAST_ONCE",
        "REPLAYABLE,    PLAIN,         ,              true,  AT_LEAST_ONCE",
        "REPLAYABLE,    TRANSACTIONAL, TWO_PHASE,     true,  EXACTLY_ONCE",
        "REPLAYABLE,    TRANSACTIONAL, IDEMPOTENT,    true,  EXACTLY_ONCE",
        "REPLAYABLE,    TRANSACTIONAL, TRANSACTIONAL, true,  AT_LEAST_ONCE",
        "REPLAYABLE,    TWO_PHASE,     PLAIN,         true,  AT_LEAST_ONCE",
        "ACKNOWLEDGING, TRANSACTIONAL, ,              true,  AT_LEAST_ONCE",
        "ACKNOWLEDGING, TWO_PHASE,     ,              true,  AT_LEAST_ONCE",
        "TRANSIENT,     TWO_PHASE,     ,              true,  AT_MOST_ONCE",
        "TRANSIENT,     PLAIN,         ,              true,  AT_MOST_ONCE",
    })
    void theWeakestPartDecides(
            SourceKind source, SinkKind sink, String letters, boolean repeatable, Delivery possible) {
        Guarantee guarantee = compute(source, sink, letters, repeatable, null);

        assertThat(guarantee.possible()).isEqualTo(possible);
        assertThat(guarantee.refusal()).isEmpty();
        assertThat(guarantee.promised())
                .isEqualTo(possible == Delivery.EXACTLY_ONCE ? Delivery.AT_LEAST_ONCE : possible);
        assertThat(guarantee.reasons()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "REPLAYABLE,    TWO_PHASE, exactly-once,  true",
        "REPLAYABLE,    TWO_PHASE, at-least-once, true",
        "REPLAYABLE,    TWO_PHASE, at-most-once,  true",
        "REPLAYABLE,    PLAIN,     exactly-once,  false",
        "REPLAYABLE,    PLAIN,     at-least-once, true",
        "REPLAYABLE,    PLAIN,     at-most-once,  false",
        "TRANSIENT,     TWO_PHASE, at-most-once,  true",
        "TRANSIENT,     TWO_PHASE, at-least-once, false",
        "ACKNOWLEDGING, TWO_PHASE, exactly-once,  false",
    })
    void aDemandThatCantHoldIsRefused(SourceKind source, SinkKind sink, String demand, boolean holds) {
        Guarantee guarantee = compute(source, sink, null, true, demand);

        assertThat(guarantee.refusal().isEmpty()).isEqualTo(holds);
        guarantee.refusal().ifPresent(refusal -> {
            assertThat(refusal.code()).isEqualTo("FLX-GUARANTEE");
            assertThat(refusal.remedy()).isNotEmpty();
            assertThat(refusal.message()).contains(demand);
        });
    }

    @Test
    void aRefusalNamesThePartThatBreaksIt() {
        assertThat(compute(SourceKind.REPLAYABLE, SinkKind.PLAIN, null, true, "exactly-once")
                        .refusal()
                        .orElseThrow()
                        .message())
                .contains("The sink out is plain");
        assertThat(compute(SourceKind.REPLAYABLE, SinkKind.IDEMPOTENT, null, false, "exactly-once")
                        .refusal()
                        .orElseThrow()
                        .message())
                .contains("$set");
    }

    @Test
    void aCaveatOfAConnectorLimitsWhatItsKindWouldAllow() {
        GuaranteeRules.Parts parts = new GuaranteeRules.Parts(
                "in",
                SourceKind.REPLAYABLE,
                false,
                Optional.of("It reads what may be taken back."),
                List.of(),
                "out",
                SinkKind.TWO_PHASE,
                Optional.empty(),
                Optional.empty(),
                SinkKind.PLAIN,
                ChangeRules.NONE,
                Optional.of(Delivery.EXACTLY_ONCE));
        Guarantee guarantee = GuaranteeRules.compute(parts);
        assertThat(guarantee.possible()).isEqualTo(Delivery.AT_LEAST_ONCE);
        assertThat(guarantee.refusal().orElseThrow().message()).contains("taken back");
    }

    @ParameterizedTest
    @CsvSource({"TRANSIENT, EXACTLY_ONCE, is not lost", "ACKNOWLEDGING, AT_LEAST_ONCE, kept twice"})
    void aBufferIsReplayedInPlaceOfItsSource(SourceKind source, Delivery possible, String reason) {
        Guarantee guarantee = GuaranteeRules.compute(new GuaranteeRules.Parts(
                "in",
                source,
                true,
                Optional.empty(),
                List.of(),
                "out",
                SinkKind.TWO_PHASE,
                Optional.empty(),
                Optional.empty(),
                SinkKind.PLAIN,
                ChangeRules.NONE,
                Optional.empty()));

        assertThat(guarantee.possible()).isEqualTo(possible);
        assertThat(guarantee.reasons()).anyMatch(text -> text.contains(reason));
    }

    @Test
    void aSinkThatMayLoseWhatItAcknowledgedIsNamedBeforeItsKind() {
        GuaranteeRules.Parts parts = new GuaranteeRules.Parts(
                "in",
                SourceKind.REPLAYABLE,
                false,
                Optional.empty(),
                List.of(),
                "out",
                SinkKind.PLAIN,
                Optional.of("It may lose what it acknowledged."),
                Optional.empty(),
                SinkKind.PLAIN,
                ChangeRules.NONE,
                Optional.of(Delivery.AT_LEAST_ONCE));
        Guarantee guarantee = GuaranteeRules.compute(parts);
        assertThat(guarantee.possible()).isEqualTo(Delivery.AT_MOST_ONCE);
        assertThat(guarantee.refusal().orElseThrow().message()).contains("may lose what it acknowledged");
    }

    @Test
    void aSourceThatLosesBeforeASinkThatRepeatsPromisesTheLeast() {
        Guarantee guarantee = compute(SourceKind.TRANSIENT, SinkKind.PLAIN, null, true, "at-most-once");
        assertThat(guarantee.possible()).isEqualTo(Delivery.AT_MOST_ONCE);
    }
}
