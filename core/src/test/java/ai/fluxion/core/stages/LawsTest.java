package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.evaluate;
import static ai.fluxion.core.stages.Definitions.list;
import static ai.fluxion.core.stages.Definitions.matches;
import static ai.fluxion.core.stages.Definitions.obj;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.stages.Expression;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for all values. */
class LawsTest {
    @Provide
    Arbitrary<Object> values() {
        return values(2);
    }

    private Arbitrary<Object> values(int depth) {
        Arbitrary<Object> simple = Arbitraries.oneOf(
                numbers().asGeneric(),
                Arbitraries.strings()
                        .withChars('a', 'B', '\ud83d', '\ude00', '\uffff')
                        .ofMaxLength(3)
                        .asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.just((Object) null),
                Arbitraries.longs().between(-5, 5).map(Instant::ofEpochMilli).asGeneric(),
                Arbitraries.strings().alpha().ofMaxLength(2).map(Bytes::utf8).asGeneric());
        if (depth == 0) {
            return simple;
        }
        Arbitrary<Object> inner = values(depth - 1);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, simple),
                net.jqwik.api.Tuple.of(
                        1,
                        inner.list()
                                .ofMaxSize(2)
                                .map(items -> Document.of("v", items).valueAt(0))),
                net.jqwik.api.Tuple.of(
                        1,
                        Arbitraries.maps(Arbitraries.of("p", "q"), inner)
                                .ofMaxSize(2)
                                .map(LawsTest::document)));
    }

    private static Object document(Map<String, Object> fields) {
        return Document.of(new LinkedHashMap<>(fields));
    }

    @Provide
    Arbitrary<Number> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(-3, 3).map(n -> (Number) n),
                Arbitraries.of(
                        Integer.MAX_VALUE,
                        Integer.MIN_VALUE,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE,
                        9007199254740993L,
                        4611686018427387904L,
                        0x1p53,
                        0x1p62,
                        0x1p63,
                        Double.parseDouble("1e23"),
                        0.1,
                        -0.0,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.MIN_VALUE,
                        new BigDecimal("0.1"),
                        new BigDecimal("0.10"),
                        new BigDecimal("4611686018427387904"),
                        new BigDecimal("1e23"),
                        new BigDecimal("1e999")),
                Arbitraries.longs().map(n -> (Number) n),
                Arbitraries.doubles().map(n -> (Number) n));
    }

    @Property
    void comparisonIsATotalOrder(@ForAll("values") Object a, @ForAll("values") Object b, @ForAll("values") Object c) {
        assertThat(Ordering.compare(a, a)).isZero();
        assertThat(Integer.signum(Ordering.compare(a, b))).isEqualTo(-Integer.signum(Ordering.compare(b, a)));
        if (Ordering.compare(a, b) <= 0 && Ordering.compare(b, c) <= 0) {
            assertThat(Ordering.compare(a, c)).isLessThanOrEqualTo(0);
        }
        if (Ordering.compare(a, b) == 0) {
            assertThat(Integer.signum(Ordering.compare(a, c))).isEqualTo(Integer.signum(Ordering.compare(b, c)));
        }
    }

    @Property
    void numbersAreATotalOrder(@ForAll("numbers") Number a, @ForAll("numbers") Number b, @ForAll("numbers") Number c) {
        comparisonIsATotalOrder(a, b, c);
    }

    @Property
    void andOrNotKeepDeMorgansLaws(@ForAll("values") Object a, @ForAll("values") Object b) {
        Document record = Document.of("a", a, "b", b);
        Object notAnd = obj("$not", list(obj("$and", list("$a", "$b"))));
        Object orOfNots = obj("$or", list(obj("$not", list("$a")), obj("$not", list("$b"))));
        assertThat(evaluate(notAnd, record)).isEqualTo(evaluate(orOfNots, record));
        assertThat(evaluate(obj("$not", list(obj("$not", list("$a")))), record))
                .isEqualTo(evaluate(obj("$and", list("$a")), record));
    }

    @Property
    void exactlyOneOfLessEqualGreaterHolds(@ForAll("values") Object a, @ForAll("values") Object b) {
        Document record = Document.of("a", a, "b", b);
        long holding = List.of("$lt", "$eq", "$gt").stream()
                .filter(op -> (Boolean) evaluate(obj(op, list("$a", "$b")), record))
                .count();
        assertThat(holding).isEqualTo(1);
        assertThat(evaluate(obj("$ne", list("$a", "$b")), record)).isEqualTo(!(Boolean)
                evaluate(obj("$eq", list("$a", "$b")), record));
    }

    @Property
    void aQueryAndItsNegationDivideAllRecords(@ForAll("values") Object value, @ForAll("numbers") Number operand) {
        Document record = Document.of("a", value);
        for (String op : List.of("$eq", "$gt", "$gte", "$lt", "$lte")) {
            Map<String, Object> condition = obj("a", obj(op, operand));
            assertThat(matches(condition, record)).isNotEqualTo(matches(obj("$nor", list(condition)), record));
            assertThat(matches(obj("a", obj("$not", obj(op, operand))), record))
                    .isNotEqualTo(matches(condition, record));
        }
        assertThat(matches(obj("a", obj("$ne", operand)), record)).isNotEqualTo(matches(obj("a", operand), record));
    }

    @Property
    void aValueThatIsCopiedIsTheSame(@ForAll("values") Object value) {
        Document record = Document.of("a", value);
        assertThat(Definitions.run(Definitions.stages(obj("$set", obj("b", "$a"))), record)
                        .get(0)
                        .toJson())
                .isEqualTo(Document.of("a", value, "b", value).toJson());
    }

    @Property
    void integersAreComputedExactlyWhileTheyFit(@ForAll long a, @ForAll int b) {
        Document record = Document.of("a", a, "b", b);
        var exact = java.math.BigInteger.valueOf(a).multiply(java.math.BigInteger.valueOf(b));
        Object product = evaluate(obj("$multiply", list("$a", "$b")), record);
        assertThat(product).isEqualTo(exact.bitLength() < 64 ? (Object) exact.longValue() : (double) a * b);
        var sum = java.math.BigInteger.valueOf(a).add(java.math.BigInteger.valueOf(b));
        assertThat(evaluate(obj("$add", list("$a", "$b")), record))
                .isEqualTo(sum.bitLength() < 64 ? (Object) sum.longValue() : (double) a + b);
    }

    @Property
    void aConstantAndTheSameValueFromARecordGiveTheSame(@ForAll("numbers") Number a, @ForAll("numbers") Number b) {
        Document record = Document.of("a", a, "b", b);
        for (String op : List.of("$add", "$subtract", "$multiply", "$cmp")) {
            assertThat(evaluate(obj(op, list(a, b)), record)).isEqualTo(evaluate(obj(op, list("$a", "$b")), record));
        }
    }

    private static final List<Object> ARGUMENTS = list(
            "$a",
            list("$a", "$b"),
            list("$a", "$b", "$c"),
            list("$a", "$b", "$c", "$a"),
            obj("input", "$a"),
            obj("input", "$a", "chars", "$b"),
            obj("input", "$a", "find", "$b", "replacement", "$c"),
            obj("input", "$a", "regex", "a.*B", "options", "is"),
            obj("input", "$a", "to", "$b"),
            obj("input", "$a", "to", "string"),
            obj("input", "$a", "in", "$$this"),
            obj("input", "$a", "cond", "$$this", "limit", "$b"),
            obj("input", "$a", "initialValue", "$b", "in", obj("$add", list("$$value", "$$this"))),
            obj("field", "x", "input", "$a", "value", "$b"),
            obj("field", "$a", "input", "$b"),
            obj("n", "$a", "input", "$b"),
            obj("input", "$a", "sortBy", obj("p", 1, "q.p", -1)),
            obj("inputs", list("$a", "$b"), "useLongestLength", true),
            obj("input", "$a", "p", list(0.1, 1), "method", "approximate"),
            obj("input", "$a", "method", "approximate"),
            obj("input", "$a", "algorithm", "md5"),
            obj("input", "$a", "regex", "$b", "options", "$c"),
            obj("input", "$a", "to", "binData", "format", "hex"),
            obj("input", "$a", "to", "long", "base", 16),
            obj("date", "$a", "timezone", "$b"),
            obj("date", "$a", "unit", "week", "binSize", "$b", "startOfWeek", "$c"),
            obj("date", "$a", "iso8601", true),
            obj("startDate", "$a", "unit", "month", "amount", "$b"),
            obj("startDate", "$a", "endDate", "$b", "unit", "hour", "timezone", "+05:30"),
            obj("year", "$a", "day", "$b"),
            obj("date", "$a", "format", "$b", "timezone", "+01:00"),
            obj("dateString", "$a", "format", "$b", "timezone", "$c"),
            obj("branches", list(obj("case", "$a", "then", "$b"))));

    /** Every operator with every form of arguments that it takes. */
    private static final List<Expression> EXPRESSIONS = expressions();

    private static List<Expression> expressions() {
        List<Expression> expressions = new ArrayList<>();
        for (String name : StageCompiler.operatorNames()) {
            for (Object arguments : ARGUMENTS) {
                List<StageProblem> problems = new ArrayList<>();
                Expression expression = Expressions.compile(obj(name, arguments), problems);
                if (problems.isEmpty()) {
                    expressions.add(expression);
                }
            }
        }
        return expressions;
    }

    @Property(tries = 100)
    void anOperatorGivesAValueOrFailsTheRecord(
            @ForAll("values") Object a, @ForAll("values") Object b, @ForAll("values") Object c) {
        Document record = Document.of("a", a, "b", b, "c", c);
        EXPRESSIONS.forEach(expression -> valueOrInvalidRecord(expression, record));
    }

    private static void valueOrInvalidRecord(Expression expression, Document record) {
        try {
            Document.of("value", expression.evaluate(record));
        } catch (FluxionException failed) {
            assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.INVALID_RECORD);
            assertThat(failed.failure().place()).startsWith("expression.$");
        }
    }

    @Property(tries = 300)
    void aConditionHoldsOrDoesNot(@ForAll("values") Object a, @ForAll("values") Object operand) {
        Document record = Document.of("a", a);
        for (String name : StageCompiler.queryOperatorNames()) {
            for (Object form : list(operand, list(operand), list(operand, 1), obj("p", operand), obj("$gt", operand))) {
                List<StageProblem> problems = new ArrayList<>();
                List<Stage> stages = StageCompiler.compile(list(obj("$match", obj("a", obj(name, form)))), problems);
                if (problems.isEmpty()) {
                    assertThat(Definitions.run(stages, record)).hasSizeLessThanOrEqualTo(1);
                }
            }
        }
    }
}
