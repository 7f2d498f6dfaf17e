package ai.fluxion.core.engine.streaming;

import java.util.Locale;

/** What a filter does with a change of a row when nobody knows whether the row was let through before. */
public enum ChangelogMode {
    /** A pipeline that would come to that is refused; a single change becomes an upsert, or a delete of its key. */
    STRICT,
    /** The change is judged by itself: a row that leaves the filter stays at the sink. */
    PASSTHROUGH;

    /** The mode that manifests call so. */
    public static ChangelogMode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
