package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.doc;
import static ai.fluxion.core.stages.Definitions.fails;
import static ai.fluxion.core.stages.Definitions.gives;
import static ai.fluxion.core.stages.Definitions.list;
import static ai.fluxion.core.stages.Definitions.obj;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Unavailable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A table of cases for each subject, from MongoDB's manual where it has some. */
class OperatorsTest {
    private static final Instant NOON = Instant.parse("2024-02-29T12:34:56.789Z");
    private static final Document R = Document.builder()
            .put("i", 7)
            .put("zero", 0)
            .put("l", 5_000_000_000L)
            .put("d", 2.5)
            .put("dec", new BigDecimal("1.10"))
            .put("huge", new BigDecimal("1E+999999999"))
            .put("minLong", "-9223372036854775808")
            .put("s", "Straße")
            .put("sp", "  pad  ")
            .put("t", true)
            .put("n", null)
            .put("date", NOON)
            .put("day", LocalDate.parse("2024-03-01"))
            .put("bin", Bytes.utf8("hi"))
            .put("id", UUID.fromString("00000000-0000-0001-0000-000000000002"))
            .put("toast", Unavailable.VALUE)
            .put("o", doc("x", 1, "y", doc("z", "deep")))
            .put("a", list(3, 1, 2))
            .put("docs", list(doc("k", 1), 5, doc("j", 2), doc("k", doc("m", 3)), list(doc("k", 9))))
            .build();

    private static DynamicTest is(Object expected, Object definition) {
        return gives(R, definition, expected);
    }

    /** An operator over a list of arguments. */
    private static DynamicTest op(Object expected, String name, Object... arguments) {
        return gives(R, obj(name, list(arguments)), expected);
    }

    private static DynamicTest bad(String code, String name, Object... arguments) {
        return fails(R, obj(name, list(arguments)), code);
    }

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
                is(java.util.Arrays.asList(7, null, "x"), list("$i", "$nowhere", "x")),
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

    @TestFactory
    Stream<DynamicTest> arithmetic() {
        return Stream.of(
                op(10, "$add", "$i", 3),
                op(9.5, "$add", "$i", "$d"),
                op(0, "$add"),
                op(2147483648L, "$add", 2147483647, 1),
                op(2147483647L, "$add", 2147483647L, 0),
                op(0x1p63, "$add", 9223372036854775807L, 1),
                op(new BigDecimal("2.10"), "$add", "$dec", 1),
                op(new BigDecimal("1.2"), "$add", "$dec", 0.1),
                op(null, "$add", "$i", "$n"),
                op(null, "$add", "$i", "$nowhere"),
                op(NOON.plusMillis(1000), "$add", "$date", 1000),
                op(NOON.plusMillis(1), "$add", 0.6, "$date"),
                bad("FLX-STAGE-OPERAND", "$add", "$s", 1),
                bad("FLX-STAGE-OPERAND", "$add", "$date", "$date"),
                bad("FLX-STAGE-UNAVAILABLE", "$add", "$toast", 1),
                op(4, "$subtract", "$i", 3),
                op(1000L, "$subtract", obj("$add", list("$date", 1000)), "$date"),
                op(NOON.minusMillis(5), "$subtract", "$date", 5),
                op(-2147483649L, "$subtract", -2147483648, 1),
                bad("FLX-STAGE-OPERAND", "$subtract", 1, "$date"),
                op(21, "$multiply", "$i", 3),
                op(25_000_000_000L, "$multiply", "$l", 5),
                op(2.5e19, "$multiply", "$l", "$l"),
                op(new BigDecimal("7.70"), "$multiply", "$dec", "$i"),
                op(3.5, "$divide", "$i", 2),
                op(5.0, "$divide", 10, 2),
                op(new BigDecimal("0.55"), "$divide", "$dec", 2),
                bad("FLX-STAGE-DIVISION", "$divide", "$i", "$zero"),
                bad("FLX-STAGE-DIVISION", "$divide", "$i", obj("$multiply", list("$zero", 1.0))),
                op(null, "$divide", "$n", "$zero"),
                op(1, "$mod", "$i", 3),
                op(-1, "$mod", -7, 3),
                op(0.5, "$mod", "$d", 2),
                op(new BigDecimal("0.10"), "$mod", "$dec", 1),
                bad("FLX-STAGE-DIVISION", "$mod", "$i", "$zero"),
                op(7, "$abs", -7),
                op(2147483648L, "$abs", -2147483648),
                op(null, "$abs", "$n"),
                bad("FLX-STAGE-RANGE", "$abs", obj("$toLong", obj("$concat", list("$minLong", "")))));
    }

