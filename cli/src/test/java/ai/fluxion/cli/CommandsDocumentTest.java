package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/cli.md} names every command and every option that there is. */
class CommandsDocumentTest {
    @Test
    void everyCommandAndEveryOptionIsDocumented() throws IOException {
        String document = Files.readString(Path.of("../docs/cli.md"));
        List<String> expected = new ArrayList<>();
        Fluxion.commandLine(new Distribution(Optional.empty())).getSubcommands().forEach((name, command) -> {
            expected.add("`fluxion " + name);
            expected.addAll(options(command));
            command.getSubcommands().values().forEach(below -> expected.addAll(options(below)));
        });

        assertThat(expected).contains("`fluxion run", "--set").allMatch(document::contains);
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
    }
}
