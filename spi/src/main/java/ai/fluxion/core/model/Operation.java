package ai.fluxion.core.model;

import java.util.Locale;

/** What a record of a changelog says happened to its row; {@link #INSERT} where a source has no changes but records. */
public enum Operation {
    INSERT,
    /** The row changed; the image before, if it is known, is {@link RecordMetadata#before()}. */
    UPDATE,
    /** The row is now this, whether or not it was there. */
    UPSERT,
    /** The row is gone; the record may hold no more than its key. */
    DELETE,
    /** The row as a snapshot found it. */
    READ;

    /** Whether the record is a row of which nothing was known before: an insert, or one that a snapshot found. */
    public boolean isNewRow() {
        return this == INSERT || this == READ;
    }

    /** The word that manifests and {@code $_meta.op} use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no operation has that word */
    public static Operation ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
