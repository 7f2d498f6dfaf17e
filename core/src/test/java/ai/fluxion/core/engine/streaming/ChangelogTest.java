package ai.fluxion.core.engine.streaming;

import static ai.fluxion.core.engine.streaming.Changes.KEYS;
import static ai.fluxion.core.engine.streaming.Changes.ROWS;
import static ai.fluxion.core.engine.streaming.Changes.delete;
import static ai.fluxion.core.engine.streaming.Changes.deleteKey;
import static ai.fluxion.core.engine.streaming.Changes.insert;
import static ai.fluxion.core.engine.streaming.Changes.read;
import static ai.fluxion.core.engine.streaming.Changes.update;
import static ai.fluxion.core.engine.streaming.Changes.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stages make of changes of rows. */
class ChangelogTest {
    private static final String PAID = "{$match: {s: PAID}}";

    @Test
    void aFilterLooksAtTheRowBeforeAndAtTheRowAfter() {
        assertThat(new Changes(PAID)
                        .texts(
                                insert("{id: 1, s: PAID}"),
                                insert("{id: 2, s: OPEN}"),
                                read("{id: 3, s: PAID}"),
                                read("{id: 4, s: OPEN}"),
                                update("{id: 1, s: PAID}", "{id: 1, s: OPEN}"),
                                update("{id: 2, s: OPEN}", "{id: 2, s: PAID}"),
                                update("{id: 5, s: OPEN}", "{id: 5, s: SENT}"),
                                update("{id: 3, s: PAID, n: 1}", "{id: 3, s: PAID, n: 2}"),
                                delete("{id: 3, s: PAID}"),
                                delete("{id: 5, s: SENT}")))
                .containsExactly(
                        "insert {\"id\":1,\"s\":\"PAID\"}",
                        "read {\"id\":3,\"s\":\"PAID\"}",
                        "delete {\"id\":1,\"s\":\"PAID\"}",
                        "insert {\"id\":2,\"s\":\"PAID\"}",
                        "update {\"id\":3,\"s\":\"PAID\",\"n\":1} -> {\"id\":3,\"s\":\"PAID\",\"n\":2}",
                        "delete {\"id\":3,\"s\":\"PAID\"}");
    }

    @Test
    void bothImagesAreTransformed() {
        assertThat(new Changes(
                                "{$set: {total: {$multiply: [$p, 2]}}}",
                                "{$project: {id: 1, total: 1}}",
                                "{$unset: id}",
                                "{$replaceWith: {t: $total}}")
                        .texts(update("{id: 1, p: 3, secret: x}", "{id: 1, p: 4, secret: x}"), delete("{id: 1, p: 4}")))
                .containsExactly("update {\"t\":6} -> {\"t\":8}", "delete {\"t\":8}");
    }

    @Test
    void aFilterBehindAnotherStageSeesWhatThatMadeOfBothImages() {
        assertThat(new Changes("{$set: {big: {$gt: [$n, 5]}}}", "{$match: {big: true}}", "{$project: {id: 1}}")
                        .texts(
                                update("{id: 1, n: 9}", "{id: 1, n: 1}"),
                                update("{id: 1, n: 1}", "{id: 1, n: 9}"),
                                update("{id: 1, n: 8}", "{id: 1, n: 9}")))
                .containsExactly("delete {\"id\":1}", "insert {\"id\":1}", "update {\"id\":1} -> {\"id\":1}");
    }

    @Test
    void theOperationIsTheChangesOwnForBothImages() {
        assertThat(new Changes("{$match: {_meta.op: {$ne: delete}}}")
                        .texts(
                                insert("{id: 1}"),
                                update("{id: 1}", "{id: 1, n: 2}"),
                                delete("{id: 1}"),
                                deleteKey("{}")))
                .containsExactly("insert {\"id\":1}", "update {\"id\":1} -> {\"id\":1,\"n\":2}");
    }

    @Test
    void anUpdateOfTheKeyIsADeleteAndAnInsertWithOriginsOfTheirOwn() {
        List<Document> results = new Changes("{$set: {_meta.key: $email}}")
                .documents(update("{id: 1, email: a@x}", "{id: 1, email: b@x}"));

        assertThat(results.stream()
                        .map(record -> record.metadata().operation().word() + " "
                                + record.metadata().key() + " "
                                + record.metadata().originId("i").orElseThrow()))
                .containsExactly("delete a@x i/p/7/1", "insert b@x i/p/7/2");
    }

