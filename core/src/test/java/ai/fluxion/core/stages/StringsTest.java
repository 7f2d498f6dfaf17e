package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.fails;
import static ai.fluxion.core.stages.Definitions.list;
import static ai.fluxion.core.stages.Definitions.obj;
import static ai.fluxion.core.stages.Sample.R;
import static ai.fluxion.core.stages.Sample.bad;
import static ai.fluxion.core.stages.Sample.is;
import static ai.fluxion.core.stages.Sample.op;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Text and dates: a table of cases for each subject, from MongoDB's manual where it has some. */
class StringsTest {
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
