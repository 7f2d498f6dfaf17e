package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.doc;
import static ai.fluxion.core.stages.Definitions.json;
import static ai.fluxion.core.stages.Definitions.list;
import static ai.fluxion.core.stages.Definitions.obj;
import static ai.fluxion.core.stages.Definitions.run;
import static ai.fluxion.core.stages.Definitions.stages;
import static ai.fluxion.core.stages.Sample.METADATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.NumberLiteral;
import ai.fluxion.core.model.Unavailable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnwindTest {
    @Test
    void unwindGivesARecordForEachItem() {
        assertThat(run(stages(obj("$unwind", "$a")), doc("a", list(1, 2), "b", 3)))
                .containsExactly(doc("a", 1, "b", 3), doc("a", 2, "b", 3));
        assertThat(run(stages(obj("$unwind", "$a.b")), doc("a", doc("b", list(1, 2)))))
                .containsExactly(doc("a", doc("b", 1)), doc("a", doc("b", 2)));
        assertThat(run(stages(obj("$unwind", "$a")), doc("a", 7))).containsExactly(doc("a", 7));
    }

    @Test
    void unwindLeavesOutWhatIsEmptyUnlessToldOtherwise() {
        for (Document empty : List.of(doc("a", list(), "b", 1), doc("a", null, "b", 1), doc("b", 1))) {
            assertThat(run(stages(obj("$unwind", "$a")), empty)).isEmpty();
        }
        Object keeping = obj("$unwind", obj("path", "$a", "preserveNullAndEmptyArrays", true));
        assertThat(json(keeping, doc("a", list(), "b", 1))).isEqualTo("{\"b\":1}");
        assertThat(json(keeping, doc("a", null, "b", 1))).isEqualTo("{\"a\":null,\"b\":1}");
        assertThat(json(keeping, doc("b", 1))).isEqualTo("{\"b\":1}");
    }

    @Test
    void anArrayThatTheSourceDidNotSendCanNotBeUnwound() {
        for (Document record : List.of(doc("a", doc("b", Unavailable.VALUE)), doc("a", Unavailable.VALUE))) {
            assertThatThrownBy(() -> run(stages(obj("$unwind", "$a.b")), record))
                    .hasMessageContaining("FLX-STAGE-UNAVAILABLE");
        }
    }

    @Test
    void unwindGivesIndexes() {
        Object stage =
                obj("$unwind", obj("path", "$a", "includeArrayIndex", "i.n", "preserveNullAndEmptyArrays", true));
        assertThat(run(stages(stage), doc("a", list("x", "y"))))
                .containsExactly(doc("a", "x", "i", doc("n", 0)), doc("a", "y", "i", doc("n", 1)));
        assertThat(json(stage, doc("a", "x"))).isEqualTo("{\"a\":\"x\",\"i\":{\"n\":null}}");
        assertThat(run(stages(stage), doc("a", list("x")))
                        .get(0)
                        .getDocument("i")
                        .valueAt(0))
                .isInstanceOf(Long.class);
    }

    @Test
    void unwoundNumbersKeepTheirText() {
        Document record = Document.builder()
                .putList("a", List.of(NumberLiteral.parse("0.10")))
                .build();
        assertThat(json(obj("$unwind", "$a"), record)).isEqualTo("{\"a\":0.10}");
    }

    @Test
    void recordsOfOneOriginKeepDifferentIdsThroughThreeUnwinds() {
        Document record = doc("a", list(1, 2, 3, 4), "b", list(1, 2, 3), "c", list(1, 2, 3, 4, 5))
                .withMetadata(METADATA);
        List<Stage> unwinds = stages(obj("$unwind", "$a"), obj("$unwind", "$b"), obj("$unwind", "$c"));

        List<String> ids = run(unwinds, record).stream()
                .map(each -> each.metadata().originId("i").orElseThrow())
                .toList();

        Set<String> different = new HashSet<>(ids);
        assertThat(ids).hasSize(60);
        assertThat(different).hasSize(60);
        assertThat(run(unwinds, record).stream()
                        .map(each -> each.metadata().originId("i").orElseThrow()))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void tooManyRecordsFromOneAreRefused() {
        Document late = doc("a", list(1, 2))
                .withMetadata(METADATA.toBuilder().ordinal(50_000).build());
        List<Stage> unwinds = stages(obj("$unwind", "$x"), obj("$unwind", "$a"));
        assertThatThrownBy(() -> unwinds.get(1).process(late, record -> {})).hasMessageContaining("FLX-STAGE-UNWIND");
    }
}
