package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.doc;
import static ai.fluxion.core.stages.Definitions.json;
import static ai.fluxion.core.stages.Definitions.list;
import static ai.fluxion.core.stages.Definitions.obj;
import static ai.fluxion.core.stages.Definitions.run;
import static ai.fluxion.core.stages.Definitions.stages;
import static ai.fluxion.core.stages.Sample.METADATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Header;
import ai.fluxion.core.model.NumberLiteral;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.model.RecordMetadata;
import ai.fluxion.core.model.Unavailable;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagesTest {
    private static final Document SALE = Document.builder()
            .put("item", "pen")
            .put("price", NumberLiteral.parse("0.10"))
            .put("quantity", 3)
            .put("buyer", doc("name", "Ada", "city", "London"))
            .put("lines", list(doc("sku", "a", "n", 1), doc("sku", "b", "n", 2)))
            .build();

    private static FluxionException failure(Object stage, Document record) {
        List<Stage> compiled = stages(stage);
        try {
            run(compiled, record);
        } catch (FluxionException failed) {
            return failed;
        }
        throw new AssertionError("no failure");
    }

    // ---- $match

    @Test
    void matchHandsOnTheVerySameRecord() {
        assertThat(run(stages(obj("$match", obj("quantity", obj("$gte", 3)))), SALE)
                        .get(0))
                .isSameAs(SALE);
        assertThat(run(stages(obj("$match", obj("quantity", 4))), SALE)).isEmpty();
    }

    // ---- $set

    @Test
    void setAddsAndReplacesAndOtherNumbersKeepTheirText() {
        assertThat(json(obj("$set", obj("item", "ink", "total", obj("$multiply", list("$price", "$quantity")))), SALE))
                .startsWith("{\"item\":\"ink\",\"price\":0.10,\"quantity\":3,")
                .endsWith(",\"total\":0.30000000000000004}");
    }

    @Test
    void setMovesANumberWithItsText() {
        assertThat(json(obj("$set", obj("copy", "$price", "in", obj("it", "$price"))), SALE))
                .contains("\"copy\":0.10", "\"it\":0.10");
        assertThat(json(obj("$set", obj("copy", obj("$ifNull", list("$price", 0)))), SALE))
                .contains("\"copy\":0.10");
        assertThat(json(obj("$set", obj("all", list("$price"))), SALE)).contains("\"all\":[0.10]");
    }

    @Test
    void numbersTakenOutOfArraysKeepTheirText() {
        Document record = Document.builder()
                .putList("a", List.of(1, NumberLiteral.parse("0.10")))
                .build();
        for (Object taken : List.of(
                obj("$last", "$a"),
                obj("$min", "$a"),
                obj("$arrayElemAt", list("$a", 1)),
                obj("$slice", list("$a", -1)),
                obj("$concatArrays", list("$a")),
                obj("$reverseArray", "$a"),
                obj("$filter", obj("input", "$a", "cond", obj("$lt", list("$$this", 1)))),
                obj("$map", obj("input", "$a", "in", "$$this")),
                obj("$objectToArray", obj("k", obj("$last", "$a"))))) {
            assertThat(json(obj("$project", obj("b", taken)), record)).contains("0.10");
        }
        assertThat(json(obj("$project", obj("b", obj("$add", list(obj("$last", "$a"), 1)))), record))
                .isEqualTo("{\"b\":1.1}");
    }

    @Test
    void setComputesAllFieldsFromTheRecordAsItCame() {
        assertThat(json(obj("$set", obj("a", "$b", "b", "$a")), doc("a", 1, "b", 2)))
                .isEqualTo("{\"a\":2,\"b\":1}");
    }

    @Test
    void setReachesIntoDocumentsAndItemsOfArrays() {
        assertThat(json(obj("$set", obj("buyer.city", "Paris")), SALE))
                .contains("{\"name\":\"Ada\",\"city\":\"Paris\"}");
        assertThat(json(obj("$set", obj("buyer", obj("city", "Paris"))), SALE))
                .contains("{\"name\":\"Ada\",\"city\":\"Paris\"}");
        assertThat(json(obj("$set", obj("lines.n", 0)), SALE))
                .contains("[{\"sku\":\"a\",\"n\":0},{\"sku\":\"b\",\"n\":0}]");
        assertThat(json(obj("$set", obj("a.b.c", 1)), doc("a", 5))).isEqualTo("{\"a\":{\"b\":{\"c\":1}}}");
    }

    @Test
    void setRemovesWhatBecomesMissing() {
        assertThat(json(obj("$set", obj("a", "$$REMOVE", "b", "$nowhere")), doc("a", 1, "b", 2, "c", 3)))
                .isEqualTo("{\"c\":3}");
    }

    @Test
    void whatTheSourceDidNotSendIsHandedOnButNotChanged() {
        Document record = doc("a", Unavailable.VALUE);
        assertThat(run(stages(obj("$set", obj("b", "$a"))), record))
                .containsExactly(record.with("b", Unavailable.VALUE));
        for (Object stage : List.of(
                obj("$set", obj("a.b", 1)),
                obj("$set", obj("b", obj("$toUpper", "$a.b"))),
                obj("$match", obj("a.b", null)))) {
            assertThat(failure(stage, record).failure().code()).isEqualTo("FLX-STAGE-UNAVAILABLE");
        }
        assertThatThrownBy(() -> Definitions.evaluate("$a", record)).hasMessageContaining("FLX-STAGE-UNAVAILABLE");
    }

    @Test
    void anEmptyObjectIsAValue() {
        assertThat(json(obj("$set", obj("a", obj())), doc("a", 1))).isEqualTo("{\"a\":{}}");
    }

    @Test
    void aFailureNamesStageAndField() {
        FluxionException failed = failure(obj("$set", obj("total", obj("$add", list("$item", 1)))), SALE);

        assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.INVALID_RECORD);
        assertThat(failed.failure().code()).isEqualTo("FLX-STAGE-OPERAND");
        assertThat(failed.failure().place()).isEqualTo("stages[0].$set.total.$add");
        assertThat(failed.failure().message()).isEqualTo("expected a number or a date, got string 'pen'");
    }

    // ---- $project, $unset

    @Test
    void projectKeepsWhatIsNamedInTheRecordsOrderAndAppendsWhatIsComputed() {
        assertThat(json(
                        obj(
                                "$project",
                                obj("double", obj("$multiply", list("$quantity", 2)), "price", 1, "item", true)),
                        SALE))
                .isEqualTo("{\"item\":\"pen\",\"price\":0.10,\"double\":6}");
    }

    @Test
    void projectReachesInto() {
        assertThat(json(obj("$project", obj("buyer.name", 1, "lines", obj("n", 1))), SALE))
                .isEqualTo("{\"buyer\":{\"name\":\"Ada\"},\"lines\":[{\"n\":1},{\"n\":2}]}");
        assertThat(json(obj("$project", obj("a.b", 1)), doc("a", list(1, doc("b", 2, "c", 3), list(doc("b", 4))))))
                .isEqualTo("{\"a\":[{\"b\":2},[{\"b\":4}]]}");
        assertThat(json(obj("$project", obj("a.b", 1)), doc("a", 1, "c", 2))).isEqualTo("{}");
        assertThat(json(obj("$project", obj("buyer", obj("who", "$buyer.name", "city", 1))), SALE))
                .isEqualTo("{\"buyer\":{\"city\":\"London\",\"who\":\"Ada\"}}");
    }

    @Test
    void projectComputesWithinEachItemOfAnArrayAndAtItsPlace() {
        assertThat(json(obj("$project", obj("a.s", "$x", "x", 1)), doc("a", list(doc("b", 1), 7, list(8)), "x", 2)))
                .isEqualTo("{\"a\":[{\"s\":2},{\"s\":2},[{\"s\":2}]],\"x\":2}");
        assertThat(json(
                        obj("$project", obj("a", obj("b", 1, "s", "$x"))),
                        doc("a", list(doc("b", 1, "c", 3), 7), "x", 2)))
                .isEqualTo("{\"a\":[{\"b\":1,\"s\":2},{\"s\":2}]}");
        assertThat(json(obj("$project", obj("a.s", "$x", "b", 1)), doc("a", doc("c", 1), "b", 3, "x", 2)))
                .isEqualTo("{\"a\":{\"s\":2},\"b\":3}");
        assertThat(json(obj("$project", obj("a.s", "$x", "b", 1)), doc("a", 5, "b", 3, "x", 2)))
                .isEqualTo("{\"b\":3,\"a\":{\"s\":2}}");
        assertThat(json(obj("$project", obj("a.s", "$x")), doc("x", 2))).isEqualTo("{\"a\":{\"s\":2}}");
    }

    @Test
    void projectHandsOnWhatTheSourceDidNotSend() {
        Document record = doc("a", Unavailable.VALUE, "b", 1);
        assertThat(run(stages(obj("$project", obj("a.c", 1))), record)).containsExactly(doc("a", Unavailable.VALUE));
        assertThat(failure(obj("$project", obj("a.c", "$b")), record).failure().code())
                .isEqualTo("FLX-STAGE-UNAVAILABLE");
    }

    @Test
    void projectDrops() {
        assertThat(json(obj("$project", obj("buyer.name", 0, "lines", false, "price", 0)), SALE))
                .isEqualTo("{\"item\":\"pen\",\"quantity\":3,\"buyer\":{\"city\":\"London\"}}");
    }

    @Test
    void idHasNoPrivilege() {
        assertThat(json(obj("$project", obj("a", 1)), doc("_id", 7, "a", 1))).isEqualTo("{\"a\":1}");
        assertThat(json(obj("$project", obj("_id", 0, "a", 1)), doc("_id", 7, "a", 1)))
                .isEqualTo("{\"a\":1}");
        assertThat(json(obj("$project", obj("_id", 0)), doc("_id", 7, "a", 1))).isEqualTo("{\"a\":1}");
    }

    @Test
    void unsetDropsOneOrMany() {
        assertThat(json(obj("$unset", "a"), doc("a", 1, "b", 2))).isEqualTo("{\"b\":2}");
        assertThat(json(obj("$unset", list("a", "b.c")), doc("a", 1, "b", doc("c", 1, "d", 2))))
                .isEqualTo("{\"b\":{\"d\":2}}");
    }

    @Test
    void aRecordWithoutTheFieldsToDropIsHandedOnAsItIs() {
        assertThat(run(stages(obj("$unset", list("x", "y.z"))), SALE).get(0)).isSameAs(SALE);
    }

    // ---- $replaceRoot

    @Test
    void theRootIsReplaced() {
        assertThat(json(obj("$replaceRoot", obj("newRoot", "$buyer")), SALE))
                .isEqualTo("{\"name\":\"Ada\",\"city\":\"London\"}");
        assertThat(json(obj("$replaceWith", obj("$mergeObjects", list(obj("p", "$price"), "$buyer"))), SALE))
                .isEqualTo("{\"p\":0.10,\"name\":\"Ada\",\"city\":\"London\"}");
    }

    @Test
    void onlyAnObjectIsARoot() {
        assertThat(failure(obj("$replaceWith", "$item"), SALE).failure().place())
                .isEqualTo("stages[0].$replaceWith");
        assertThat(failure(obj("$replaceWith", "$nowhere"), SALE).failure().code())
                .isEqualTo("FLX-STAGE-OPERAND");
    }

    // ---- metadata

    @Test
    void metadataIsReadWhereFieldsAre() {
        Document record = SALE.withMetadata(METADATA);
        assertThat(json(
                        obj(
                                "$project",
                                obj(
                                        "key", "$_meta.key",
                                        "trace", "$_meta.headers.trace",
                                        "op", "$_meta.op",
                                        "topic", "$_meta.topic",
                                        "none", "$_meta.none")),
                        record))
                .isEqualTo("{\"key\":\"k1\",\"trace\":\"t1\",\"op\":\"update\",\"topic\":\"sales\"}");
        assertThat(run(stages(obj("$match", obj("_meta.op", "update", "_meta.offset", obj("$gt", 41)))), record))
                .hasSize(1);
        assertThat(run(stages(obj("$match", obj("_meta.headers.trace", obj("$exists", false)))), record))
                .isEmpty();
        assertThat(run(stages(obj("$set", obj("m", "$_meta"))), record).get(0).getDocument("m"))
                .isEqualTo(METADATA.asDocument());
    }

    @Test
    void keyTimestampAndHeadersCanBeSet() {
        Document record = run(
                        stages(obj(
                                "$set",
                                obj(
                                        "_meta.key", "$item",
                                        "_meta.timestamp", obj("$toDate", "2024-05-01T00:00:00Z"),
                                        "_meta.headers", obj("trace", "$quantity", "other", "$$REMOVE", "new", "x")))),
                        SALE.withMetadata(METADATA))
                .get(0);

        RecordMetadata metadata = record.metadata();
        assertThat(metadata.key()).isEqualTo("pen");
        assertThat(metadata.timestamp()).contains(Instant.parse("2024-05-01T00:00:00Z"));
        assertThat(metadata.headers())
                .containsExactly(new Header("trace", Bytes.utf8("3")), new Header("new", Bytes.utf8("x")));
        assertThat(metadata.offset()).isEqualTo("42");
        assertThat(record).isEqualTo(SALE);
    }

    @Test
    void metadataAndOriginalBytesSurviveEveryStage() {
        Bytes bytes = Bytes.utf8("the bytes");
        PayloadDecoder decoder = new PayloadDecoder() {
            @Override
            public String format() {
                return "test";
            }

            @Override
            public Document decode(Bytes payload) {
                return SALE;
            }
        };
        Document record = Document.encoded(bytes, decoder, METADATA);
        for (Object stage : List.of(
                obj("$match", obj("item", "pen")),
                obj("$set", obj("a", 1)),
                obj("$project", obj("item", 1)),
                obj("$unset", "item"),
                obj("$replaceWith", "$buyer"))) {
            Document result = run(stages(stage), record).get(0);
            assertThat(result.metadata()).isSameAs(METADATA);
            assertThat(result.original()).contains(bytes);
        }
        assertThat(run(stages(obj("$match", obj("item", "pen"))), record).get(0).payload())
                .contains(bytes);
        assertThat(run(stages(obj("$unwind", "$lines")), record).get(1).original())
                .contains(bytes);
    }

    // ---- determinism

    @Test
    void stagesSayWhetherTheyGiveTheSameAgain() {
        assertThat(stages(obj("$set", obj("a", 1))).get(0).deterministic()).isTrue();
        assertThat(stages(obj("$set", obj("a", "$$NOW"))).get(0).deterministic())
                .isFalse();
        assertThat(stages(obj("$project", obj("a", obj("$rand", obj())))).get(0).deterministic())
                .isFalse();
        assertThat(stages(obj("$match", obj("$sampleRate", 0.5))).get(0).deterministic())
                .isFalse();
        assertThat(stages(obj("$match", obj("$expr", obj("$lt", list("$a", "$$NOW")))))
                        .get(0)
                        .deterministic())
                .isFalse();
        assertThat(stages(obj("$replaceWith", obj("n", "$$NOW"))).get(0).deterministic())
                .isFalse();
    }

    @Test
    void stagesAreCalledByTheirNames() {
        assertThat(stages(
                                obj("$match", obj()),
                                obj("$addFields", obj("a", 1)),
                                obj("$unset", "a"),
                                obj("$unwind", "$a"),
                                obj("$replaceRoot", obj("newRoot", "$a")))
                        .stream()
                        .map(Stage::name))
                .containsExactly("$match", "$addFields", "$unset", "$unwind", "$replaceRoot");
    }
}
