package ai.fluxion.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashMatrixTest {
    @TempDir
    Path folder;

    @Test
    void killedItGoesOn() throws Exception {
        long seed = new Random().nextLong();
        Tally tally = CrashMatrix.run(RowKind.FILE_TO_FILE, folder, seed, 12);

        assertThat(tally.isGood()).as("seed %d: %s", seed, tally.verdicts()).isTrue();
    }
}
