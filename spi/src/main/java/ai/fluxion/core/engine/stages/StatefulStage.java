package ai.fluxion.core.engine.stages;

import ai.fluxion.core.model.Bytes;
import java.util.Map;

/**
 * A stage that remembers. Its state is kept in the checkpoint, by the partition of the records that it came from, so that
 * the number of lanes may change. There is one object for each lane.
 */
public interface StatefulStage extends Stage {
    /** Names the state within the pipeline; a change of it means another stage. */
    String id();

    /** A new stage of the same kind without state, for one more lane. */
    StatefulStage fresh();

    /** The state of all partitions that this object has seen, after the last record of an epoch. */
    Map<String, Bytes> snapshot();

    /** Takes over the state of a partition, before its first record. */
    void restore(String partition, Bytes state);
}
