package ai.fluxion.core.engine.stages;

import ai.fluxion.core.model.Document;
import java.util.function.Consumer;

/**
 * What happens to records between source and sink: one record in, any number out, in order. The manifest's stages are
 * these; a program may bring its own.
 *
 * <p>Each lane calls its own stages from one thread; a stage without state may be shared between lanes. An invalid-record
 * failure is about this record alone. The result follows from the record only, unless {@link #deterministic()} says no.
 */
@FunctionalInterface
public interface Stage {
    /**
     * Handles one record.
     *
     * @param record the record; metadata that is not changed goes on with what comes out of it
     * @param out takes the results, at once, before the call returns
     */
    void process(Document record, Consumer<Document> out);

    /** What it is called in messages, such as {@code $match}. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Whether the same record always gives the same result: what exactly-once by replay into an upsert rests on. */
    default boolean deterministic() {
        return true;
    }
}
