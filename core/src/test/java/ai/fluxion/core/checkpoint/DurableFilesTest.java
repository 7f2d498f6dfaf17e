package ai.fluxion.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.model.Bytes;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsCreatedAndReplacedAndNothingElseIsLeft() throws Exception {
        Path file = folder.resolve("pointer");
        DurableFiles.replace(file, Bytes.utf8("a long first content"));
        DurableFiles.replace(file, Bytes.utf8("se"), Bytes.empty(), Bytes.utf8("cond"));
        assertThat(file).hasContent("second");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFailedReplacementLeavesTheOldAndNoLeftover() throws Exception {
        Path file = Files.createDirectories(folder.resolve("pointer/full")).getParent();
        assertThatThrownBy(() -> DurableFiles.replace(file, Bytes.utf8("x"))).isInstanceOf(IOException.class);
        assertThat(file.resolve("full")).isDirectory();
        assertThat(DurableFiles.temporary(file)).doesNotExist();
    }

    @Test
    void aLeftoverOfAnEarlierWriteDoesNotGetIntoTheFile() throws Exception {
        Path file = folder.resolve("pointer");
        Files.writeString(DurableFiles.temporary(file), "a leftover that is longer than the content");
        DurableFiles.replace(file, Bytes.utf8("content"));
        assertThat(file).hasContent("content");
        assertThat(DurableFiles.temporary(file)).doesNotExist();
    }

    @Test
    void syncingWhatIsNotThereFails() {
        assertThatThrownBy(() -> DurableFiles.syncDirectory(folder.resolve("missing")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void directoriesAreCreatedOnceAndAFileInTheWayIsNamed() throws Exception {
        Path deep = folder.resolve("a/b/c");
        DurableFiles.createDirectories(deep);
        DurableFiles.createDirectories(deep);
        assertThat(deep).isDirectory();
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> DurableFiles.createDirectories(file.resolve("below")))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(file.toString());
    }
}
