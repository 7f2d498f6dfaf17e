package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LastLineTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void onATerminalWhatIsWrittenStandsAboveTheLine() throws IOException {
        LastLine line = new LastLine(screen, true);

        line.show("running");
        line.write("an event\n".getBytes(StandardCharsets.UTF_8));
        line.show("");

        String running = "\033[?7lrunning\033[?7h";
        String clear = "\r\033[K";
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .isEqualTo(clear + running + clear + "an event\n" + running + clear);
    }

    @Test
    void elsewhereThereIsNoLine() throws IOException {
        LastLine line = new LastLine(screen, false);

        line.show("running");
        line.write("an event\n".getBytes(StandardCharsets.UTF_8));
        line.show("");

        assertThat(screen.toString(StandardCharsets.UTF_8)).isEqualTo("an event\n");
    }
}
