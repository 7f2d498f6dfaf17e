package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.doc;
import static ai.fluxion.core.stages.Definitions.matches;
import static ai.fluxion.core.stages.Definitions.obj;
import static ai.fluxion.core.stages.Definitions.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Unavailable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The conditions of {@code $match}, each by the cases of {@code match.yaml}. */
class MatchTest {
    private static final Map<String, List<MatchCase>> CASES = MatchCase.all();

    @TestFactory
    Stream<DynamicNode> conditionsTakeAndLeaveWhatTheManualSays() {
        return CASES.entrySet().stream()
                .map(operator -> DynamicContainer.dynamicContainer(
                        operator.getKey(), operator.getValue().stream().map(MatchTest::test)));
    }

    private static DynamicNode test(MatchCase one) {
        String name = one.condition() + " " + one.expected() + (one.isRefused() ? "" : " " + one.record());
        return DynamicTest.dynamicTest(name, () -> assertThat(one.outcome()).isEqualTo(one.expected()));
    }

    @Test
    void everyOperatorHasItsCases() {
        assertThat(CASES.keySet()).containsAll(StageCompiler.queryOperatorNames());
    }

    @TestFactory
    Stream<DynamicNode> everyOperatorMeetsEveryKindOfRecord() {
        return StageCompiler.queryOperatorNames().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    List<MatchCase> cases = CASES.get(name);
                    List<Document> records = cases.stream()
                            .filter(one -> !one.isRefused())
                            .map(MatchCase::record)
                            .toList();
                    assertThat(cases).anyMatch(one -> one.expected().equals("takes"));
                    assertThat(cases).anyMatch(one -> one.expected().equals("leaves"));
                    assertThat(records).as("missing").anyMatch(Document::isEmpty);
                    assertThat(records).as("null").anyMatch(record -> record.has("a") && record.get("a") == null);
                    assertThat(records).as("arrays").anyMatch(record -> record.get("a") instanceof List);
                    assertThat(records.stream()
                                    .map(record -> BsonType.of(record.get("a")).rank())
                                    .distinct())
                            .as("values of other types")
                            .hasSizeGreaterThan(2);
                    assertThat(cases).as("nested paths").anyMatch(one -> MatchCase.isNested(one.condition()));
                }));
    }

    @Test
    void aFailureNamesThePlaceOfTheCondition() {
        Document record = doc("a", Unavailable.VALUE);
        assertThatThrownBy(() -> matches(obj("a", 1), record))
                .hasMessageContaining("FLX-STAGE-UNAVAILABLE: stages[0].$match.a:");
        assertThatThrownBy(() -> matches(obj("a", obj("$in", List.of(1))), record))
                .hasMessageContaining("stages[0].$match.a.$in:");
    }

    @Test
    void aRegularExpressionThatWouldNotEndFailsTheRecord() {
        Document text = doc("a", "ab".repeat(200_000));
        assertThatThrownBy(() -> matches(obj("a", obj("$regex", "^(a|b)*$")), text))
                .hasMessageContaining("FLX-STAGE-REGEX");
        assertThat(matches(obj("a", obj("$regex", "b$")), text)).isTrue();
    }

    @Test
    void whatIsLeftOutHasACodeOfItsOwnAndAReason() {
        for (String name : StageCompiler.queryOperatorsLeftOut().keySet()) {
            assertThat(problems(obj("$match", obj(name, obj()))))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo("FLX-OPERATOR-LEFT-OUT"));
        }
    }
}
