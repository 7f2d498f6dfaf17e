package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRedactionTest {
    @Test
    void whatAReferenceOfAManifestStandsForIsInNoLine(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "open-sesame");
        Path manifest = Files.writeString(folder.resolve("secret.yaml"), """
                id: secret
                source: {type: file, options: {path: in.ndjson}}
                sink: {type: sample, options: {url: x, password: "${file:secret.txt}"}}
                """);
        assertThat(Ended.of("plan", manifest.toString()).code()).isZero();

        LoggerContext logging = new LoggerContext();
        LogRedaction layout = new LogRedaction();
        layout.setContext(logging);
        layout.setPattern("%msg%n%ex");
        layout.start();
        String line = layout.doLayout(new LoggingEvent(
                "client",
                logging.getLogger("client"),
                Level.WARN,
                "refused open-sesame",
                new IllegalStateException("open-sesame is wrong"),
                null));

        assertThat(line).contains("refused ${file:secret.txt}").doesNotContain("open-sesame");
    }
}
