package ai.fluxion.proof;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.streaming.ProtocolStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@link CrashMatrix} does, for as long as a build can wait. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CrashMatrixTest {
    private static final Path REPORT = Path.of("target", "crash-matrix.md");
    private static final List<Tally> TALLIES = new ArrayList<>();

    private final long seed = Long.getLong("seed", new Random().nextLong());

    @TempDir
    Path folder;

    private Tally kill(RowKind row, int kills) throws Exception {
        System.out.println(row.title() + ": seed " + seed);
        Tally tally = CrashMatrix.run(row, folder, seed, kills);
        TALLIES.add(tally);
        return tally;
    }

    @AfterAll
    static void report() throws Exception {
        String table = Tally.table(TALLIES);
        System.out.println(table);
        Files.writeString(REPORT, table);
    }

    @Test
    void eachRecordIsInTheFileOnceAfterKillsAtEachStepAndAtAnyTime() throws Exception {
        Tally tally = kill(RowKind.FILE_TO_FILE, ProtocolStep.values().length + 4);

        assertThat(tally.byStep()).hasSize(ProtocolStep.values().length + 1);
        assertThat(tally.isGood()).as("seed %d: %s", seed, tally.verdicts()).isTrue();
    }

    @Test
    void eachRecordIsInTheTopicAndInTheFileOnceAfterKillsOfBothPipelines() throws Exception {
        Tally tally = kill(RowKind.FILE_TO_KAFKA_TO_FILE, 20);

        assertThat(tally.verdicts()).hasSize(2);
        assertThat(tally.isGood()).as("seed %d: %s", seed, tally.verdicts()).isTrue();
    }
}