    @TestFactory
    Stream<DynamicTest> mathematics() {
        return Stream.of(
                op(3.0, "$ceil", "$d"),
                op(7, "$ceil", "$i"),
                op(-3.0, "$floor", -2.8),
                op(new BigDecimal("2"), "$ceil", "$dec"),
                op(2.0, "$round", "$d"),
                op(4.0, "$round", 3.5),
                op(19.25, "$round", 19.25, 2),
                op(19.2, "$round", 19.25, 1),
                op(1200, "$round", 1234, -2),
                op(new BigDecimal("1.1"), "$round", "$dec", 1),
                op(new BigDecimal("0"), "$round", new BigDecimal("1e-999999999")),
                op(new BigDecimal("1e+999999999"), "$round", new BigDecimal("1e+999999999"), 2),
                op(new BigDecimal("0"), "$round", new BigDecimal("0.5")),
                op(new BigDecimal("1"), "$round", new BigDecimal("0.51")),
                op(7.8, "$trunc", 7.85, 1),
                op(-2.0, "$trunc", -2.9),
                op(5200, "$trunc", 5299, -2),
                bad("FLX-STAGE-OPERAND", "$round", "$d", obj("$add", list("$i", 100))),
                op(1.0, "$exp", 0),
                op(0.0, "$ln", 1),
                op(2.0, "$log10", 100),
                op(2.0, "$log", 100, 10),
                bad("FLX-STAGE-OPERAND", "$ln", "$zero"),
                op(5.0, "$sqrt", 25),
                bad("FLX-STAGE-OPERAND", "$sqrt", obj("$multiply", list("$i", -1))),
                op(25, "$pow", 5, 2),
                op(1_000_000_000_000L, "$pow", 1_000_000, 2),
                op(0.04, "$pow", 5, -2),
                op(1e20, "$pow", 10, 20),
                op(1, "$pow", 1, 1_000_000),
                op(-1, "$pow", -1, 1_000_001),
                op(new BigDecimal("1.21"), "$pow", "$dec", 2),
                op(null, "$pow", "$n", 2),
                bad("FLX-STAGE-OPERAND", "$pow", "$zero", -1));
    }

    @TestFactory
    Stream<DynamicTest> strings() {
        return Stream.of(
                op("a-b", "$concat", "a", "-", "b"),
                op(null, "$concat", "a", "$n"),
                bad("FLX-STAGE-OPERAND", "$concat", "a", "$i"),
                op("STRASSE", "$toUpper", "$s"),
                op("straße", "$toLower", "$s"),
                op("", "$toUpper", "$n"),
                op("7", "$toUpper", "$i"),
                bad("FLX-STAGE-OPERAND", "$toLower", "$t"),
                op(6, "$strLenCP", "$s"),
                op(1, "$strLenCP", "\ud83d\ude00"),
                bad("FLX-STAGE-OPERAND", "$strLenCP", "$n"),
                op("raß", "$substrCP", "$s", 2, 3),
                op("", "$substrCP", "$s", 10, 3),
                op("ße", "$substrCP", "$s", 4, 2147483647),
                op("\ud83d\ude00", "$substrCP", "a\ud83d\ude00b", 1, 1),
                bad("FLX-STAGE-OPERAND", "$substrCP", "$s", -1, "$i"),
                op(List.of("a", "b", ""), "$split", "a-b-", "-"),
                op(List.of("abc"), "$split", "abc", "-"),
                op(null, "$split", "$n", "-"),
                is("pad", obj("$trim", obj("input", "$sp"))),
                is("pad  ", obj("$ltrim", obj("input", "$sp"))),
                is("  pad", obj("$rtrim", obj("input", "$sp"))),
                is("ra", obj("$trim", obj("input", "$s", "chars", "Steß"))),
                is(null, obj("$trim", obj("input", "$s", "chars", "$n"))),
                op(2, "$indexOfCP", "cafeteria", "f"),
                op(-1, "$indexOfCP", "foo.bar", ".", 5),
                op(-1, "$indexOfCP", "vanilla", "ll", 0, 2),
                op(4, "$indexOfCP", "vanilla", "ll", 0, 12),
                op(2, "$indexOfCP", "\ud83d\ude00bc", "c"),
                op(null, "$indexOfCP", "$n", "c"),
                is("b-a", obj("$replaceOne", obj("input", "a-a", "find", "a", "replacement", "b"))),
                is("b-b", obj("$replaceAll", obj("input", "a-a", "find", "a", "replacement", "b"))),
                is(null, obj("$replaceAll", obj("input", "$n", "find", "a", "replacement", "b"))),
                is(true, obj("$regexMatch", obj("input", "$s", "regex", "^st", "options", "i"))),
                is(false, obj("$regexMatch", obj("input", "$n", "regex", "x"))),
                op(0, "$strcasecmp", "ABC", "abc"),
                op(1, "$strcasecmp", "b", "A"));
    }

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
                        java.util.Arrays.asList(1, null),
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

