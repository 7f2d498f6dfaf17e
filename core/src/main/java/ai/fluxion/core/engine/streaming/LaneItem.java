package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.model.Bytes;
import java.util.List;
import java.util.Map;

/** What goes through a lane, in order. */
sealed interface LaneItem {
    /**
     * A batch on its way.
     *
     * @param batch records or an event; empty records where the stages let none pass
     * @param rejected the records that stages could not handle
     * @param recordsIn how many records were read
     * @param bytes how large it is, about
     */
    record Data(Batch batch, List<RejectedRecord> rejected, int recordsIn, long bytes) implements LaneItem {}

    /**
     * Where an epoch is cut: everything before it belongs to the epoch.
     *
     * @param epoch its number
     * @param position where the lane's partitions stand, all that moved since the attempt began
     * @param moved those that moved since the last barrier
     * @param stages the state of the lane's stages, by id and partition
     */
    record Barrier(long epoch, Position position, Position moved, Map<String, Map<String, Bytes>> stages)
            implements LaneItem {
        Barrier withStages(Map<String, Map<String, Bytes>> states) {
            return new Barrier(epoch, position, moved, states);
        }
    }
}
