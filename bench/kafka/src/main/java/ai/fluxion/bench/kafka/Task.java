package ai.fluxion.bench.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one run of an arm is told.
 *
 * @param bootstrapServers where the broker listens
 * @param alias a name that no other run has had, of letters and digits
 * @param input the topic to read from its beginning to its end
 * @param folder an empty folder of this run
 */
record Task(String bootstrapServers, String alias, String input, Path folder) {

    /** The topic to write to. Its name is the one that MirrorMaker gives to the copy of a topic. */
    String output() {
        return alias + "." + input;
    }

    /** A file in the folder. */
    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Likewise, one that holds keys and values. */
    Path write(String name, Map<String, String> properties) throws IOException {
        return write(
                name,
                properties.entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue() + "\n")
                        .collect(Collectors.joining()));
    }
}