    @TestFactory
    Stream<DynamicTest> types() {
        return Stream.of(
                is("int", obj("$type", "$i")),
                is("long", obj("$type", "$l")),
                is("double", obj("$type", "$d")),
                is("decimal", obj("$type", "$dec")),
                is("string", obj("$type", "$s")),
                is("bool", obj("$type", "$t")),
                is("null", obj("$type", "$n")),
                is("missing", obj("$type", "$nowhere")),
                is("date", obj("$type", "$date")),
                is("date", obj("$type", "$day")),
                is("binData", obj("$type", "$bin")),
                is("binData", obj("$type", "$id")),
                is("object", obj("$type", "$o")),
                is("array", obj("$type", "$a")),
                is("unavailable", obj("$type", "$toast")),
                is(true, obj("$isNumber", "$dec")),
                is(false, obj("$isNumber", "$s")));
    }

    @TestFactory
    Stream<DynamicTest> conversions() {
        return Stream.of(
                is(true, obj("$toBool", "false")),
                is(false, obj("$toBool", "$zero")),
                is(true, obj("$toBool", "$date")),
                is(null, obj("$toBool", "$nowhere")),
                is(1, obj("$toInt", "$t")),
                is(2, obj("$toInt", "$d")),
                is(-2, obj("$toInt", -2.9)),
                is(1, obj("$toInt", "$dec")),
                is(-12, obj("$toInt", "-12")),
                fails(R, obj("$toInt", "$s"), "FLX-STAGE-CONVERT"),
                fails(R, obj("$toInt", "$l"), "FLX-STAGE-CONVERT"),
                fails(R, obj("$toInt", "$date"), "FLX-STAGE-CONVERT"),
                is(1.5, obj("$toDouble", "1.5")),
                is(7.0, obj("$toDouble", "$i")),
                is(1.0, obj("$toDouble", "$t")),
                is(NOON.toEpochMilli(), obj("$toLong", "$date")),
                is(12L, obj("$toLong", "12")),
                is(new BigDecimal("2.5"), obj("$toDecimal", "$d")),
                is(new BigDecimal("1E+400"), obj("$toDecimal", "1E+400")),
                fails(R, obj("$toDouble", "$huge"), "FLX-STAGE-CONVERT"),
                fails(R, obj("$toLong", "$huge"), "FLX-STAGE-CONVERT"),
                is("7", obj("$toString", "$i")),
                is("2.5", obj("$toString", "$d")),
                is("3", obj("$toString", obj("$add", list("$d", 0.5)))),
                is("1e+22", obj("$toString", 1e22)),
                is("1.5e-7", obj("$toString", 1.5e-7)),
                is("true", obj("$toString", "$t")),
                is("1.10", obj("$toString", "$dec")),
                is("2024-02-29T12:34:56.789Z", obj("$toString", "$date")),
                is("2024-03-01T00:00:00.000Z", obj("$toString", "$day")),
                is("00000000-0000-0001-0000-000000000002", obj("$toString", "$id")),
                is("aGk=", obj("$toString", "$bin")),
                fails(R, obj("$toString", "$o"), "FLX-STAGE-CONVERT"),
                is(NOON, obj("$toDate", "2024-02-29T12:34:56.789Z")),
                is(NOON, obj("$toDate", "2024-02-29T14:34:56.789+0200")),
                is(NOON, obj("$toDate", "2024-02-29 12:34:56.789")),
                is(Instant.parse("2024-02-29T00:00:00Z"), obj("$toDate", "2024-02-29")),
                is(Instant.ofEpochMilli(120000000000L), obj("$toDate", 120000000000.5)),
                fails(R, obj("$toDate", "$s"), "FLX-STAGE-CONVERT"),
                fails(R, obj("$toDate", "$t"), "FLX-STAGE-CONVERT"),
                is(-1, obj("$convert", obj("input", "$s", "to", "int", "onError", -1))),
                is(0, obj("$convert", obj("input", "$n", "to", "int", "onNull", 0))),
                is(null, obj("$convert", obj("input", "$nowhere", "to", "int"))),
                is("7", obj("$convert", obj("input", "$i", "to", 2))));
    }

