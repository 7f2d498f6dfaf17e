package ai.fluxion.core.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each operator does what the tables of cases say, over fields of a record and over constants alike. */
class OperatorCasesTest {
    /** Operators that take a value of any type, or none at all. */
    private static final Set<String> NEVER_FAIL = Set.of(
            "$and",
            "$or",
            "$not",
            "$eq",
            "$ne",
            "$gt",
            "$gte",
            "$lt",
            "$lte",
            "$cmp",
            "$cond",
            "$ifNull",
            "$isArray",
            "$isNumber",
            "$type",
            "$literal",
            "$let",
            "$toBool",
            "$sum",
            "$avg",
            "$min",
            "$max",
            "$stdDevPop",
            "$stdDevSamp");

    private static final Set<String> NUMERIC_SECTIONS = Set.of("arithmetic", "trigonometry");

    private static Map<String, List<OperatorCase>> byOperator() {
        return OperatorCase.SECTIONS.stream()
                .flatMap(section -> OperatorCase.ofSection(section).stream())
                .collect(Collectors.groupingBy(OperatorCase::operator, TreeMap::new, Collectors.toList()));
    }

    @TestFactory
    Stream<DynamicContainer> operators() {
        return byOperator().entrySet().stream()
                .map(entry -> DynamicContainer.dynamicContainer(
                        entry.getKey(),
                        entry.getValue().stream()
                                .map(each -> DynamicTest.dynamicTest(each.title(), () -> holds(each)))));
    }

    private static void holds(OperatorCase each) {
        assertThat(each.outcome()).as("%s %s", each.operator(), each.title()).isEqualTo(each.expected());
        if (each.isOfValues()) {
            String outcome = each.outcomeOfConstants();
            boolean refusedBefore = each.isFailure() && outcome.equals("refused");
            assertThat(refusedBefore ? each.expected() : outcome)
                    .as("%s of constants, %s", each.operator(), each.title())
                    .isEqualTo(each.expected());
        }
    }

    @Test
    void everyOperatorHasCasesAndEveryCaseAnOperator() {
        assertThat(byOperator().keySet()).containsExactlyElementsOf(StageCompiler.operatorNames());
    }

    @Test
    void everyOperatorHasCasesOfNullOfMissingAndOfTheWrongType() {
        byOperator().forEach((operator, cases) -> {
            if (operator.equals("$rand")) {
                return;
            }
            assertThat(cases).as(operator).hasSizeGreaterThanOrEqualTo(5);
            assertThat(cases).as("%s of null", operator).anyMatch(each -> each.mentions(Objects::isNull));
            assertThat(cases)
                    .as("%s of what is missing", operator)
                    .anyMatch(each -> each.mentions(
                            value -> value == Missing.VALUE || "$nowhere".equals(value) || "$$REMOVE".equals(value)));
            if (!NEVER_FAIL.contains(operator)) {
                assertThat(cases)
                        .as("%s of the wrong type", operator)
                        .anyMatch(each -> each.definition().containsKey("fails"));
            }
        });
    }

    @Test
    void everyNumericOperatorHasCasesOfEveryTypeOfNumber() {
        byOperator().forEach((operator, cases) -> {
            if (NUMERIC_SECTIONS.contains(cases.get(0).section())) {
                for (Class<?> type : List.of(Integer.class, Long.class, Double.class, BigDecimal.class)) {
                    assertThat(cases)
                            .as("%s of %s", operator, type.getSimpleName())
                            .anyMatch(each -> each.mentions(type::isInstance));
                }
            }
        });
    }

    @Test
    void whatIsLeftOutIsRefusedWithTheReason() {
        for (String name : LeftOut.operatorNames()) {
            List<StageProblem> problems = Definitions.problems(
                    Definitions.obj("$set", Definitions.obj("a", Definitions.obj(name, Definitions.list()))));
            assertThat(problems).as(name).hasSize(1);
            assertThat(problems.get(0).code()).isEqualTo("FLX-OPERATOR-LEFT-OUT");
            assertThat(problems.get(0).path()).containsExactly(0, "$set", "a", name);
            assertThat(problems.get(0).message())
                    .startsWith(name + " is left out: ")
                    .endsWith(".");
        }
        for (String name : LeftOut.variableNames()) {
            List<StageProblem> problems = Definitions.problems(Definitions.obj("$set", Definitions.obj("a", name)));
            assertThat(problems).as(name).hasSize(1);
            assertThat(problems.get(0).code()).isEqualTo("FLX-VARIABLE-UNKNOWN");
            assertThat(problems.get(0).message()).startsWith(name + " is left out: ");
        }
        assertThat(new TreeSet<>(LeftOut.operatorNames())).doesNotContainAnyElementsOf(StageCompiler.operatorNames());
    }
}
