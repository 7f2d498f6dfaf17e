package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.list;
import static ai.fluxion.core.stages.Definitions.obj;
import static ai.fluxion.core.stages.Sample.NOON;
import static ai.fluxion.core.stages.Sample.bad;
import static ai.fluxion.core.stages.Sample.is;
import static ai.fluxion.core.stages.Sample.op;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Numbers: a table of cases for each subject, from MongoDB's manual where it has some. */
class ArithmeticTest {
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
                op(new BigDecimal("1.20"), "$add", "$dec", 0.1),
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
                bad("FLX-STAGE-RANGE", "$mod", "$huge", "$i"),
                bad("FLX-STAGE-RANGE", "$multiply", "$huge", "$huge", "$huge"),
                bad("FLX-STAGE-OPERAND", "$add", "$date", 1e300),
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
                op(new BigDecimal("1.2100"), "$pow", "$dec", 2),
                op(null, "$pow", "$n", 2),
                bad("FLX-STAGE-OPERAND", "$pow", "$zero", -1));
    }

    @TestFactory
    Stream<DynamicTest> totals() {
        return Stream.of(
                is(6, obj("$sum", "$a")),
                op(9.5, "$sum", "$i", "$d", "$s", "$n"),
                op(0, "$sum", "$a", "$nowhere"),
                is(0, obj("$sum", "$nowhere")),
                op(new BigDecimal("8.10"), "$sum", "$i", "$dec"),
                is(2.0, obj("$avg", "$a")),
                is(null, obj("$avg", "$s")),
                op(new BigDecimal("4.05"), "$avg", "$i", "$dec"),
                is(1, obj("$min", "$a")),
                is(3, obj("$max", "$a")),
                op(7, "$min", "$i", "$n", "$s"),
                op("Straße", "$max", "$i", "$n", "$s"),
                is(null, obj("$max", "$n")),
                bad("FLX-STAGE-UNAVAILABLE", "$sum", "$toast", 1));
    }
}
