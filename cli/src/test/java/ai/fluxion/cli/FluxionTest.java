package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FluxionTest {
    @Test
    void theVersionIsOneLine() {
        Ended ended = Ended.of("--version");

        assertThat(ended.code()).isZero();
        assertThat(ended.outLines()).singleElement().asString().startsWith("fluxion ");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void helpGoesToStandardOutputAndNamesEveryCommand() {
        Ended ended = Ended.of("--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("connectors", "dev");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void withoutCommandTheUseIsWrong() {
        Ended ended = Ended.of();

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("error FLX-CLI-USAGE: a command is missing. See fluxion --help.");
    }

    @Test
    void anUnknownCommandIsWrongAndTheNearestIsNamed() {
        Ended ended = Ended.of("conectors");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("error FLX-CLI-USAGE: ").contains("connectors");
    }

    @Test
    void anUnknownOptionIsWrongAndTheCommandsOwnHelpIsNamed() {
        Ended ended = Ended.of("connectors", "--jsn");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("--jsn", "See fluxion connectors --help.", "--json");
    }
}
