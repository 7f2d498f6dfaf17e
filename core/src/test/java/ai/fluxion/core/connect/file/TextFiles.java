package ai.fluxion.core.connect.file;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import ai.fluxion.core.model.Document;
import ai.fluxion.testkit.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder of files with a JSON document per line; each file is a partition. */
final class TextFiles implements Upstream {
    private final Path folder;
    private final boolean follow;
    private final int partitions;

    TextFiles(Path parent, boolean follow, int partitions) throws IOException {
        this.folder = Files.createTempDirectory(parent, "upstream");
        this.follow = follow;
        this.partitions = partitions;
        makeFiles();
    }

    private void makeFiles() throws IOException {
        for (int partition = 0; partition < partitions; partition++) {
            Files.createFile(file(partition));
        }
    }

    private Path file(int partition) {
        return folder.resolve(partition + ".ndjson");
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("path", folder + "/*.ndjson", "follow", follow, "batchSize", 7);
    }

    @Override
    public void put(int partition, List<String> texts) throws IOException {
        List<String> lines =
                texts.stream().map(text -> Document.of("text", text).toJson()).toList();
        Files.write(file(partition), lines, CREATE, APPEND);
    }

    @Override
    public void replace() throws IOException {
        for (int partition = 0; partition < partitions; partition++) {
            Files.delete(file(partition));
        }
        makeFiles();
    }
}
