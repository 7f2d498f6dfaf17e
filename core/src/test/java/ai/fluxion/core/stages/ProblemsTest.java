package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.list;
import static ai.fluxion.core.stages.Definitions.obj;
import static ai.fluxion.core.stages.Definitions.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.stages.Stage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
    private static StageProblem only(List<StageProblem> problems) {
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @Test
    void anUnknownOperatorIsFoundWhereItStands() {
        StageProblem problem = only(problems(
                obj("$match", obj("a", 1)), obj("$set", obj("total", obj("$multipy", list("$a", "$b"))))));

        assertThat(problem.error()).isTrue();
        assertThat(problem.code()).isEqualTo("FLX-OPERATOR-UNKNOWN");
        assertThat(problem.path()).containsExactly(1, "$set", "total", "$multipy");
        assertThat(problem.message()).isEqualTo("no operator $multipy: did you mean '$multiply'?");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        List<StageProblem> problems = problems(
                obj("$mach", obj()),
                obj("$set", obj("a", obj("$ad", list(1, 2)), "b", obj("$divide", list("$x")), "c.$d", 1)),
                obj("$match", obj("q", obj("$gtt", 1), "$or", list())),
                "nothing",
                obj("$set", obj("a", 1), "$unset", "b"));

        assertThat(problems.stream().map(StageProblem::path))
                .containsExactly(
                        List.of(0, "$mach"),
                        List.of(1, "$set", "a", "$ad"),
                        List.of(1, "$set", "b", "$divide"),
                        List.of(1, "$set", "c.$d"),
                        List.of(2, "$match", "q", "$gtt"),
                        List.of(2, "$match", "$or"),
                        List.of(3),
                        List.of(4));
        assertThat(problems.get(0).message()).isEqualTo("no stage $mach: did you mean '$match'?");
        assertThat(problems.get(0).code()).isEqualTo("FLX-STAGE-UNKNOWN");
        assertThat(problems.get(2).code()).isEqualTo("FLX-OPERATOR-ARGUMENTS");
        assertThat(problems.get(2).message()).isEqualTo("takes 2 arguments, got 1");
        assertThat(problems.get(4).message()).endsWith("did you mean '$gt'?");
        assertThat(problems.get(7).message()).contains("a dash of its own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$sort",
                "$out",
                "$merge",
                "$group",
                "$lookup",
                "$limit",
                "$skip",
                "$count",
                "$facet",
                "$bucket",
                "$bucketAuto",
                "$sortByCount",
                "$unionWith",
                "$graphLookup",
                "$geoNear",
                "$sample",
                "$setWindowFields",
                "$densify",
                "$fill",
                "$collStats",
                "$indexStats"
            })
    void aStageThatNeedsMoreThanOneRecordIsRefusedWithTheReason(String name) {
        StageProblem problem = only(problems(obj(name, obj())));
        assertThat(problem.code()).isEqualTo("FLX-STAGE-NOT-STREAMING");
        assertThat(problem.path()).containsExactly(0, name);
        assertThat(problem.message())
                .startsWith(name + " can't work on a stream: ")
                .endsWith(".");
    }

    @Test
    void aBrokenStageIsLeftOutAndTheOthersAreCompiled() {
        List<StageProblem> problems = new ArrayList<>();
        List<Stage> stages =
                StageCompiler.compile(list(obj("$match", obj("a", 1)), obj("$set", 5), obj("$unset", "b")), problems);
        assertThat(stages.stream().map(Stage::name)).containsExactly("$match", "$unset");
        assertThat(problems).hasSize(1);
    }

    @Test
    void whatFailsForEveryRecordIsFoundBeforeTheFirst() {
        StageProblem problem = only(problems(obj("$set", obj("a", obj("$divide", list(1, 0))))));
        assertThat(problem.path()).containsExactly(0, "$set", "a", "$divide");
        assertThat(problem.message()).isEqualTo("fails for every record: division by zero");
    }

    @Test
    void aMistakeInsideDoesNotCauseAnotherOutside() {
        assertThat(problems(obj("$set", obj("a", obj("$toUpper", obj("$nope", 1))))))
                .hasSize(1);
        assertThat(problems(obj("$set", obj("a", obj("$divide", list(1, obj("$nope", 1)))))))
                .hasSize(1);
    }

    @Test
    void argumentsAreCheckedByNameAndForm() {
        assertThat(only(problems(obj("$set", obj("a", obj("$trim", obj("input", "$x", "char", "y"))))))
                        .path())
                .containsExactly(0, "$set", "a", "$trim", "char");
        assertThat(only(problems(obj("$set", obj("a", obj("$cond", obj("if", true, "then", 1))))))
                        .message())
                .isEqualTo("lacks the argument 'else'");
        assertThat(only(problems(obj("$set", obj("a", obj("$cond", list(1, 2))))))
                        .message())
                .isEqualTo("takes 3 arguments, got 2");
        assertThat(only(problems(obj("$set", obj("a", obj("$add", list(1), "$multiply", list(2))))))
                        .message())
                .contains("an operator stands alone");
        assertThat(only(problems(obj("$set", obj("a", obj("$convert", obj("input", "$x", "to", "integer"))))))
                        .path())
                .containsExactly(0, "$set", "a", "$convert", "to");
    }

    @Test
    void whatIsWrittenOutIsReadBeforeTheFirstRecord() {
        StageProblem zone =
                only(problems(obj("$set", obj("a", obj("$hour", obj("date", "$d", "timezone", "Europe/Berln"))))));
        assertThat(zone.code()).isEqualTo("FLX-OPERATOR-ARGUMENTS");
        assertThat(zone.path()).containsExactly(0, "$set", "a", "$hour", "timezone");
        StageProblem unit = only(problems(obj("$set", obj("a", obj("$dateTrunc", obj("date", "$d", "unit", "weak"))))));
        assertThat(unit.path()).containsExactly(0, "$set", "a", "$dateTrunc", "unit");
        assertThat(unit.message()).endsWith("did you mean 'week'?");
        StageProblem order =
                only(problems(obj("$set", obj("a", obj("$sortArray", obj("input", "$d", "sortBy", obj("n", "asc")))))));
        assertThat(order.path()).containsExactly(0, "$set", "a", "$sortArray", "sortBy", "n");
    }

    @Test
    void pathsAndVariablesAreChecked() {
        assertThat(only(problems(obj("$set", obj("a", "$b..c")))).code()).isEqualTo("FLX-EXPRESSION-PATH");
        assertThat(only(problems(obj("$set", obj("a", "$")))).code()).isEqualTo("FLX-EXPRESSION-PATH");
        assertThat(only(problems(obj("$set", obj("a", "$$NOWW")))).message())
                .isEqualTo("no variable $$NOWW here: did you mean 'NOW'?");
        assertThat(only(problems(obj("$set", obj("a", obj("$map", obj("input", "$l", "as", "item", "in", "$$itm.x"))))))
                        .path())
                .containsExactly(0, "$set", "a", "$map", "in");
    }

    @Test
    void metadataThatCannotBeSetSaysWhatCan() {
        assertThat(only(problems(obj("$set", obj("_meta.offset", 1)))).message())
                .contains("read only", "_meta.key");
        assertThat(problems(obj("$unset", "_meta.key"), obj("$project", obj("_meta", 1))))
                .hasSize(2);
    }

    @Test
    void fieldsThatCollideAreFound() {
        assertThat(only(problems(obj("$set", obj("a.b", 1, "a", 2)))).path()).containsExactly(0, "$set", "a");
        assertThat(only(problems(obj("$project", obj("a", 1, "a.b", 1)))).path())
                .containsExactly(0, "$project", "a.b");
        assertThat(only(problems(obj("$project", obj("a", 1, "b", 0)))).path()).containsExactly(0, "$project", "b");
    }

    @Test
    void aRegularExpressionIsChecked() {
        assertThat(only(problems(obj("$match", obj("a", obj("$regex", "("))))).message())
                .startsWith("not a regular expression: Unclosed group");
        assertThat(only(problems(obj("$match", obj("a", obj("$regex", "a", "$options", "q")))))
                        .message())
                .contains("no option 'q'");
        assertThat(only(problems(obj("$match", obj("a", obj("$options", "i"))))).path())
                .containsExactly(0, "$match", "a", "$options");
    }

    @Test
    void aDefinitionNestedWithoutEndIsRefused() {
        Object deep = 1;
        for (int i = 0; i < 5_000; i++) {
            deep = list(deep);
        }
        assertThat(only(problems(obj("$set", obj("a", deep)))).message()).isEqualTo("nested too deeply");
        Object query = obj("a", 1);
        for (int i = 0; i < 5_000; i++) {
            query = obj("$or", list(query));
        }
        assertThat(only(problems(obj("$match", query))).message()).isEqualTo("nested too deeply");
    }

    @Test
    void everyWrongFormOfAStageIsAProblemAndNotAnException() {
        for (String name : StageCompiler.stageNames()) {
            for (Object definition :
                    list(null, 1, "x", "", true, list(), list(1), obj(), obj("$x", 1), obj("a", obj("$in", 1)))) {
                boolean right = (name.equals("$unset") && "x".equals(definition))
                        || (name.equals("$match") && obj().equals(definition));
                boolean runsIntoIt = name.equals("$replaceWith");
                assertThat(problems(obj(name, definition)).isEmpty() && !right && !runsIntoIt)
                        .as("%s: %s", name, definition)
                        .isFalse();
            }
        }
    }

    @Test
    void everyOperatorTakesAnyFormWithoutAnException() {
        for (String name : StageCompiler.operatorNames()) {
            for (Object arguments :
                    list(null, 1, "$a", list(), list(1, 2, 3, 4, 5), obj(), obj("x", 1), obj("input", "$a"))) {
                problems(obj("$set", obj("f", obj(name, arguments))));
            }
        }
        for (String name : StageCompiler.queryOperatorNames()) {
            for (Object operand : list(null, 1, "a", list(), list(1, 2), obj(), obj("x", 1))) {
                problems(obj("$match", obj("f", obj(name, operand))));
                problems(obj("$match", obj(name, operand)));
            }
        }
    }

    @Test
    void namesAreSorted() {
        assertThat(StageCompiler.stageNames()).isSorted().contains("$match", "$unwind");
        assertThat(StageCompiler.operatorNames()).isSorted().contains("$add", "$toDate", "$reduce");
        assertThat(StageCompiler.queryOperatorNames()).isSorted().contains("$elemMatch", "$nor");
    }
}