    @Test
    void unwindDeletesTheOldItemsAndInsertsTheNewOnes() {
        List<Document> results = new Changes("{$unwind: $l}", "{$match: {l: {$gt: 1}}}", "{$unwind: $m}")
                .documents(
                        update("{id: 1, l: [1, 2, 3], m: [x, y]}", "{id: 1, l: [3, 2], m: [x]}"),
                        delete("{id: 1, l: [3, 2], m: [x]}"));

        assertThat(results.stream()
                        .map(record -> record.metadata().operation().word() + " " + record.get("l") + record.get("m")))
                .containsExactly(
                        "delete 2x",
                        "delete 2y",
                        "delete 3x",
                        "delete 3y",
                        "insert 3x",
                        "insert 2x",
                        "delete 3x",
                        "delete 2x");
        assertThat(results.subList(0, 6).stream().map(Document::metadata).map(RecordMetadata::ordinal))
                .doesNotHaveDuplicates();
    }

    @Test
    void oneItemBeforeAndOneAfterAreAnUpdate() {
        assertThat(new Changes("{$unwind: $l}").texts(update("{id: 1, l: [1]}", "{id: 1, l: [2]}")))
                .containsExactly("update {\"id\":1,\"l\":1} -> {\"id\":1,\"l\":2}");
    }

    @Test
    void truncatesPass() {
        Batch rows = Batch.of(List.of(insert("{id: 1, s: PAID}")), Position.empty());
        assertThat(new Changes(PAID).texts(List.of(rows, Changes.truncate(), rows)))
                .containsExactly("insert {\"id\":1,\"s\":\"PAID\"}", "truncate", "insert {\"id\":1,\"s\":\"PAID\"}");
    }

    // ---- deletes of which only the key is known

    @Test
    void aDeleteOfAKeyGoesOnUnlessTheKeySaysOtherwise() {
        assertThat(new Changes(PAID).of(null).texts(insert("{id: 2, s: OPEN}"), deleteKey("{}")))
                .containsExactly("delete {}");
        assertThat(new Changes("{$match: {id: {$gt: 1}}}").texts(deleteKey("{id: 1}"), deleteKey("{id: 2}")))
                .containsExactly("delete {\"id\":2}");
        assertThat(new Changes("{$match: {_meta.key: other}}").of(null).texts(deleteKey("{}")))
                .isEmpty();
        assertThat(new Changes(PAID).passthrough().texts(deleteKey("{id: 1}"))).hasSize(1);
        assertThat(new Changes("{$match: {$expr: {$eq: [$$ROOT, 1]}}}").texts(deleteKey("{id: 1}")))
                .hasSize(1);
        assertThat(new Changes("{$unwind: $l}").texts(deleteKey("{id: 1}"))).hasSize(1);
    }

    @Test
    void ofADeleteOfAKeyOnlyWhatFollowsFromTheKeyIsComputed() {
        assertThat(new Changes(
                                "{$set: {total: {$add: [$n, 1]}, count: {$size: $lines}, kind: order, ref: $id}}",
                                "{$project: {ref: 1, kind: 1, count: 1, n: {$toInt: $n}}}",
                                "{$match: {ref: {$lt: 9}, count: 3}}")
                        .texts(deleteKey("{id: 1}")))
                .containsExactly("delete {\"kind\":\"order\",\"ref\":1}");
        assertThat(new Changes("{$replaceWith: {r: $id}}").texts(deleteKey("{id: 1}")))
                .containsExactly("delete {\"r\":1}");
        assertThat(new Changes("{$replaceWith: $doc}").texts(deleteKey("{id: 1}")))
                .containsExactly("delete {}");
    }

