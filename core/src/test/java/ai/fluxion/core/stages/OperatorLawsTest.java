package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.list;
import static ai.fluxion.core.stages.Definitions.obj;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.stages.Expression;
import ai.fluxion.core.model.Document;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What operators owe each other, for all values. */
class OperatorLawsTest {
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "-09:30");
    private static final List<String> UNITS =
            List.of("year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond");

    private final Map<Object, Expression> compiled = new ConcurrentHashMap<>();

    private Object evaluate(Object definition, Document record) {
        return compiled.computeIfAbsent(definition, Definitions::expression).evaluate(record);
    }

    @Provide
    Arbitrary<List<Object>> arrays() {
        Arbitrary<Object> items = Arbitraries.of(
                1, 2L, 1.0, new BigDecimal("2.0"), "a", "b", true, Instant.EPOCH, List.of(1), Document.of("a", 1));
        return items.injectNull(0.1).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<Instant> dates() {
        return Arbitraries.longs()
                .between(-3_000_000_000_000L, 5_000_000_000_000L)
                .map(Instant::ofEpochMilli);
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of(ZONES);
    }

    @Provide
    Arbitrary<String> units() {
        return Arbitraries.of(UNITS);
    }

    // ---- arrays and sets

    @Property(tries = 300)
    void setsKeepTheirLaws(@ForAll("arrays") List<Object> a, @ForAll("arrays") List<Object> b) {
        Document record = Document.of("a", a, "b", b);
        Object union = obj("$setUnion", list("$a", "$b"));
        Object intersection = obj("$setIntersection", list("$a", "$b"));
        Object onlyA = obj("$setDifference", list("$a", "$b"));
        Object onlyB = obj("$setDifference", list("$b", "$a"));
        List<Object> laws = list(
                obj("$setEquals", list(union, obj("$setUnion", list("$b", "$a")))),
                obj("$setEquals", list(intersection, obj("$setIntersection", list("$b", "$a")))),
                obj("$setEquals", list("$a", obj("$setUnion", list("$a", "$a", intersection)))),
                obj("$setEquals", list(union, obj("$setUnion", list(onlyA, intersection, onlyB)))),
                obj("$eq", list(obj("$setIntersection", list(onlyA, "$b")), list())),
                obj("$setIsSubset", list(intersection, "$a")),
                obj("$setIsSubset", list("$a", union)),
                obj("$eq", list(obj("$setIsSubset", list("$a", "$b")), obj("$eq", list(onlyA, list())))));
        assertThat(laws).allSatisfy(law -> assertThat(evaluate(law, record)).isEqualTo(true));
    }

    @Property(tries = 300)
    void someAndAllAreEachOthersNegation(@ForAll("arrays") List<Object> a) {
        Document record = Document.of("a", a);
        Object noneIsFalse = obj(
                "$not",
                list(obj("$anyElementTrue", list(obj("$map", obj("input", "$a", "in", obj("$not", list("$$this"))))))));
        assertThat(evaluate(obj("$allElementsTrue", list("$a")), record)).isEqualTo(evaluate(noneIsFalse, record));
    }

    @Property(tries = 300)
    void anArrayTurnedTwiceIsItself(@ForAll("arrays") List<Object> a) {
        Document record = Document.of("a", a);
        assertThat(evaluate(obj("$reverseArray", obj("$reverseArray", "$a")), record))
                .isEqualTo(record.get("a"));
        assertThat(evaluate(
                        obj("$concatArrays", list(obj("$slice", list("$a", 2)), obj("$slice", list("$a", 2, 99)))),
                        record))
                .isEqualTo(record.get("a"));
    }

    @Property(tries = 300)
    void aSortedArrayHasTheSameItemsInOrder(@ForAll("arrays") List<Object> a) {
        Document record = Document.of("a", a);
        Object sorted = obj("$sortArray", obj("input", "$a", "sortBy", 1));
        List<?> result = (List<?>) evaluate(sorted, record);
        assertThat(result).isSortedAccordingTo(Ordering::compare).hasSameSizeAs(a);
        assertThat(evaluate(obj("$setEquals", list("$a", sorted)), record)).isEqualTo(true);
        assertThat(evaluate(obj("$minN", obj("n", 99, "input", "$a")), record))
                .isEqualTo(result.stream().filter(item -> item != null).toList());
    }

    @Property(tries = 200)
    void anObjectIsItsEntries(@ForAll("arrays") List<Object> a) {
        Document record = Document.of("o", Document.of("x", a, "y", null, "z", 1));
        assertThat(evaluate(obj("$arrayToObject", obj("$objectToArray", "$o")), record))
                .isEqualTo(record.get("o"));
    }

    // ---- numbers and text

    @Property(tries = 300)
    void bitsKeepDeMorgansLaws(@ForAll long a, @ForAll int b) {
        Document record = Document.of("a", a, "b", b);
        Object nand = obj("$bitNot", obj("$bitAnd", list("$a", "$b")));
        Object orOfNots = obj("$bitOr", list(obj("$bitNot", "$a"), obj("$bitNot", "$b")));
        assertThat(evaluate(nand, record)).isEqualTo(evaluate(orOfNots, record));
        assertThat(evaluate(obj("$bitXor", list("$a", "$b", "$b")), record)).isEqualTo(a);
        assertThat(evaluate(obj("$bitNot", obj("$bitNot", "$b")), record)).isEqualTo(b);
    }

    @Property(tries = 100)
    void aDecimalFunctionIsThatOfDoublesWithMoreDigits(@ForAll @DoubleRange(min = 0.01, max = 0.99) double x) {
        Document record = Document.of("x", x, "d", BigDecimal.valueOf(x));
        for (String name : List.of(
                "$sin",
                "$cos",
                "$tan",
                "$asin",
                "$acos",
                "$atan",
                "$sinh",
                "$cosh",
                "$tanh",
                "$asinh",
                "$atanh",
                "$exp",
                "$ln",
                "$log10",
                "$sigmoid",
                "$sqrt",
                "$degreesToRadians",
                "$radiansToDegrees")) {
            double ofDouble = (Double) evaluate(obj(name, "$x"), record);
            BigDecimal ofDecimal = (BigDecimal) evaluate(obj(name, "$d"), record);
            assertThat(ofDecimal.doubleValue())
                    .as(name)
                    .isCloseTo(ofDouble, org.assertj.core.data.Offset.offset(1e-13 * Math.max(1, Math.abs(ofDouble))));
        }
    }

    @Property(tries = 300)
    void textThatIsSplitAndJoinedIsItself(@ForAll("texts") String text) {
        Document record = Document.of("s", text);
        Object joined = obj(
                "$reduce",
                obj(
                        "input",
                        obj("$split", list("$s", "-")),
                        "initialValue",
                        "",
                        "in",
                        obj("$concat", list("$$value", "-", "$$this"))));
        assertThat(evaluate(joined, record)).isEqualTo("-" + text);
        Object bytes = obj("$strLenBytes", "$s");
        assertThat(evaluate(obj("$substrBytes", list("$s", 0, bytes)), record)).isEqualTo(text);
        assertThat(evaluate(obj("$substrCP", list("$s", 0, obj("$strLenCP", "$s"))), record))
                .isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("-", "a", "é", "€", "\ud83d\ude00")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    // ---- dates

    @Property(tries = 500)
    void whatIsAddedToADateCanBeTakenAway(
            @ForAll("dates") Instant date, @ForAll @IntRange(min = -5000, max = 5000) int amount) {
        Document record = Document.of("d", date, "n", amount);
        for (String unit : List.of("week", "day", "hour", "minute", "second", "millisecond")) {
            Object later = obj("$dateAdd", obj("startDate", "$d", "unit", unit, "amount", "$n"));
            assertThat(evaluate(obj("$dateSubtract", obj("startDate", later, "unit", unit, "amount", "$n")), record))
                    .isEqualTo(date);
            assertThat(evaluate(obj("$dateDiff", obj("startDate", "$d", "endDate", later, "unit", unit)), record))
                    .isEqualTo((long) amount);
        }
    }

    @Property(tries = 500)
    void aDateLiesInItsBin(
            @ForAll("dates") Instant date,
            @ForAll("units") String unit,
            @ForAll("zones") String zone,
            @ForAll @IntRange(min = 1, max = 12) int size) {
        Document record = Document.of("d", date);
        Object start = obj("$dateTrunc", obj("date", "$d", "unit", unit, "binSize", size, "timezone", zone));
        Object next = obj("$dateAdd", obj("startDate", start, "unit", unit, "amount", size, "timezone", zone));
        Object again = obj("$dateTrunc", obj("date", start, "unit", unit, "binSize", size, "timezone", zone));
        assertThat((Instant) evaluate(start, record)).isBeforeOrEqualTo(date);
        assertThat((Instant) evaluate(next, record)).isAfter(date);
        assertThat(evaluate(again, record)).isEqualTo(evaluate(start, record));
    }

    @Property(tries = 300)
    void aDateIsItsPartsAndItsText(@ForAll("dates") Instant date) {
        Document record = Document.of("d", date);
        for (boolean iso : List.of(false, true)) {
            List<String> names =
                    iso ? List.of("isoWeekYear", "isoWeek", "isoDayOfWeek") : List.of("year", "month", "day");
            Map<String, Object> parts = obj();
            for (String name : names) {
                parts.put(name, "$$p." + name);
            }
            for (String name : List.of("hour", "minute", "second", "millisecond")) {
                parts.put(name, "$$p." + name);
            }
            Object built = obj(
                    "$let",
                    obj(
                            "vars",
                            obj("p", obj("$dateToParts", obj("date", "$d", "iso8601", iso))),
                            "in",
                            obj("$dateFromParts", parts)));
            assertThat(evaluate(built, record)).isEqualTo(date);
        }
        for (String format : List.of(
                "%Y-%m-%dT%H:%M:%S.%LZ", "%G-%V-%u %H:%M:%S:%L %z", "%j/%Y %H%M%S%L", "%d %B %Y %H.%M.%S.%L %Z")) {
            Object text = obj("$dateToString", obj("date", "$d", "format", format));
            assertThat(evaluate(obj("$dateFromString", obj("dateString", text, "format", format)), record))
                    .isEqualTo(date);
        }
        assertThat(evaluate(obj("$toDate", obj("$toString", "$d")), record)).isEqualTo(date);
    }
}
