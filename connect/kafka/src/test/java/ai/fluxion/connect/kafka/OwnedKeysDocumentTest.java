package ai.fluxion.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of owned keys in {@code docs/connectors/kafka.md} is the one that the linter goes by. */
class OwnedKeysDocumentTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z.]+)` \\| (source|sink) \\| [^|]+ \\| (refused|doubtful)");

    @Test
    void theDocumentNamesEveryOwnedKeyAndHowItIsAnswered() throws IOException {
        List<String> owned = new ArrayList<>();
        OwnedKeys.SOURCE.forEach(key -> owned.add(row(key, "source")));
        OwnedKeys.sink(true).forEach(key -> owned.add(row(key, "sink")));

        assertThat(ROW.matcher(Files.readString(Path.of("../../docs/connectors/kafka.md")))
                        .results()
                        .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3)))
                .containsExactlyElementsOf(owned);
    }

    private static String row(OwnedKey key, String of) {
        return key.key() + " " + of + " " + (key.error() ? "refused" : "doubtful");
    }
}
