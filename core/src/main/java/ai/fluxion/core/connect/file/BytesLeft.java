package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Lag;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much is left to read of the files of one reader; written by its thread, read by any. */
final class BytesLeft {
    private final Map<String, Long> files = new ConcurrentHashMap<>();

    /** Looks again after a file was read. */
    void look(OpenFile file) throws IOException {
        files.put(file.path().toString(), file.bytesLeft());
    }

    void forget(String file) {
        files.remove(file);
    }

    Lag lag() {
        return new Lag(Lag.Unit.BYTES, files);
    }
}
