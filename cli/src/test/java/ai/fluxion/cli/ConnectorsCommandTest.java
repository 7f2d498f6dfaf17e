package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorsCommandTest {
    @Test
    void everyConnectorIsALine() {
        Ended ended = Ended.of("connectors");

        assertThat(ended.code()).isZero();
        assertThat(ended.outLines()).anyMatch(line -> line.matches("sink +sample +A sample \\(plain, idempotent\\)"));
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void theOptionsOfOneAreToldWithTypeDefaultAndMeaning() {
        Ended ended = Ended.of("connectors", "sample");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("url: string, required")
                .contains("password: string, secret")
                .contains("timeout: duration, default 5s, from 1 to 60000")
                .contains("mode: string, default fast, one of fast, safe")
                .contains("How long to wait.");
    }

    @Test
    void asJsonThereIsAnArrayWithEveryOption() {
        Ended ended = Ended.of("connectors", "sample", "--json");

        assertThat(ended.code()).isZero();
        assertThat(ended.outLines())
                .singleElement()
                .asString()
                .startsWith("[{\"role\":\"sink\",\"type\":\"sample\",")
                .contains("{\"name\":\"url\",\"type\":\"string\",\"required\":true,\"secret\":false,")
                .endsWith("}]");
    }

    @Test
    void anUnknownTypeIsWrongAndThoseThatThereAreAreNamed() {
        Ended ended = Ended.of("connectors", "simple");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .startsWith("error FLX-CONNECTOR-UNKNOWN: there is no connector of type simple. There are: ")
                .contains("sample");
    }

    @Test
    void aBrokenFolderIsAWarningAndTheOthersAreListed(@TempDir Path home) throws IOException {
        Files.createDirectories(home.resolve("connectors/spoilt"));
        Files.writeString(home.resolve("connectors/spoilt/spoilt.jar"), "no jar");

        Ended ended = Ended.of(new Distribution(Optional.of(home)), "connectors");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("sample");
        assertThat(ended.err())
                .startsWith("warning FLX-CONNECTOR-BROKEN: " + home.resolve("connectors/spoilt"))
                .contains("spoilt.jar");
    }
}
