package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.checkpoint.Checkpoint;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.engine.stages.StatefulStage;
import ai.fluxion.core.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Brings the state of stages from a checkpoint back to them. */
final class StageStates {
    private StageStates() {}

    /**
     * The checkpoint, if each state in it has its stage.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if a stage is gone and nobody said that its state may
     *     be dropped
     */
    static Checkpoint keep(PipelineSpec spec, Checkpoint checkpoint) {
        Set<String> ids = spec.stages().stream()
                .filter(StatefulStage.class::isInstance)
                .map(stage -> ((StatefulStage) stage).id())
                .collect(Collectors.toSet());
        Map<String, Map<String, Bytes>> kept = new TreeMap<>(checkpoint.stages());
        kept.keySet().retainAll(ids);
        if (kept.size() == checkpoint.stages().size()) {
            return checkpoint;
        }
        Set<String> gone = new TreeSet<>(checkpoint.stages().keySet());
        gone.removeAll(ids);
        if (!spec.discardState()) {
            throw Failure.fatal("FLX-STATE-CHANGED", "the checkpoint holds the state of stages that are gone: " + gone)
                    .at("stages")
                    .remedy("Bring them back under these ids, or drop their state with --discard-state.")
                    .exception();
        }
        return checkpoint.withStages(kept);
    }

    /**
     * The stages for one lane, with the state of the partitions that the lane reads.
     *
     * @param reads says which these are
     */
    static List<Stage> forLane(List<Stage> stages, Checkpoint checkpoint, Predicate<String> reads) {
        List<Stage> own = new ArrayList<>(stages.size());
        for (Stage stage : stages) {
            if (stage instanceof StatefulStage stateful) {
                StatefulStage fresh = stateful.fresh();
                checkpoint.stages().getOrDefault(stateful.id(), Map.of()).forEach((partition, state) -> {
                    if (reads.test(partition)) {
                        fresh.restore(partition, state);
                    }
                });
                own.add(fresh);
            } else {
                own.add(stage);
            }
        }
        return own;
    }
}
