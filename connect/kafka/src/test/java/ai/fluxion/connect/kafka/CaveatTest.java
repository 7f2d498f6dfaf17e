package ai.fluxion.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaveatTest {
    private static StreamingSource source(Map<String, String> more) {
        SourceConnectorConfig config = SourceConnectorConfig.builder("kafka")
                .option("topic", "orders")
                .option("bootstrapServers", "127.0.0.1:1")
                .options(more)
                .build();
        StreamingContext context = new StreamingContext().services(new TestServices());
        return new KafkaSourceProvider().create(SourceConnectorContext.from(context), config);
    }

    private static boolean sinkHasCaveat(String acks) {
        ConnectorConfig config = ConnectorConfig.builder("kafka", ConnectorConfig.Kind.SINK)
                .option("topic", "orders")
                .option("bootstrapServers", "127.0.0.1:1")
                .option("acks", acks)
                .build();
        return new KafkaSinkProvider().create(config).caveat().isPresent();
    }

    @Test
    void whatMayBeTakenBackIsNoGroundForExactlyOnce() {
        assertThat(source(Map.of()).caveat("kafka", SinkKind.TRANSACTIONAL)).isEmpty();
        assertThat(source(Map.of("isolation.level", "read_uncommitted")).caveat("file", SinkKind.TWO_PHASE))
                .get()
                .asString()
                .contains("read_uncommitted");
    }

    @Test
    void aGroupIsExactOnlyWithATransactionOfKafka() {
        StreamingSource group = source(Map.of("assignment", "group"));
        assertThat(group.caveat("kafka", SinkKind.TRANSACTIONAL)).isEmpty();
        assertThat(group.caveat("file", SinkKind.TWO_PHASE)).isPresent();
        assertThat(group.caveat("kafka", SinkKind.PLAIN)).isPresent();
    }

    @Test
    void fewerAcknowledgementsThanAllMayLoseWhatWasAcknowledged() {
        assertThat(sinkHasCaveat("all")).isFalse();
        assertThat(sinkHasCaveat("-1")).isFalse();
        assertThat(sinkHasCaveat("1")).isTrue();
        assertThat(sinkHasCaveat("0")).isTrue();
    }
}
