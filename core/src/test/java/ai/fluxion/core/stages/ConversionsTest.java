package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.fails;
import static ai.fluxion.core.stages.Definitions.list;
import static ai.fluxion.core.stages.Definitions.obj;
import static ai.fluxion.core.stages.Sample.NOON;
import static ai.fluxion.core.stages.Sample.R;
import static ai.fluxion.core.stages.Sample.is;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Types: a table of cases for each subject, from MongoDB's manual where it has some. */
class ConversionsTest {
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
}
