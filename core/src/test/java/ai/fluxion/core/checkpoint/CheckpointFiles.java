package ai.fluxion.core.checkpoint;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.model.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of this package share: where the files lie, and which failure was thrown. */
final class CheckpointFiles {
    static final String PIPELINE = "orders";

    private CheckpointFiles() {}

    static Bytes checkpoint(long number) {
        return Bytes.utf8("{\"epoch\":" + number + ",\"positions\":{\"orders-0\":{\"offset\":" + number * 10 + "}}}");
    }

    static Path folder(Path state) {
        return state.resolve(PIPELINE).resolve("checkpoints");
    }

    static Path file(Path state, long sequence) {
        return folder(state).resolve(CheckpointFile.name(sequence));
    }

    static List<String> names(Path state) throws IOException {
        try (Stream<Path> files = Files.list(folder(state))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    static Failure failureOf(ThrowingCallable call) {
        return Assertions.catchThrowableOfType(FluxionException.class, call).failure();
    }
}
