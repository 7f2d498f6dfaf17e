package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareClassesCommandTest {
    @Test
    void aFolderThatCanNotBeWrittenIsToldAndNothingIsStarted(@TempDir Path home) throws IOException {
        Files.createDirectories(home.resolve("classes.for/not-empty"));

        Ended ended = Ended.of(new Distribution(Optional.of(home)), "share-classes");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("error FLX-CLI-SHARE-CLASSES: ").contains("classes.for");
    }

    @Test
    void aFolderWithASpaceIsRefusedAtOnce(@TempDir Path folder) throws IOException {
        Path home = Files.createDirectory(folder.resolve("a home"));

        Ended ended = Ended.of(new Distribution(Optional.of(home)), "share-classes");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("error FLX-CLI-SHARE-CLASSES: ").contains("a space");
    }
}
