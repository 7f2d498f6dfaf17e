package ai.fluxion.core.checkpoint;

import static ai.fluxion.core.checkpoint.CheckpointFiles.PIPELINE;
import static ai.fluxion.core.checkpoint.CheckpointFiles.checkpoint;
import static ai.fluxion.core.checkpoint.CheckpointFiles.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.transactions.CheckpointHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectoryTest {
    @TempDir
    private Path parent;

    private static CheckpointHistory open(Path state) {
        return new LocalCheckpointStore(state, 5).open(PIPELINE, "the test");
    }

    @Test
    void whatIsMissingIsCreatedForTheOwnerAlone() throws Exception {
        Path state = parent.resolve("a/b/.fluxion");
        open(state).close();
        assumeThat(Files.getFileStore(parent).supportsFileAttributeView("posix"))
                .isTrue();
        for (Path created :
                List.of(state, state.resolve(PIPELINE), state.resolve(PIPELINE).resolve("checkpoints"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(created)))
                    .as(created.toString())
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aStateDirectoryThatIsAFileIsRefusedWithItsPlace() throws Exception {
        Path state = Files.writeString(parent.resolve("state"), "a file");
        Failure failure = failureOf(() -> open(state));
        assertThat(failure.code()).isEqualTo("FLX-STATE-DIRECTORY");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.FATAL);
        assertThat(failure.place()).startsWith(state.toString());
        assertThat(failure.remedy()).contains("--state");
    }

    @Test
    void aStateDirectoryThatCanNotBeWrittenToIsRefusedWithItsPlace() throws Exception {
        Path state = Files.createDirectory(parent.resolve("state"));
        assumeThat(Files.getFileStore(parent).supportsFileAttributeView("posix"))
                .isTrue();
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("r-x------"));
        assumeThat(Files.isWritable(state))
                .as("the superuser may write anywhere")
                .isFalse();
        Failure failure = failureOf(() -> open(state));
        assertThat(failure.code()).isEqualTo("FLX-STATE-DIRECTORY");
        assertThat(failure.place()).startsWith(state.toString());
    }

    @Test
    void aFileInThePlaceOfTheCheckpointsIsRefusedAndTheLockIsFreeAfterwards() throws Exception {
        Files.createDirectory(parent.resolve(PIPELINE));
        Path inTheWay = Files.writeString(parent.resolve(PIPELINE).resolve("checkpoints"), "a file");
        assertThat(failureOf(() -> open(parent)).code()).isEqualTo("FLX-STATE-DIRECTORY");
        Files.delete(inTheWay);
        open(parent).close();
    }

    @Test
    void aDirectoryInThePlaceOfTheLockIsRefused() throws Exception {
        Files.createDirectories(parent.resolve(PIPELINE).resolve("lock"));
        Failure failure = failureOf(() -> open(parent));
        assertThat(failure.code()).isEqualTo("FLX-STATE-DIRECTORY");
        assertThat(failure.message()).contains("lock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "NFS", "cifs", "smb3", "smbfs", "fuse.sshfs"})
    void aNetworkFileSystemIsRefusedWithTheWayOut(String type) {
        Failure failure = failureOf(() -> new LocalCheckpointStore(parent, 5, path -> type).open(PIPELINE, "the test"));
        assertThat(failure.code()).isEqualTo("FLX-STATE-NETWORK");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.FATAL);
        assertThat(failure.place()).isEqualTo(parent.toString());
        assertThat(failure.remedy()).contains("--state", "checkpoint.store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "overlay", "tmpfs", "apfs", "NTFS", "9p", "fuse.encfs"})
    void anotherFileSystemIsUsed(String type) throws Exception {
        try (CheckpointHistory history = new LocalCheckpointStore(parent, 5, path -> type).open(PIPELINE, "me")) {
            history.save(1, checkpoint(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../elsewhere", "a/b", "/etc", "a\\b", "a\0b", "-a", "a b", "ä"})
    void anIdThatIsNoFolderNameIsRefused(String id) throws Exception {
        Path state = Files.createDirectory(parent.resolve("state"));
        Failure failure = failureOf(() -> new LocalCheckpointStore(state, 5).open(id, "the test"));
        assertThat(failure.code()).isEqualTo("FLX-PIPELINE-ID");
        try (Stream<Path> files = Files.walk(parent)) {
            assertThat(files).containsExactlyInAnyOrder(parent, state);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "orders.eu-west_1", "0", "a..b", "a.json"})
    void anIdOfThePatternIsAFolderOfItsOwn(String id) throws Exception {
        new LocalCheckpointStore(parent, 5).open(id, "the test").close();
        assertThat(parent.resolve(id).resolve("checkpoints")).isDirectory();
    }

    @Test
    void aStoreRetainsOneOrMore() {
        assertThatThrownBy(() -> new LocalCheckpointStore(parent, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
