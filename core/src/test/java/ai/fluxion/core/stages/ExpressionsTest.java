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

/** Paths, comparisons and choices: a table of cases for each subject, from MongoDB's manual where it has some. */
class ExpressionsTest {
    @TestFactory
    Stream<DynamicTest> paths() {
        return Stream.of(
                is(7, "$i"),
                is(null, "$n"),
                is(null, "$nowhere"),
                is("deep", "$o.y.z"),
                is(null, "$o.y.z.w"),
                is(List.of(1, doc("m", 3)), "$docs.k"),
                is(List.of(3), "$docs.k.m"),
                is(List.of(), "$a.x"),
                is("deep", "$$ROOT.o.y.z"),
                is("deep", "$$CURRENT.o.y.z"),
                is(R, "$$ROOT"),
                is(null, "$$REMOVE"),
                is("text", "text"),
                is("$i", obj("$literal", "$i")),
                is(doc("a", 7, "b", doc("c", "x")), obj("a", "$i", "b", obj("c", "x"), "gone", "$nowhere")),
                is(Arrays.asList(7, null, "x"), list("$i", "$nowhere", "x")),
                is(doc(), obj()));
    }

    @TestFactory
    Stream<DynamicTest> comparison() {
        return Stream.of(
                op(true, "$eq", "$i", 7.0),
                op(true, "$eq", "$dec", 1.1),
                op(false, "$eq", "$n", "$nowhere"),
                op(true, "$eq", "$n", null),
                op(true, "$ne", "$s", "x"),
                op(true, "$gt", "$l", "$i"),
                op(true, "$gt", "a", 1000),
                op(true, "$lt", "$nowhere", "$n"),
                op(true, "$lt", "$o", "$a"),
                op(true, "$lt", "$bin", "$t"),
                op(true, "$gt", "$date", "$t"),
                op(true, "$gte", "$day", "$date"),
                op(true, "$lte", list(1, 2), list(1, 3)),
                op(true, "$lt", list(1), list(1, 0)),
                op(1, "$cmp", 3, 2),
                op(-1, "$cmp", "a", "b"),
                op(0, "$cmp", 9007199254740993L, 9007199254740993L),
                op(1, "$cmp", 9007199254740993L, 9007199254740992.0),
                op(-1, "$cmp", Double.NaN, Double.NEGATIVE_INFINITY),
                op(-1, "$cmp", "\uffff", "\ud83d\ude00"),
                op(0, "$cmp", obj("$literal", doc("a", 1).toMap()), obj("a", 1.0)),
                op(-1, "$cmp", obj("a", 1, "b", 2), obj("b", 2, "a", 1)),
                bad("FLX-STAGE-UNAVAILABLE", "$eq", "$toast", 1));
    }

    @TestFactory
    Stream<DynamicTest> booleans() {
        return Stream.of(
                op(true, "$and", 1, "green"),
                op(true, "$and"),
                op(false, "$and", list(), "$n", 0),
                op(true, "$and", list(false)),
                op(false, "$and", "$nowhere", true),
                op(true, "$or", true, false),
                op(false, "$or"),
                op(false, "$or", "$n", 0, "$nowhere"),
                op(true, "$or", true, obj("$divide", list("$i", "$zero"))),
                op(false, "$not", true),
                op(true, "$not", "$n"),
                op(false, "$not", list(true)));
    }

    @TestFactory
    Stream<DynamicTest> conditionals() {
        return Stream.of(
                op("yes", "$cond", "$t", "yes", "no"),
                is("no", obj("$cond", obj("if", "$zero", "then", "yes", "else", "no"))),
                op(1, "$cond", true, 1, obj("$divide", list("$i", "$zero"))),
                op(null, "$cond", "$t", "$nowhere", 1),
                op("x", "$ifNull", "$n", "x"),
                op("y", "$ifNull", "$n", "$nowhere", "y"),
                op(7, "$ifNull", "$i", "y"),
                op(null, "$ifNull", "$n", "$nowhere"),
                is(
                        "big",
                        obj(
                                "$switch",
                                obj(
                                        "branches",
                                        list(
                                                obj("case", obj("$lt", list("$i", 5)), "then", "small"),
                                                obj("case", obj("$gte", list("$i", 5)), "then", "big"))))),
                is("none", obj("$switch", obj("branches", list(obj("case", "$n", "then", 1)), "default", "none"))),
                fails(R, obj("$switch", obj("branches", list(obj("case", "$n", "then", 1)))), "FLX-STAGE-SWITCH"),
                is(
                        70,
                        obj(
                                "$let",
                                obj("vars", obj("ten", 10, "i", "$i"), "in", obj("$multiply", list("$$ten", "$$i"))))),
                is(1, obj("$let", obj("vars", obj("CURRENT", "$o"), "in", "$x"))));
    }
}
