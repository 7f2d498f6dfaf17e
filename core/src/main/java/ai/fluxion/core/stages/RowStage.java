package ai.fluxion.core.stages;

import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Document;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A stage whose result follows from the row alone, so that it can be asked of the row before a change as well as of the row
 * after it; and what it does with a row of which only some fields are known, such as the key of a deleted one. All stages
 * of the language are such; a program's own is not, and sees to both images itself.
 */
public interface RowStage extends Stage {
    /** Whether it is certain, where these fields of a row are known, if the row goes on, how often, and under which key. */
    boolean decides(Predicate<String> known);

    /** Whether it may make several records of one. */
    default boolean multiplies() {
        return false;
    }

    /** The fields of the result whose values follow from the known ones. */
    Set<String> known(Set<String> before);

    /**
     * Handles a row that has its known fields only: what would be computed from others is left out, and where they do not
     * decide, the row goes on.
     */
    default void processPartial(Document record, Consumer<Document> out) {
        if (decides(record::has)) {
            process(record, out);
        } else {
            out.accept(record);
        }
    }
}
