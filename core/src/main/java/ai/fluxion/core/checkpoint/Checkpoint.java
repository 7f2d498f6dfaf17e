package ai.fluxion.core.checkpoint;

import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.transactions.Committable;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that one epoch left behind and the next begins with. Immutable; {@link CheckpointJson} gives its written form.
 *
 * @param epoch which epoch it ends; 0 before the first
 * @param sequence counts what was made durable, so that the newest is known
 * @param sourceType the type of the source that the position belongs to
 * @param position where each partition stands
 * @param enumerator what the source's enumerator remembers
 * @param stages the state of stages: by their ids, then by partition
 * @param sinks by the role of the sink: {@link #SINK}, {@link #DEAD_LETTERS}
 * @param finished whether the source has ended and everything is committed
 */
public record Checkpoint(
        EpochId epoch,
        long sequence,
        String sourceType,
        Position position,
        Optional<Document> enumerator,
        Map<String, Map<String, Bytes>> stages,
        Map<String, SinkState> sinks,
        boolean finished) {
    /** The role of the sink that the records go to. */
    public static final String SINK = "sink";

    /** The role of the sink that the dead letters go to. */
    public static final String DEAD_LETTERS = "deadLetters";

    /**
     * What is kept for one sink.
     *
     * @param identity what tells it from another; empty if it does not say
     * @param state what its committer remembers
     * @param committables prepared, and perhaps committed
     */
    public record SinkState(Document identity, Optional<Document> state, List<Committable> committables) {
        public SinkState {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(state, "state");
            committables = List.copyOf(committables);
        }

        SinkState withoutCommittables() {
            return new SinkState(identity, state, List.of());
        }
    }

    public Checkpoint {
        Objects.requireNonNull(epoch, "epoch");
        Objects.requireNonNull(sourceType, "sourceType");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(enumerator, "enumerator");
        stages = Map.copyOf(stages);
        sinks = Map.copyOf(sinks);
    }

    /** The beginning of a history: nothing read, nothing written. */
    public static Checkpoint first(String pipeline, String incarnation, String sourceType) {
        return new Checkpoint(
                new EpochId(pipeline, incarnation, 0, 0),
                0,
                sourceType,
                Position.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                false);
    }

    /** The same place in the history, taken up by one more attempt. */
    public Checkpoint nextAttempt() {
        EpochId next = new EpochId(epoch.pipeline(), epoch.incarnation(), epoch.epoch(), epoch.attempt() + 1);
        return new Checkpoint(next, sequence, sourceType, position, enumerator, stages, sinks, finished);
    }

    /** The same, to be made durable once more. */
    public Checkpoint nextSequence() {
        return new Checkpoint(epoch, sequence + 1, sourceType, position, enumerator, stages, sinks, finished);
    }

    public Checkpoint withPosition(Position other) {
        return new Checkpoint(epoch, sequence, sourceType, other, enumerator, stages, sinks, finished);
    }

    public Checkpoint withEnumerator(Optional<Document> other) {
        return new Checkpoint(epoch, sequence, sourceType, position, other, stages, sinks, finished);
    }

    public Checkpoint withSinks(Map<String, SinkState> others) {
        return new Checkpoint(epoch, sequence, sourceType, position, enumerator, stages, others, finished);
    }

    public Checkpoint withStages(Map<String, Map<String, Bytes>> others) {
        return new Checkpoint(epoch, sequence, sourceType, position, enumerator, others, sinks, finished);
    }

    public Checkpoint withFinished(boolean whether) {
        return new Checkpoint(epoch, sequence, sourceType, position, enumerator, stages, sinks, whether);
    }

    /** The same after everything in it was committed. */
    public Checkpoint withoutCommittables() {
        Map<String, SinkState> committed = new TreeMap<>();
        sinks.forEach((role, state) -> committed.put(role, state.withoutCommittables()));
        return withSinks(committed);
    }

    /** What is to be committed at a sink before anything else happens. */
    public List<Committable> committables(String role) {
        SinkState state = sinks.get(role);
        return state == null ? List.of() : state.committables();
    }

    /** What a sink's committer remembers. */
    public Optional<Document> sinkState(String role) {
        SinkState state = sinks.get(role);
        return state == null ? Optional.empty() : state.state();
    }

    /**
     * This base with what a lane committed after it: later offsets and state win, committables of both remain. Lanes are
     * merged in the order of their epochs.
     */
    public Checkpoint mergeLane(Checkpoint lane) {
        Map<String, Map<String, Bytes>> mergedStages = new TreeMap<>(stages);
        lane.stages.forEach((id, states) -> {
            Map<String, Bytes> all = new TreeMap<>(mergedStages.getOrDefault(id, Map.of()));
            all.putAll(states);
            mergedStages.put(id, all);
        });
        Map<String, SinkState> mergedSinks = new TreeMap<>(sinks);
        lane.sinks.forEach((role, state) -> {
            SinkState mine = mergedSinks.get(role);
            List<Committable> all = new ArrayList<>(mine == null ? List.of() : mine.committables());
            all.addAll(state.committables());
            Optional<Document> memory = state.state().or(() -> mine == null ? Optional.empty() : mine.state());
            mergedSinks.put(role, new SinkState(state.identity(), memory, all));
        });
        EpochId later = lane.epoch.epoch() > epoch.epoch() ? lane.epoch : epoch;
        EpochId merged = new EpochId(later.pipeline(), later.incarnation(), later.epoch(), epoch.attempt());
        return new Checkpoint(
                merged,
                Math.max(sequence, lane.sequence),
                sourceType,
                position.merge(lane.position),
                lane.enumerator.or(() -> enumerator),
                mergedStages,
                mergedSinks,
                finished || lane.finished);
    }
}
