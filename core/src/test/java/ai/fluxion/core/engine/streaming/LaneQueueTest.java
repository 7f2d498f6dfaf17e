package ai.fluxion.core.engine.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LaneQueueTest {
    private static LaneItem.Data data(long bytes) {
        return new LaneItem.Data(Batch.of(List.of(Document.of("bytes", bytes)), Position.empty()), List.of(), 1, bytes);
    }

    private static LaneItem.Barrier barrier(long epoch) {
        return new LaneItem.Barrier(epoch, Position.empty(), Position.empty(), Map.of());
    }

    @Test
    void itIsBoundedInBatches() throws InterruptedException {
        LaneQueue queue = new LaneQueue(2, 1_000);
        queue.put(data(1));
        assertThat(queue.awaitRoom(0)).isTrue();
        queue.put(data(1));
        assertThat(queue.awaitRoom(1)).isFalse();
        queue.take();
        assertThat(queue.awaitRoom(0)).isTrue();
    }

    @Test
    void itIsBoundedInBytesAndABatchLargerThanTheBoundPassesAlone() throws InterruptedException {
        LaneQueue queue = new LaneQueue(100, 1_000);
        queue.put(data(5_000));
        assertThat(queue.awaitRoom(1)).isFalse();
        queue.take();
        queue.put(data(400));
        queue.put(data(400));
        assertThat(queue.awaitRoom(1)).isTrue();
        queue.put(data(400));
        assertThat(queue.awaitRoom(1)).isFalse();
    }

    @Test
    void aBarrierNeedsNoRoomAndKeepsItsPlace() throws InterruptedException {
        LaneQueue queue = new LaneQueue(1, 1_000);
        LaneItem.Data first = data(1);
        queue.put(first);
        queue.put(barrier(7));
        assertThat(queue.take()).isSameAs(first);
        assertThat(queue.take()).isEqualTo(barrier(7));
        assertThat(queue.awaitRoom(0)).isTrue();
    }
}
