package ai.fluxion.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.streaming.EngineServices;
import ai.fluxion.core.engine.transactions.Committable;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointJsonTest {
    private final CheckpointJson json = EngineServices.checkpointJson();

    private static Checkpoint full() {
        EpochId epoch = new EpochId("orders", "3f2a", 17, 2);
        Position position = Position.of("orders-0", Offset.of(42, Document.of("topicId", "abc")))
                .merge(Position.of("orders-1", 7));
        Checkpoint.SinkState sink = new Checkpoint.SinkState(
                Document.of("path", "out.ndjson"),
                Optional.of(Document.of("end", 1_000)),
                List.of(new Committable(new EpochId("orders", "3f2a", 16, 1), Document.of("staged", "x"))));
        return new Checkpoint(
                epoch,
                99,
                "kafka",
                position,
                Optional.of(Document.of("topics", List.of("orders"))),
                Map.of("count", Map.of("orders-0", Bytes.wrap(new byte[] {0, -1, 5}))),
                Map.of(Checkpoint.SINK, sink),
                false);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(json.read(CheckpointJson.write(full()))).isEqualTo(full());
    }

    @Test
    void peopleCanReadIt() {
        assertThat(CheckpointJson.write(full()).utf8())
                .contains("\"orders-0\":{\"value\":{\"offset\":42},\"origin\":{\"topicId\":\"abc\"}}");
    }

    @Test
    void theFirstVersionStaysReadable() throws IOException {
        try (InputStream fixture = getClass().getResourceAsStream("checkpoint-1.json")) {
            assertThat(json.read(Bytes.wrap(fixture.readAllBytes()))).isEqualTo(full());
        }
    }

    @Test
    void aPointerIsNoCheckpoint() {
        Bytes pointer = CheckpointJson.writePointer("orders", Document.of("topic", "fluxion-checkpoints"));
        assertThat(json.pointer(pointer)).contains(Document.of("topic", "fluxion-checkpoints"));
        assertThat(json.pointer(CheckpointJson.write(full()))).isEmpty();
        assertThatThrownBy(() -> json.read(pointer)).hasMessageContaining("FLX-CHECKPOINT-CORRUPT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"version\":1}",
                "{\"version\":\"1\"}",
                "{\"version\":1,\"pipeline\":7}",
                "{\"version\":1,\"pipeline\":\"p\",\"incarnation\":\"i\",\"epoch\":1.5,\"attempt\":1}"
            })
    void whatIsNoCheckpointIsRefusedWithTheWayOut(String text) {
        assertThatThrownBy(() -> json.read(Bytes.utf8(text))).isInstanceOfSatisfying(FluxionException.class, thrown -> {
            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.FATAL);
            assertThat(thrown.failure().code()).isEqualTo("FLX-CHECKPOINT-CORRUPT");
            assertThat(thrown.failure().remedy()).contains("reset");
        });
    }

    @Test
    void aNewerVersionIsRefusedAsSuch() {
        Bytes newer = Bytes.utf8(CheckpointJson.write(full()).utf8().replace("\"version\":1", "\"version\":2"));
        assertThatThrownBy(() -> json.read(newer)).hasMessageContaining("FLX-CHECKPOINT-VERSION");
    }

    @Test
    void lanesOverlayTheirBase() {
        Checkpoint base = full();
        Checkpoint lane = new Checkpoint(
                new EpochId("orders", "3f2a", 20, 2),
                99,
                "kafka",
                Position.of("orders-1", 8),
                Optional.empty(),
                Map.of("count", Map.of("orders-1", Bytes.utf8("n"))),
                Map.of(),
                false);

        Checkpoint merged = base.mergeLane(lane);

        assertThat(merged.epoch().epoch()).isEqualTo(20);
        assertThat(merged.position().offset("orders-0").orElseThrow().number()).isEqualTo(42);
        assertThat(merged.position().offset("orders-1").orElseThrow().number()).isEqualTo(8);
        assertThat(merged.stages().get("count")).containsOnlyKeys("orders-0", "orders-1");
        assertThat(merged.committables(Checkpoint.SINK)).hasSize(1);
    }
}
