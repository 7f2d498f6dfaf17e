package ai.fluxion.core.engine.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.Changelog;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A table that follows the changes holds what the stages make of the rows that there are in the end. */
class ChangelogLawsTest {
    private static final List<String[]> PIPELINES = List.of(
            new String[] {"{$match: {n: {$gt: 1}}}"},
            new String[] {"{$set: {m: {$add: [$n, 1]}}}", "{$match: {m: {$ne: 2}}}", "{$unset: n}"},
            new String[] {"{$set: {line: $l}}", "{$unwind: $line}", "{$match: {line: {$lt: 3}}}"},
            new String[] {"{$match: {n: {$lt: 3}}}", "{$set: {_meta.key: $n}}"});

    /** Row {@code id} is this from now on, or gone. */
    private record Step(int id, boolean gone, int n, List<Integer> lines) {
        Document row() {
            return Document.of("id", id, "n", n, "l", lines);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(true, false, false),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers()
                                .between(1, 4)
                                .list()
                                .uniqueElements()
                                .ofMaxSize(3))
                .as(Step::new)
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 60)
    void aTableThatFollowsIsTheViewOfTheRows(@ForAll("steps") List<Step> steps, @ForAll boolean wholeRows) {
        for (int i = 0; i < PIPELINES.size(); i++) {
            boolean needsRows = i >= 2; // the others get by with keys, since what they lose is deleted by key
            List<Document> changes = changes(steps, wholeRows || needsRows);
            Map<String, String> table = new TreeMap<>();
            pipeline(i).documents(changes.toArray(Document[]::new)).forEach(change -> follow(table, change));

            Map<String, String> view = new TreeMap<>();
            List<Document> rows = rows(steps).values().stream()
                    .map(row -> Changes.insert("{}").withFieldsOf(row))
                    .toList();
            pipeline(i).documents(rows.toArray(Document[]::new)).forEach(row -> follow(view, row));
            assertThat(table).as("pipeline %s", i).isEqualTo(view);
        }
    }

    private static Changes pipeline(int number) {
        return new Changes(PIPELINES.get(number)).of(new Changelog(Changelog.Before.ROW, java.util.Set.of("id")));
    }

    private static Map<Integer, Document> rows(List<Step> steps) {
        Map<Integer, Document> rows = new TreeMap<>();
        for (Step step : steps) {
            if (step.gone()) {
                rows.remove(step.id());
            } else {
                rows.put(step.id(), step.row());
            }
        }
        return rows;
    }

    private static List<Document> changes(List<Step> steps, boolean wholeRows) {
        Map<Integer, Document> rows = new TreeMap<>();
        List<Document> changes = new ArrayList<>();
        for (Step step : steps) {
            Document before = rows.get(step.id());
            String old = before == null ? null : before.toJson();
            if (step.gone()) {
                rows.remove(step.id());
                if (old != null) {
                    changes.add(wholeRows ? Changes.delete(old) : Changes.deleteKey("{id: " + step.id() + "}"));
                }
            } else {
                rows.put(step.id(), step.row());
                String now = step.row().toJson();
                changes.add(old == null ? Changes.insert(now) : Changes.update(wholeRows ? old : null, now));
            }
        }
        return changes;
    }

    /** What an upserting sink does, with the id, the line and the key for its key. */
    private static void follow(Map<String, String> table, Document change) {
        String key = change.get("id") + "/" + change.get("line") + "/"
                + change.metadata().key();
        if (change.metadata().operation() == Operation.DELETE) {
            table.remove(key);
        } else {
            change.metadata()
                    .before()
                    .ifPresent(old -> table.remove(old.get("id") + "/" + old.get("line") + "/"
                            + change.metadata().key()));
            table.put(key, change.toJson());
        }
    }
}
