package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.doc;
import static ai.fluxion.core.stages.Definitions.list;
import static ai.fluxion.core.stages.Definitions.matches;
import static ai.fluxion.core.stages.Definitions.obj;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.JsonWriter;
import ai.fluxion.core.model.Unavailable;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MatchTest {
    private static DynamicTest yes(Map<String, Object> query, Document record) {
        return row(true, query, record);
    }

    private static DynamicTest no(Map<String, Object> query, Document record) {
        return row(false, query, record);
    }

    private static DynamicTest row(boolean expected, Map<String, Object> query, Document record) {
        String name = JsonWriter.text(query) + (expected ? " takes " : " leaves out ") + record;
        return DynamicTest.dynamicTest(
                name, () -> assertThat(matches(query, record)).isEqualTo(expected));
    }

    @TestFactory
    Stream<DynamicTest> equality() {
        return Stream.of(
                yes(obj("a", 1), doc("a", 1.0)),
                no(obj("a", 1), doc("a", "1")),
                yes(obj("a", null), doc("a", null)),
                yes(obj("a", null), doc("b", 1)),
                no(obj("a", null), doc("a", 0)),
                yes(obj("a", obj("$eq", "x")), doc("a", list("y", "x"))),
                yes(obj("a", list(1, 2)), doc("a", list(1, 2))),
                yes(obj("a", list(1, 2)), doc("a", list(0, list(1, 2)))),
                no(obj("a", list(1, 2)), doc("a", list(2, 1))),
                yes(obj("a", obj("b", 1, "c", 2)), doc("a", obj("b", 1, "c", 2))),
                no(obj("a", obj("b", 1, "c", 2)), doc("a", obj("c", 2, "b", 1))),
                no(obj("a", obj("b", 1)), doc("a", obj("b", 1, "c", 2))),
                yes(obj("a.b", 1), doc("a", obj("b", 1, "c", 2))),
                yes(obj("a.b", 2), doc("a", list(obj("b", 1), obj("b", 2)))),
                yes(obj("a.b", 2), doc("a", list(obj("b", list(1, 2))))),
                yes(obj("a.1", 5), doc("a", list(4, 5))),
                no(obj("a.0", 5), doc("a", list(4, 5))),
                yes(obj("a.1.b", 5), doc("a", list(4, obj("b", 5)))),
                yes(obj("a.b", null), doc("a", 4)),
                yes(obj("a.b", null), doc("a", list(obj("c", 1)))),
                no(obj("a.b", null), doc("a", list(4))),
                yes(obj("a", obj("$ne", 1)), doc("b", 1)),
                no(obj("a", obj("$ne", 1)), doc("a", list(1, 2))),
                yes(obj("a", obj("$in", list(1, "x", null))), doc("a", "x")),
                yes(obj("a", obj("$in", list(1, "x", null))), doc("b", 0)),
                yes(obj("a", obj("$in", list(1, "x"))), doc("a", list(5, 1L))),
                no(obj("a", obj("$in", list())), doc("a", 1)),
                yes(obj("a", obj("$nin", list(1, 2))), doc("a", 3)),
                no(obj("a", obj("$nin", list(1, null))), doc("b", 3)),
                yes(obj(), doc()));
    }

    @TestFactory
    Stream<DynamicTest> order() {
        return Stream.of(
                yes(obj("a", obj("$gt", 1)), doc("a", 1.5)),
                no(obj("a", obj("$gt", 1)), doc("a", "z")),
                no(obj("a", obj("$lt", 1)), doc("a", null)),
                no(obj("a", obj("$lt", 1)), doc("b", 0)),
                yes(obj("a", obj("$gte", null)), doc("b", 0)),
                no(obj("a", obj("$gt", null)), doc("a", null)),
                yes(obj("a", obj("$gte", "b", "$lt", "d")), doc("a", "c")),
                no(obj("a", obj("$gte", "b", "$lt", "d")), doc("a", "d")),
                yes(obj("a", obj("$gt", 5, "$lt", 4)), doc("a", list(3, 6))),
                no(obj("a", obj("$gt", Double.NaN)), doc("a", 1)),
                yes(obj("a", obj("$gte", Double.NaN)), doc("a", Double.NaN)),
                no(obj("a", obj("$lt", 1)), doc("a", Double.NaN)),
                yes(obj("a", obj("$lte", list(1, 2))), doc("a", list(1, 1))));
    }

    @TestFactory
    Stream<DynamicTest> elements() {
        return Stream.of(
                yes(obj("a", obj("$exists", true)), doc("a", null)),
                no(obj("a", obj("$exists", true)), doc("b", 1)),
                yes(obj("a.b", obj("$exists", false)), doc("a", list(1))),
                yes(obj("a.b", obj("$exists", 1)), doc("a", list(1, obj("b", 2)))),
                yes(obj("a", obj("$type", "string")), doc("a", "x")),
                yes(obj("a", obj("$type", "number")), doc("a", 1L)),
                yes(obj("a", obj("$type", list("null", 2))), doc("a", null)),
                no(obj("a", obj("$type", "null")), doc("b", 1)),
                yes(obj("a", obj("$type", "string")), doc("a", list(1, "x"))),
                yes(obj("a", obj("$type", "array")), doc("a", list(1, "x"))),
                yes(obj("a", obj("$regex", "^ab")), doc("a", "abc")),
                yes(obj("a", obj("$regex", "^AB", "$options", "i")), doc("a", "abc")),
                yes(obj("a", obj("$options", "m", "$regex", "^b")), doc("a", "a\nb")),
                no(obj("a", obj("$regex", "1")), doc("a", 1)),
                yes(obj("a", obj("$mod", list(4, 0))), doc("a", 8)),
                yes(obj("a", obj("$mod", list(4, -3))), doc("a", -7.9)),
                no(obj("a", obj("$mod", list(4, 0))), doc("a", Double.NaN)),
                no(obj("a", obj("$mod", list(4, 0))), doc("a", "8")));
    }

    @TestFactory
    Stream<DynamicTest> arrays() {
        Document scores = doc("r", list(doc("p", "x", "s", 8), doc("p", "y", "s", 5)));
        return Stream.of(
                yes(obj("a", obj("$size", 2)), doc("a", list(1, 2))),
                no(obj("a", obj("$size", 2)), doc("a", list(list(1, 2)))),
                no(obj("a", obj("$size", 0)), doc("b", 1)),
                yes(obj("a", obj("$all", list(1, 2))), doc("a", list(2, 3, 1))),
                no(obj("a", obj("$all", list(1, 2))), doc("a", list(1))),
                no(obj("a", obj("$all", list())), doc("a", list(1))),
                yes(obj("a", obj("$all", list(1))), doc("a", 1)),
                yes(obj("a", obj("$elemMatch", obj("$gte", 80, "$lt", 85))), doc("a", list(82, 90))),
                no(obj("a", obj("$elemMatch", obj("$gte", 80, "$lt", 85))), doc("a", list(75, 90))),
                no(obj("a", obj("$elemMatch", obj("$gte", 80))), doc("a", 82)),
                yes(obj("r", obj("$elemMatch", obj("p", "x", "s", obj("$gte", 8)))), scores),
                no(obj("r", obj("$elemMatch", obj("p", "y", "s", obj("$gte", 8)))), scores),
                yes(obj("r.p", "y", "r.s", obj("$gte", 8)), scores),
                yes(
                        obj("r", obj("$all", list(obj("$elemMatch", obj("p", "x")), obj("$elemMatch", obj("p", "y"))))),
                        scores),
                yes(obj("r", obj("$elemMatch", obj("$or", list(obj("s", 1), obj("s", 5))))), scores));
    }

    @TestFactory
    Stream<DynamicTest> junctions() {
        Document record = doc("a", 1, "b", 2);
        return Stream.of(
                yes(obj("a", 1, "b", 2), record),
                no(obj("a", 1, "b", 3), record),
                yes(obj("$or", list(obj("a", 9), obj("b", 2))), record),
                no(obj("$and", list(obj("a", 9), obj("b", 2))), record),
                yes(obj("$nor", list(obj("a", 9), obj("b", 9))), record),
                yes(obj("a", obj("$not", obj("$gt", 1))), record),
                yes(obj("c", obj("$not", obj("$gt", 1))), record),
                yes(obj("a", obj("$not", obj("$regex", "x"))), record),
                yes(obj("$expr", obj("$lt", list("$a", "$b"))), record),
                no(obj("$expr", obj("$eq", list("$a", "$b")), "$comment", "why"), record),
                no(obj("$sampleRate", 0), record),
                yes(obj("$sampleRate", 1.0), record));
    }

    @Test
    void aConditionOnAValueThatTheSourceDidNotSendFailsTheRecord() {
        Document record = doc("a", Unavailable.VALUE);
        assertThatThrownBy(() -> matches(obj("a", 1), record))
                .hasMessageContaining("FLX-STAGE-UNAVAILABLE: stages[0].$match.a:");
        assertThat(matches(obj("a", obj("$exists", true)), record)).isTrue();
    }

    @Test
    void aRegularExpressionThatWouldNotEndFailsTheRecord() {
        Document record = doc("a", "a".repeat(50) + "!");
        assertThatThrownBy(() -> matches(obj("a", obj("$regex", "^(.*a){12}$")), record))
                .hasMessageContaining("FLX-STAGE-REGEX");
        Document long1 = doc("a", "ab".repeat(200_000));
        assertThatThrownBy(() -> matches(obj("a", obj("$regex", "^(a|b)*$")), long1))
                .hasMessageContaining("FLX-STAGE-REGEX");
        assertThat(matches(obj("a", obj("$regex", "b$")), long1)).isTrue();
    }
}