    @Test
    void aKeyThatIsMadeOfFieldsThatADeleteLacksFailsTheRecord() {
        assertThat(new Changes("{$set: {_meta.key: {$concat: [o-, $_meta.key]}}}").texts(deleteKey("{}")))
                .containsExactly("delete {} key o-k");
        Changes changes = new Changes("{$set: {_meta.key: $email}}").of(null);
        assertThatThrownBy(() -> changes.texts(deleteKey("{}")))
                .hasMessageContaining("FLX-STAGE-KEY: p@7, stages[0].$set._meta.key: ")
                .hasMessageContaining("email");
    }

    // ---- what the source does not tell

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{$match: {s: PAID}}",
                "{$match: {$or: [{id: 1}, {s: PAID}]}}",
                "{$match: {$expr: {$gt: [$n, 1]}}}",
                "{$match: {$expr: {$getField: s}}}",
                "{$match: {_meta.before.s: PAID}}",
                "{$match: {$sampleRate: 0.5}}",
                "{$unwind: $lines}",
                "{$set: {_meta.key: $email}}"
            })
    void aStageThatNeedsTheRowBeforeIsRefusedWhereTheSourceHasOnlyKeys(String stage) {
        assertThatThrownBy(() -> new Changes(stage).of(KEYS).texts())
                .isInstanceOfSatisfying(FluxionException.class, refused -> {
                    assertThat(refused.failure().code()).isEqualTo("FLX-CHANGELOG");
                    assertThat(refused.failure().place()).startsWith("stages[0].$");
                    assertThat(refused.failure().remedy()).contains("changelog: passthrough", "(id)");
                });
        assertThat(new Changes(stage).of(KEYS).passthrough().texts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{$match: {id: {$gt: 5}}}",
                "{$match: {_meta.key: k, _meta.op: {$ne: delete}}}",
                "{$match: {}}",
                "{$set: {total: $n}}",
                "{$project: {total: $n, id: 1}}",
                "{$unset: n}",
                "{$replaceWith: $doc}",
                "{$set: {_meta.key: $id, _meta.timestamp: $$NOW}}"
            })
    void aStageThatFollowsFromTheKeyNeedsNoRowBefore(String stage) {
        assertThat(new Changes(stage).of(KEYS).texts()).isEmpty();
    }

    @Test
    void aFieldIsOfTheKeyAsLongAsStagesLeaveItSo() {
        String match = "{$match: {id: 1}}";
        assertThat(new Changes("{$set: {n: 1}}", "{$unset: m}", "{$project: {id: 1}}", match)
                        .of(KEYS)
                        .texts())
                .isEmpty();
        assertThat(new Changes("{$set: {ref: {$toString: $id}}}", "{$match: {ref: '1'}}")
                        .of(KEYS)
                        .texts())
                .isEmpty();
        for (String stage : List.of(
                "{$set: {id: $n}}",
                "{$unset: id}",
                "{$project: {n: 1}}",
                "{$replaceWith: $doc}",
                "{$set: {id.x: 1}}")) {
            assertThatThrownBy(() -> new Changes(stage, match).of(KEYS).texts())
                    .hasMessageContaining("FLX-CHANGELOG: stages[1].$match");
        }
    }

    @Test
    void chanceIsRefusedForChangesAlsoWhereWholeRowsAreKnown() {
        assertThatThrownBy(() ->
                        new Changes("{$match: {$sampleRate: 0.5}}").of(ROWS).texts())
                .hasMessageContaining("does not depend on the row alone");
        assertThat(new Changes("{$match: {$sampleRate: 1}}").of(null).texts(insert("{id: 1}")))
                .hasSize(1);
    }

    @Test
    void aFilterOnTheKeyTreatsAnUpdateWithoutBeforeImageAsOneThatDidNotMove() {
        assertThat(new Changes("{$match: {id: {$gt: 1}}}")
                        .of(KEYS)
                        .texts(
                                update(null, "{id: 1, n: 2}"),
                                update(null, "{id: 2, n: 2}"),
                                update("{id: 2}", "{id: 1, n: 2}"),
                                update("{id: 1}", "{id: 2, n: 2}"),
                                update("{id: 2}", "{id: 3, n: 2}")))
                .containsExactly(
                        "update {\"id\":2,\"n\":2}",
                        "delete {\"id\":2}",
                        "insert {\"id\":2,\"n\":2}",
                        "update {\"id\":2} -> {\"id\":3,\"n\":2}");
    }

    @Test
    void aChangeThatLacksItsBeforeImageIsAnUpsertOrADeleteOfItsKey() {
        assertThat(new Changes(PAID)
                        .texts(
                                update(null, "{id: 1, s: PAID}"),
                                update(null, "{id: 2, s: OPEN}"),
                                upsert("{id: 3, s: PAID}"),
                                upsert("{id: 4, s: OPEN}")))
                .containsExactly(
                        "upsert {\"id\":1,\"s\":\"PAID\"}",
                        "delete {\"id\":2}",
                        "upsert {\"id\":3,\"s\":\"PAID\"}",
                        "delete {\"id\":4}");
        assertThatThrownBy(() -> new Changes("{$unwind: $l}").texts(update(null, "{id: 1, l: [1]}")))
                .hasMessageContaining("FLX-STAGE-BEFORE: p@7, stages[0].$unwind");
    }

    @Test
    void passthroughJudgesSuchAChangeByItself() {
        assertThat(new Changes(PAID)
                        .of(KEYS)
                        .passthrough()
                        .texts(
                                update(null, "{id: 1, s: PAID}"),
                                update(null, "{id: 2, s: OPEN}"),
                                update("{id: 9}", "{id: 3, s: PAID}"),
                                upsert("{id: 4, s: OPEN}")))
                .containsExactly("update {\"id\":1,\"s\":\"PAID\"}", "upsert {\"id\":3,\"s\":\"PAID\"}");
        assertThat(new Changes("{$unwind: $l}").passthrough().texts(update(null, "{id: 1, l: [1, 2]}")))
                .containsExactly("upsert {\"id\":1,\"l\":1}", "upsert {\"id\":1,\"l\":2}");
        assertThat(new Changes(PAID).passthrough().texts(update("{id: 1, s: PAID}", "{id: 1, s: OPEN}")))
                .containsExactly("delete {\"id\":1,\"s\":\"PAID\"}");
    }

    @Test
    void aRowThatCouldNotBeHandledBeforeIsNotInTheWayOfTheOneThatCan() {
        assertThat(new Changes("{$set: {n: {$toInt: $n}}}", "{$match: {n: {$gt: 1}}}")
                        .texts(
                                update("{id: 1, n: bad}", "{id: 1, n: '2'}"),
                                update("{id: 1, n: bad}", "{id: 1, n: '1'}"),
                                delete("{id: 1, n: bad}")))
                .containsExactly("upsert {\"id\":1,\"n\":2}", "delete {\"id\":1}", "delete {\"id\":1}");
    }

    // ---- values that the source did not send

    @Test
    void aValueThatDidNotChangeIsTakenFromTheRowBefore() {
        assertThat(new Changes(PAID).texts(update("{id: 1, s: PAID, n: 1}", "{id: 1, s: '?', n: 2}")))
                .containsExactly("update {\"id\":1,\"s\":\"PAID\",\"n\":1} -> {\"id\":1,\"s\":\"PAID\",\"n\":2}");
    }

    @Test
    void aValueThatNobodyKnowsCanBeHandedOnAndNotComputedWith() {
        Document change = update(null, "{id: 1, big: '?'}");
        Document result =
                new Changes("{$set: {copy: $big, n: 1}}").documents(change).get(0);
        assertThat(result.get("copy")).isEqualTo(ai.fluxion.core.model.Unavailable.VALUE);
        assertThatThrownBy(() -> new Changes("{$match: {big: x}}").texts(change))
                .hasMessageContaining("FLX-STAGE-UNAVAILABLE: p@7, stages[0].$match.big");
    }

    // ---- stages of a program's own

    @Test
    void aStageOfAProgramsOwnSeesEachChangeOnceAsItIs() {
        assertThat(new Changes()
                        .with((record, out) -> {
                            out.accept(record.with(
                                    "seen", record.metadata().operation().word()));
                        })
                        .texts(update("{id: 1}", "{id: 2}"), delete("{id: 1}")))
                .containsExactly(
                        "update {\"id\":1} -> {\"id\":2,\"seen\":\"update\"}",
                        "delete {\"id\":1} -> {\"seen\":\"delete\"}");
    }
}
