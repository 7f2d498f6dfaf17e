package ai.fluxion.bench.kafka;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where the bench works. A folder that was named stays; one that was made for it goes.
 *
 * @param path an absolute path
 */
record WorkFolder(Path path, boolean isTemporary) implements AutoCloseable {

    /** @param named null for a temporary one */
    static WorkFolder at(Path named) throws IOException {
        return named == null
                ? new WorkFolder(Files.createTempDirectory("fluxion-bench-"), true)
                : new WorkFolder(Files.createDirectories(named.toAbsolutePath()), false);
    }

    @Override
    public void close() throws IOException {
        if (!isTemporary) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
