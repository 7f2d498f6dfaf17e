package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.list;
import static ai.fluxion.core.stages.Definitions.matches;
import static ai.fluxion.core.stages.Definitions.obj;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.model.Document;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for all conditions of {@code $match} and all records. */
class QueryLawsTest {
    private static final List<String> COMPARISONS = List.of("$eq", "$ne", "$gt", "$gte", "$lt", "$lte");

    private static final Arbitrary<Object> SCALARS = Arbitraries.of(
            null,
            0,
            1,
            2L,
            1.0,
            1.5,
            Double.NaN,
            new BigDecimal("1.0"),
            "",
            "1",
            "b",
            true,
            false,
            Instant.EPOCH,
            Instant.ofEpochMilli(1));

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, SCALARS),
                net.jqwik.api.Tuple.of(2, SCALARS.list().ofMaxSize(3).map(QueryLawsTest::held)),
                net.jqwik.api.Tuple.of(1, SCALARS.map(value -> Document.of("b", value))),
                net.jqwik.api.Tuple.of(
                        1,
                        SCALARS.map(value -> Document.of("b", value))
                                .list()
                                .ofMaxSize(2)
                                .map(QueryLawsTest::held)));
    }

    private static Object held(List<?> items) {
        return Document.of("items", new ArrayList<Object>(items)).get("items");
    }

    @Provide
    Arbitrary<Document> records() {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), values())
                .ofMaxSize(3)
                .map(fields -> Document.of(new LinkedHashMap<>(fields)));
    }

    @Provide
    Arbitrary<Map<String, Object>> conditions() {
        Arbitrary<Object> operators = Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(COMPARISONS), values()).as((name, value) -> obj(name, value)),
                Combinators.combine(
                                Arbitraries.of("$in", "$nin", "$all"),
                                values().list().ofMaxSize(3))
                        .as((name, items) -> obj(name, new ArrayList<>(items))),
                Arbitraries.of(
                        obj("$exists", true),
                        obj("$exists", false),
                        obj("$type", "number"),
                        obj("$size", 1),
                        obj("$regex", "^b?$"),
                        obj("$mod", list(2, 1)),
                        obj("$bitsAnySet", 1),
                        obj("$elemMatch", obj("$gte", 1)),
                        obj("$elemMatch", obj("b", 1))));
        return Combinators.combine(Arbitraries.of("a", "a.b", "a.0", "b", "c.b"), operators)
                .as((path, operator) -> obj(path, operator));
    }

    private static Map<String, Object> not(Map<String, Object> condition) {
        return obj("$nor", list(condition));
    }

    @Property
    void norIsNotOr(
            @ForAll("conditions") Map<String, Object> p,
            @ForAll("conditions") Map<String, Object> q,
            @ForAll("records") Document record) {
        assertThat(matches(obj("$nor", list(p, q)), record)).isNotEqualTo(matches(obj("$or", list(p, q)), record));
    }

    @Property
    void deMorgansLawsHold(
            @ForAll("conditions") Map<String, Object> p,
            @ForAll("conditions") Map<String, Object> q,
            @ForAll("records") Document record) {
        assertThat(matches(not(obj("$and", list(p, q))), record))
                .isEqualTo(matches(obj("$or", list(not(p), not(q))), record));
        assertThat(matches(not(obj("$or", list(p, q))), record))
                .isEqualTo(matches(obj("$and", list(not(p), not(q))), record));
    }

    @Property
    void notTwiceIsTheConditionAndOnceItsOpposite(
            @ForAll("conditions") Map<String, Object> condition, @ForAll("records") Document record) {
        String path = condition.keySet().iterator().next();
        Object operator = condition.get(path);
        boolean holds = matches(condition, record);
        assertThat(matches(not(not(condition)), record)).isEqualTo(holds);
        assertThat(matches(obj(path, obj("$not", operator)), record)).isNotEqualTo(holds);
        assertThat(matches(obj(path, obj("$not", obj("$not", operator))), record))
                .isEqualTo(holds);
    }

    @Property
    void inIsTheOrOfEqualsAndNinItsOpposite(
            @ForAll("values") Object x, @ForAll("values") Object y, @ForAll("records") Document record) {
        for (String path : List.of("a", "a.b", "b.0")) {
            boolean in = matches(obj(path, obj("$in", list(x, y))), record);
            assertThat(in)
                    .isEqualTo(matches(obj("$or", list(obj(path, obj("$eq", x)), obj(path, obj("$eq", y)))), record));
            assertThat(matches(obj(path, obj("$nin", list(x, y))), record)).isNotEqualTo(in);
            assertThat(matches(obj(path, obj("$nin", list(x, y))), record))
                    .isEqualTo(matches(obj(path, obj("$not", obj("$in", list(x, y)))), record));
        }
    }

    @Property
    void allIsTheAndOfEquals(
            @ForAll("values") Object x, @ForAll("values") Object y, @ForAll("records") Document record) {
        assertThat(matches(obj("a", obj("$all", list(x, y))), record))
                .isEqualTo(matches(obj("$and", list(obj("a", obj("$eq", x)), obj("a", obj("$eq", y)))), record));
    }

    @Property
    void gteIsGtOrEqAndLteIsLtOrEq(@ForAll("values") Object value, @ForAll("records") Document record) {
        for (String path : List.of("a", "b", "a.b")) {
            boolean equal = matches(obj(path, obj("$eq", value)), record);
            assertThat(matches(obj(path, obj("$gte", value)), record))
                    .isEqualTo(equal || matches(obj(path, obj("$gt", value)), record));
            assertThat(matches(obj(path, obj("$lte", value)), record))
                    .isEqualTo(equal || matches(obj(path, obj("$lt", value)), record));
        }
    }

    @Property
    void aConditionDependsOnTheFieldsThatItReadsOnly(
            @ForAll("conditions") Map<String, Object> condition,
            @ForAll("records") Document record,
            @ForAll("values") Object other) {
        FieldReads reads = FieldReads.ofQuery(condition);
        for (String field : List.of("a", "b", "c", "d")) {
            if (!reads.toString().contains(field)) {
                assertThat(matches(condition, record.with(field, other)))
                        .as("%s reads %s", condition, reads)
                        .isEqualTo(matches(condition, record));
            }
        }
    }
}
