package ai.fluxion.core.engine.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectorRegistryTest {
    private abstract static class NamedSource implements SourceConnectorProvider {
        private final String id;

        NamedSource(String id) {
            this.id = id;
        }

        @Override
        public SourceConnectorDescriptor descriptor() {
            return SourceConnectorDescriptor.builder(id, id).build();
        }

        @Override
        public List<ConnectorOption> options() {
            return List.of();
        }

        @Override
        public StreamingSource create(SourceConnectorContext context, SourceConnectorConfig config) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class One extends NamedSource {
        One(String id) {
            super(id);
        }
    }

    private static final class Other extends NamedSource {
        Other(String id) {
            super(id);
        }
    }

    private static class PrintSink implements SinkConnectorProvider {
        @Override
        public SinkConnectorDescriptor descriptor() {
            return SinkConnectorDescriptor.builder("print", "Print").build();
        }

        @Override
        public List<ConnectorOption> options() {
            return List.of();
        }

        @Override
        public StreamingSink create(ConnectorConfig config) {
            return batch -> {};
        }
    }

    private static final class AnotherPrintSink extends PrintSink {}

    @Test
    void connectorsAreFoundByTheirIdsAndListedInOrder() {
        One b = new One("b");
        Other a = new Other("a");
        ConnectorRegistry registry = ConnectorRegistry.of(List.of(b, a), List.of(new PrintSink()));
        assertThat(registry.source("a")).containsSame(a);
        assertThat(registry.source("print")).isEmpty();
        assertThat(registry.sink("print")).isPresent();
        assertThat(registry.sources()).containsExactly(a, b);
    }

    @Test
    void twoSourcesOfOneIdAreRefusedByTheirNames() {
        List<SourceConnectorProvider> two = List.of(new One("kafka"), new Other("kafka"));
        Failure failure = catchThrowableOfType(FluxionException.class, () -> ConnectorRegistry.of(two, List.of()))
                .failure();
        assertThat(failure.code()).isEqualTo("FLX-CONNECTOR-TWICE");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.FATAL);
        assertThat(failure.message()).contains("source", "kafka");
        assertThat(failure.place()).contains(One.class.getName(), Other.class.getName());
    }

    @Test
    void twoSinksOfOneIdAreRefused() {
        assertThatThrownBy(() -> ConnectorRegistry.of(List.of(), List.of(new PrintSink(), new AnotherPrintSink())))
                .isInstanceOf(FluxionException.class)
                .hasMessageContaining("FLX-CONNECTOR-TWICE");
    }

    @Test
    void oneThatSeveralLoadersSeeCountsOnce() {
        ConnectorRegistry registry = ConnectorRegistry.of(List.of(new One("a"), new One("a")), List.of());
        assertThat(registry.sources()).hasSize(1);
    }

    @Test
    void aSourceAndASinkMayShareAnId() {
        ConnectorRegistry registry = ConnectorRegistry.of(List.of(new One("print")), List.of(new PrintSink()));
        assertThat(registry.source("print")).isPresent();
        assertThat(registry.sink("print")).isPresent();
    }

    @Test
    void aTypeThatIsNotThereIsFatalWithThoseThatAre() {
        ConnectorConfig config =
                ConnectorConfig.builder("nosuch", ConnectorConfig.Kind.SINK).build();
        assertThatThrownBy(() -> ConnectorFactory.createSink(config))
                .isInstanceOf(FluxionException.class)
                .hasMessageContaining("FLX-CONNECTOR-UNKNOWN")
                .hasMessageContaining("nosuch");
    }
}
