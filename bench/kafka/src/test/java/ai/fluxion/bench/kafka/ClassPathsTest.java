package ai.fluxion.bench.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassPathsTest {
    private static final ClassPaths PATHS = new ClassPaths(List.of(
            "/m/bench/target/classes",
            "/r/fluxion-servers-1.jar",
            "/r/kafka_2.13-4.3.1.jar",
            "/r/kafka-clients-4.3.1.jar",
            "/r/kafka-streams-4.3.1.jar"));

    @Test
    void theBareLoopsCarryTheClientsOnly() {
        assertThat(PATHS.clients().split(File.pathSeparator))
                .containsExactly("/m/bench/target/classes", "/r/kafka-clients-4.3.1.jar");
    }

    @Test
    void peersCarryNoServer() {
        assertThat(PATHS.peers("kafka-streams").split(File.pathSeparator))
                .containsExactly("/m/bench/target/classes", "/r/kafka-clients-4.3.1.jar", "/r/kafka-streams-4.3.1.jar");
    }

    @Test
    void aPeerThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> PATHS.peers("connect-mirror"))
                .isInstanceOf(ClassPaths.PeerAbsent.class)
                .hasMessageContaining("connect-mirror");
    }
}
