package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.doc;
import static ai.fluxion.core.stages.Definitions.fails;
import static ai.fluxion.core.stages.Definitions.list;
import static ai.fluxion.core.stages.Definitions.obj;
import static ai.fluxion.core.stages.Sample.R;
import static ai.fluxion.core.stages.Sample.bad;
import static ai.fluxion.core.stages.Sample.is;
import static ai.fluxion.core.stages.Sample.op;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Arrays and objects: a table of cases for each subject, from MongoDB's manual where it has some. */
class CollectionsTest {
    @TestFactory
    Stream<DynamicTest> arrays() {
        return Stream.of(
                op(3, "$arrayElemAt", "$a", 0),
                op(2, "$arrayElemAt", "$a", -1),
                op(null, "$arrayElemAt", "$a", 15),
                op(null, "$arrayElemAt", "$n", 0),
                bad("FLX-STAGE-OPERAND", "$arrayElemAt", "$s", 0),
                bad("FLX-STAGE-OPERAND", "$arrayElemAt", "$a", "$d"),
                op(1, "$arrayElemAt", "$a", 1.0),
                is(3, obj("$first", "$a")),
                is(2, obj("$last", "$a")),
                is(null, obj("$first", obj("$slice", list("$a", 0)))),
                is(3, obj("$size", "$a")),
                bad("FLX-STAGE-OPERAND", "$size", "$nowhere"),
                op(true, "$in", 2.0, "$a"),
                op(false, "$in", 9, "$a"),
                bad("FLX-STAGE-OPERAND", "$in", 2, "$n"),
                op(List.of(3, 1, 2, 4), "$concatArrays", "$a", list(4)),
                op(null, "$concatArrays", "$a", "$n"),
                op(List.of(3, 1), "$slice", "$a", 2),
                op(List.of(1, 2), "$slice", "$a", -2),
                op(List.of(1, 2), "$slice", "$a", 1, 5),
                op(List.of(3), "$slice", "$a", -9, 1),
                op(List.of(), "$slice", "$a", 15, 2),
                is(List.of(2, 1, 3), obj("$reverseArray", "$a")),
                op(List.of(0, 3, 6, 9), "$range", 0, 10, 3),
                op(List.of(10, 5), "$range", 10, 0, -5),
                op(List.of(), "$range", 0, 10, -2),
                bad("FLX-STAGE-OPERAND", "$range", 0, "$i", "$zero"),
                bad("FLX-STAGE-RANGE", "$range", "$zero", 2_000_000_000),
                op(1, "$indexOfArray", "$a", 1),
                op(-1, "$indexOfArray", "$a", 3, 1),
                op(-1, "$indexOfArray", "$a", 2, 0, 2),
                op(null, "$indexOfArray", "$n", 2),
                is(true, obj("$isArray", "$a")),
                is(false, obj("$isArray", "$s")),
                is(List.of(4, 2, 3), obj("$map", obj("input", "$a", "in", obj("$add", list("$$this", 1))))),
                is(
                        Arrays.asList(1, null),
                        obj("$map", obj("input", list(obj("k", 1), obj("j", 2)), "as", "e", "in", "$$e.k"))),
                is(null, obj("$map", obj("input", "$n", "in", 1))),
                fails(R, obj("$map", obj("input", "$i", "in", 1)), "FLX-STAGE-OPERAND"),
                is(List.of(3, 2), obj("$filter", obj("input", "$a", "as", "x", "cond", obj("$gt", list("$$x", 1))))),
                is(List.of(3), obj("$filter", obj("input", "$a", "cond", true, "limit", 1))),
                is(
                        6,
                        obj(
                                "$reduce",
                                obj("input", "$a", "initialValue", 0, "in", obj("$add", list("$$value", "$$this"))))),
                is(null, obj("$reduce", obj("input", "$n", "initialValue", 0, "in", 1))),
                is(
                        List.of(List.of(11, 21), List.of(12, 22)),
                        obj(
                                "$map",
                                obj(
                                        "input",
                                        list(1, 2),
                                        "as",
                                        "x",
                                        "in",
                                        obj(
                                                "$map",
                                                obj(
                                                        "input",
                                                        list(10, 20),
                                                        "as",
                                                        "y",
                                                        "in",
                                                        obj("$add", list("$$x", "$$y"))))))));
    }

    @TestFactory
    Stream<DynamicTest> objects() {
        return Stream.of(
                op(doc("x", 2, "y", doc("z", "deep"), "w", 3), "$mergeObjects", "$o", obj("x", 2), "$n", obj("w", 3)),
                op(doc(), "$mergeObjects", "$n"),
                bad("FLX-STAGE-OPERAND", "$mergeObjects", "$i"),
                is(7, obj("$getField", "i")),
                is(1, obj("$getField", obj("field", "x", "input", "$o"))),
                is(null, obj("$getField", obj("field", "q", "input", "$o"))),
                is(doc("x", 5, "y", doc("z", "deep")), obj("$setField", obj("field", "x", "input", "$o", "value", 5))),
                is(doc("y", doc("z", "deep")), obj("$unsetField", obj("field", "x", "input", "$o"))),
                is(doc("a.b", 1), obj("$setField", obj("field", "a.b", "input", obj(), "value", 1))),
                is(List.of(doc("k", "x", "v", 1), doc("k", "y", "v", doc("z", "deep"))), obj("$objectToArray", "$o")),
                is(null, obj("$objectToArray", "$n")),
                is(doc("p", 1, "q", 2), obj("$arrayToObject", list(list(list("p", 1), list("q", 2))))),
                is(doc("p", 1), obj("$arrayToObject", list(list(obj("k", "p", "v", 1))))),
                fails(R, obj("$arrayToObject", "$a"), "FLX-STAGE-OPERAND"));
    }
}
