package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import java.util.List;

/** Makes arrays as documents hold them. */
final class Lists {
    private Lists() {}

    /** An array with these items; number literals among them keep their text. */
    static List<?> of(List<?> items) {
        return (List<?>) Document.of("items", items).valueAt(0);
    }
}
