package ai.fluxion.core.engine.formats;

import java.io.IOException;
import java.io.InputStream;

/** A file's bytes, decompressed, that can be read from any place. */
@FunctionalInterface
public interface ByteSource {
    /**
     * The bytes from an offset on. A stream at the end of a file that still grows says -1 and may say more later.
     *
     * @param offset in bytes, from the file's beginning
     */
    InputStream at(long offset) throws IOException;
}
