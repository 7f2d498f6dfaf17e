package ai.fluxion.core.checkpoint;

import ai.fluxion.core.engine.transactions.CheckpointHistory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that opens a pipeline's checkpoints, says so in a line, and holds them until its input ends. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws Exception {
        try (CheckpointHistory held = new LocalCheckpointStore(Path.of(args[0]), 5).open(args[1], "the child")) {
            System.out.write("held\n".getBytes(StandardCharsets.UTF_8));
            System.out.flush();
            while (System.in.read() >= 0) {
                // until the end of the input
            }
        }
    }
}
