package ai.fluxion.core.checkpoint;

import static ai.fluxion.core.checkpoint.CheckpointFiles.PIPELINE;
import static ai.fluxion.core.checkpoint.CheckpointFiles.checkpoint;
import static ai.fluxion.core.checkpoint.CheckpointFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.transactions.CheckpointHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the newest file, at whichever byte: the one before it is used, and somebody hears of it. */
class DamagedCheckpointTest {
    @TempDir
    private Path state;

    private Path newest;
    private byte[] whole;

    @BeforeEach
    void twoCheckpoints() throws Exception {
        try (CheckpointHistory history = new LocalCheckpointStore(state, 5).open(PIPELINE, "the test")) {
            history.save(1, checkpoint(1));
            history.save(2, checkpoint(2));
        }
        newest = file(state, 2);
        whole = Files.readAllBytes(newest);
    }

    private void theOneBeforeIsUsed(String what) throws Exception {
        try (CheckpointHistory history = new LocalCheckpointStore(state, 5).open(PIPELINE, "the test")) {
            CheckpointHistory.Latest latest = history.latest();
            assertThat(latest.checkpoint()).as(what).contains(checkpoint(1));
            assertThat(latest.warnings()).as(what).singleElement().asString().contains(newest.toString());
        }
    }

    @Test
    void aFileCutAtAnyByteIsNotUsed() throws Exception {
        for (int length = 0; length < whole.length; length++) {
            Files.write(newest, Arrays.copyOf(whole, length));
            theOneBeforeIsUsed("cut to " + length);
        }
    }

    @Test
    void aFileWithAnyBitFlippedIsNotUsed() throws Exception {
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[at] = (byte) (flipped[at] ^ (1 << bit));
                Files.write(newest, flipped);
                theOneBeforeIsUsed("bit " + bit + " of byte " + at);
            }
        }
    }

    @Test
    void aFileWithBytesAfterItsEndIsNotUsed() throws Exception {
        Files.write(newest, Arrays.copyOf(whole, whole.length + 1));
        theOneBeforeIsUsed("one byte more");
    }

    @Test
    void aFileOfZerosIsNotUsed() throws Exception {
        Files.write(newest, new byte[whole.length]);
        theOneBeforeIsUsed("zeros");
    }
}