    @TestFactory
    Stream<DynamicTest> dates() {
        return Stream.of(
                is(2024, obj("$year", "$date")),
                is(2, obj("$month", "$date")),
                is(29, obj("$dayOfMonth", "$date")),
                is(60, obj("$dayOfYear", "$date")),
                is(12, obj("$hour", "$date")),
                is(34, obj("$minute", "$date")),
                is(56, obj("$second", "$date")),
                is(789, obj("$millisecond", "$date")),
                is(5, obj("$dayOfWeek", "$date")),
                is(4, obj("$isoDayOfWeek", "$date")),
                is(9, obj("$isoWeek", "$date")),
                is(null, obj("$year", "$n")),
                is(21, obj("$hour", obj("date", "$date", "timezone", "Asia/Tokyo"))),
                fails(R, obj("$year", "$s"), "FLX-STAGE-OPERAND"),
                fails(R, obj("$hour", obj("date", "$date", "timezone", "$s")), "FLX-STAGE-OPERAND"),
                is("2024-02-29T12:34:56.789Z", obj("$dateToString", obj("date", "$date"))),
                is(
                        "29/02/2024 13:34 +0100 060 %",
                        obj(
                                "$dateToString",
                                obj(
                                        "date",
                                        "$date",
                                        "format",
                                        "%d/%m/%Y %H:%M %z %j %%",
                                        "timezone",
                                        "Europe/Berlin"))),
                is("-", obj("$dateToString", obj("date", "$n", "onNull", "-"))),
                fails(
                        R,
                        obj(
                                "$dateToString",
                                obj("date", "$date", "format", obj("$concat", list("%Q", obj("$toLower", "$n"))))),
                        "FLX-STAGE-OPERAND"),
                is(
                        Instant.parse("2024-02-29T00:00:00Z"),
                        obj("$dateFromString", obj("dateString", "29.02.2024", "format", "%d.%m.%Y"))),
                is(
                        Instant.parse("2024-02-29T11:00:00Z"),
                        obj("$dateFromString", obj("dateString", "2024-02-29T12:00:00", "timezone", "Europe/Berlin"))),
                is(
                        Instant.parse("2024-02-29T10:00:00Z"),
                        obj(
                                "$dateFromString",
                                obj("dateString", "2024-02-29 12:00 +02:00", "format", "%Y-%m-%d %H:%M %z"))),
                is(0, obj("$dateFromString", obj("dateString", "30.02.2024", "format", "%d.%m.%Y", "onError", 0))),
                is("none", obj("$dateFromString", obj("dateString", "$n", "onNull", "none"))),
                fails(R, obj("$dateFromString", obj("dateString", "$s")), "FLX-STAGE-CONVERT"));
    }
}
