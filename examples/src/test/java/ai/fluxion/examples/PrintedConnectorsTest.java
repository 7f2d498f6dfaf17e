package ai.fluxion.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorFactory;
import ai.fluxion.core.engine.connectors.ConnectorRegistry;
import ai.fluxion.core.engine.connectors.FluxionException;
import com.acme.connectors.Mailbox;
import com.acme.connectors.MyPipeline;
import com.acme.connectors.MySinkProvider;
import com.acme.connectors.MySourceProvider;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrintedConnectorsTest {
    private final Mailbox mailbox = Mailbox.at("...");

    @AfterEach
    void emptyMailbox() {
        mailbox.incoming().clear();
        mailbox.outgoing().clear();
    }

    @Test
    void thePrintedPipelineMovesEveryRecordInOrder() {
        List<String> letters = List.of("a", "b", "c", "\"quoted\"");
        mailbox.incoming().addAll(letters);
        MyPipeline.main(new String[0]);
        assertThat(mailbox.outgoing())
                .containsExactly(
                        "{\"letter\":\"a\"}",
                        "{\"letter\":\"b\"}",
                        "{\"letter\":\"c\"}",
                        "{\"letter\":\"\\\"quoted\\\"\"}");
        assertThat(mailbox.incoming()).isEmpty();
    }

    @Test
    void theProvidersAreFoundByTheirTypes() {
        ConnectorRegistry registry = ConnectorRegistry.load();
        assertThat(registry.source("my-source").orElseThrow()).isInstanceOf(MySourceProvider.class);
        assertThat(registry.sink("my-sink").orElseThrow()).isInstanceOf(MySinkProvider.class);
    }

    @Test
    void anOptionThatIsMissingOrUnknownIsNamed() {
        ConnectorConfig config = ConnectorConfig.builder("my-sink", ConnectorConfig.Kind.SINK)
                .option("endpiont", "...")
                .build();
        assertThatThrownBy(() -> ConnectorFactory.createSink(config))
                .isInstanceOf(FluxionException.class)
                .hasMessageContaining("endpoint: the option is required")
                .hasMessageContaining("endpiont: there is no such option");
    }
}
