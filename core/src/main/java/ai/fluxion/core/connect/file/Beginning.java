package ai.fluxion.core.connect.file;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.util.Objects;

/**
 * What a format writes at the beginning of a file.
 *
 * @param state what a writer has to know to go on behind it
 * @param header the bytes, packed; empty if the file has begun already
 */
record Beginning(Document state, Bytes header) {
    Beginning {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(header, "header");
    }

    /** Of a file that has begun. */
    static Beginning known(Document state) {
        return new Beginning(state, Bytes.empty());
    }
}
