package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.formats.JsonFormat;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.testkit.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A file or a folder of parts, with a JSON document per line. */
final class WrittenFiles implements Target {
    private static final PayloadDecoder JSON = new JsonFormat()
            .decoder(
                    ConnectorConfig.builder("json", ConnectorConfig.Kind.FORMAT).build());

    private final Path folder;
    private final String path;
    private final boolean shared;

    /**
     * @param path below a new folder in the parent; a folder if it ends in a slash
     * @param shared whether several pipelines write there
     */
    WrittenFiles(Path parent, String path, boolean shared) throws IOException {
        this.folder = Files.createTempDirectory(parent, "target");
        this.path = path;
        this.shared = shared;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("path", folder + "/" + path, "format", "ndjson", "ifExists", shared ? "append" : "fail");
    }

    @Override
    public List<String> visible() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files(false)) {
            for (String line : Files.readAllLines(file)) {
                texts.add(JSON.decode(Bytes.utf8(line)).getString("text"));
            }
        }
        return texts;
    }

    @Override
    public List<String> staged() throws IOException {
        return files(true).stream().map(Path::toString).toList();
    }

    private List<Path> files(boolean hidden) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(".") == hidden)
                    .sorted()
                    .toList();
        }
    }
}
