package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import java.util.List;

/** Makes arrays as documents hold them, of parts of others. */
final class Lists {
    private Lists() {}

    /** Appends a part of an array, numbers with their text. */
    static void copy(List<?> items, int from, int to, List<Object> target) {
        for (int i = from; i < to; i++) {
            target.add(Document.held(items, i));
        }
    }

    /** An array with these items; number literals among them keep their text. */
    static List<?> of(List<?> items) {
        return (List<?>) Document.of("items", items).valueAt(0);
    }
}
