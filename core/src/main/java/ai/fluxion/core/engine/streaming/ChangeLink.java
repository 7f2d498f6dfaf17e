package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import ai.fluxion.core.model.Operation;
import ai.fluxion.core.model.RecordMetadata;
import ai.fluxion.core.model.Unavailable;
import ai.fluxion.core.stages.RowStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Takes changes of rows through one stage, by what the stage makes of the row before and of the row after. A row that the
 * stage lets through only before is a delete, one that it lets through only after an insert, one of both an update with both
 * images. Where there are several rows, or another key, the old ones are deleted and the new ones inserted.
 *
 * <p>A row before that is not known, or that the stage can't handle (and so never let through), may or may not be at the
 * sink: then what goes on is an upsert, and what does not is a delete of its key. A delete of which only the key is known
 * goes on unless the key says otherwise.
 */
final class ChangeLink implements Consumer<Document> {
    private final RowStage stage;
    private final String place;
    private final Set<String> key;
    private final boolean wholeRows;
    private final boolean judgesAlone;
    private final Consumer<Document> next;

    /**
     * @param place where the stage stands, for messages
     * @param key the fields that follow from the row's key
     * @param wholeRows whether a before-image is the whole row, and not just its key
     * @param judgesAlone whether a row whose before-image is not known is judged by what it is now
     */
    ChangeLink(
            RowStage stage,
            String place,
            Set<String> key,
            boolean wholeRows,
            boolean judgesAlone,
            Consumer<Document> next) {
        this.stage = stage;
        this.place = place;
        this.key = key;
        this.wholeRows = wholeRows;
        this.judgesAlone = judgesAlone;
        this.next = next;
    }

    @Override
    public void accept(Document record) {
        Optional<Document> before = record.metadata().before();
        if (record.metadata().operation() == Operation.DELETE) {
            delete(record, before);
            return;
        }
        List<Document> after = results(stage::process, completed(record, before));
        Optional<List<Document>> earlier = before.flatMap(row -> earlier(record, row));
        if (earlier.isPresent()) {
            combine(earlier.get(), after);
        } else {
            withoutBefore(record, after, before.isPresent());
        }
    }

    // ---- deletes

    private void delete(Document record, Optional<Document> before) {
        if (before.isEmpty() || !wholeRows) {
            boolean only = record.isEmpty() && before.isPresent();
            deletePartial(only ? record.withFieldsOf(before.get()) : record);
            return;
        }
        earlier(record, before.get())
                .ifPresentOrElse(
                        rows -> rows.forEach(row -> next.accept(deleted(row))),
                        () -> next.accept(deleteOfKey(record.withFieldsOf(before.get()))));
    }

    /** Of a delete of which only some fields are known. */
    private void deletePartial(Document record) {
        stage.processPartial(withBefore(record, Operation.DELETE, null), next);
    }

    /** The row is gone, if it ever was there; no more than its key is known to be true. */
    private Document deleteOfKey(Document record) {
        DocumentBuilder fields = Document.builder(key.size());
        for (int i = 0; i < record.size(); i++) {
            if (key.contains(record.nameAt(i))) {
                fields.put(record.nameAt(i), record.held(i));
            }
        }
        return withBefore(record.withFieldsOf(fields.build()), Operation.DELETE, null);
    }

    private Document deleted(Document row) {
        return withBefore(row, Operation.DELETE, wholeRows ? row : null);
    }

    // ---- updates

    /** The results for the row before; empty if they can't be known. */
    private Optional<List<Document>> earlier(Document record, Document before) {
        Document row = before.withMetadata(record.metadata());
        try {
            if (wholeRows) {
                return Optional.of(results(stage::process, row));
            }
            return stage.decides(row::has) ? Optional.of(results(stage::processPartial, row)) : Optional.empty();
        } catch (FluxionException failed) {
            if (failed.failure().kind() != Failure.Kind.INVALID_RECORD) {
                throw failed;
            }
            return Optional.empty();
        }
    }

    private static List<Document> results(BiConsumer<Document, Consumer<Document>> process, Document row) {
        List<Document> results = new ArrayList<>(1);
        process.accept(row, results::add);
        return results;
    }

    private void combine(List<Document> before, List<Document> after) {
        boolean one = before.size() <= 1 && after.size() <= 1;
        if (one && (before.isEmpty() || after.isEmpty())) {
            before.forEach(row -> next.accept(deleted(row)));
            after.forEach(row -> next.accept(withBefore(row, Operation.INSERT, null)));
        } else if (one && sameKey(before.get(0), after.get(0))) {
            next.accept(withBefore(after.get(0), after.get(0).metadata().operation(), before.get(0)));
        } else {
            // all deletes first: an old row may have the key of a new one
            before.forEach(row -> next.accept(numbered(deleted(row), 1)));
            after.forEach(row -> next.accept(numbered(withBefore(row, Operation.INSERT, null), 2)));
        }
    }

    private static boolean sameKey(Document before, Document after) {
        return Objects.equals(before.metadata().key(), after.metadata().key());
    }

    /** Both kinds of results get numbers of their own, none of them the record's, so that their origin ids differ. */
    private Document numbered(Document row, int offset) {
        long number = 2L * row.metadata().ordinal() + offset;
        if (number > Integer.MAX_VALUE) {
            throw Failure.invalidRecord("FLX-STAGE-UNWIND", "too many records from one")
                    .at(place)
                    .exception();
        }
        return row.withMetadata(row.metadata().toBuilder().ordinal((int) number).build());
    }

    /** @param told whether the source told what the row was, in vain */
    private void withoutBefore(Document record, List<Document> after, boolean told) {
        if (stage.multiplies() && !judgesAlone) {
            throw Failure.invalidRecord(
                            "FLX-STAGE-BEFORE",
                            "makes several records of a row that changed, and what it was before is not known")
                    .at(place)
                    .remedy("Let the source send whole rows before a change, or set `changelog: passthrough`.")
                    .exception();
        }
        boolean certain = judgesAlone && !told && after.size() == 1;
        for (Document row : after) {
            next.accept(withBefore(row, certain ? row.metadata().operation() : Operation.UPSERT, null));
        }
        if (after.isEmpty() && !judgesAlone) {
            next.accept(deleteOfKey(record));
        }
    }

    /** The row with what the source did not send, because it did not change, taken from the row before. */
    private static Document completed(Document record, Optional<Document> before) {
        Document row = record;
        for (int i = 0; before.isPresent() && i < record.size(); i++) {
            int at = record.held(i) == Unavailable.VALUE ? before.get().ordinal(record.nameAt(i)) : -1;
            if (at >= 0) {
                row = row.with(record.nameAt(i), before.get().held(at));
            }
        }
        return row;
    }

    /** @param before null for none */
    private static Document withBefore(Document row, Operation operation, Document before) {
        Document image = before == null ? null : before.withMetadata(RecordMetadata.NONE);
        return row.withMetadata(
                row.metadata().toBuilder().operation(operation).before(image).build());
    }
}
