package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.checkpoint.Checkpoint;
import ai.fluxion.core.checkpoint.Checkpoint.SinkState;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.transactions.Committable;
import ai.fluxion.core.engine.transactions.Committer;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.Prepared;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.engine.transactions.TransactionalSink;
import ai.fluxion.core.engine.transactions.TwoPhaseSink;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.engine.transactions.WriterSink;
import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The sinks of one attempt, records' and dead letters', with their committers. */
final class Sinks implements AutoCloseable {
    private final Map<String, Role> roles = new TreeMap<>();
    private final boolean commitsInLanes;

    /** One sink with what belongs to it. */
    private static final class Role {
        final StreamingSink sink;
        final SinkContext context;
        final SimpleSinkWriter.Turns turns = new SimpleSinkWriter.Turns();
        Committer committer;
        SinkState state;

        Role(StreamingSink sink, SinkContext context) {
            this.sink = sink;
            this.context = context;
            this.state = new SinkState(identity(sink), Optional.empty(), List.of());
        }

        static Document identity(StreamingSink sink) {
            return sink instanceof WriterSink writers ? writers.identity() : Document.empty();
        }
    }

    /** @param contexts what the engine offers each */
    Sinks(
            StreamingSink sink,
            Optional<StreamingSink> deadLetters,
            boolean commitsInLanes,
            Function<ConnectorRole, SinkContext> contexts) {
        this.commitsInLanes = commitsInLanes;
        roles.put(Checkpoint.SINK, new Role(sink, contexts.apply(ConnectorRole.SINK)));
        deadLetters.ifPresent(letters ->
                roles.put(Checkpoint.DEAD_LETTERS, new Role(letters, contexts.apply(ConnectorRole.DEAD_LETTERS))));
        refuseOneForBoth();
    }

    /** What two sinks of one pipeline stage in one place would have the same names. */
    private void refuseOneForBoth() {
        Role letters = roles.get(Checkpoint.DEAD_LETTERS);
        Document records = roles.get(Checkpoint.SINK).state.identity();
        if (letters != null && !records.isEmpty() && records.equals(letters.state.identity())) {
            throw Failure.fatal("FLX-SINK-TWICE", "records and dead letters go to one place: " + records)
                    .at("errors.onInvalid.deadLetter")
                    .remedy("Give the dead letters a place of their own.")
                    .exception();
        }
    }

    private SinkKind kind() {
        return roles.get(Checkpoint.SINK).sink.kind();
    }

    ClassLoader loader() {
        return roles.get(Checkpoint.SINK).sink.getClass().getClassLoader();
    }

    /** Makes the committers, and commits what the checkpoint holds: again, as far as it was done. */
    void recover(Checkpoint checkpoint, EpochId current) throws Exception {
        for (Map.Entry<String, Role> entry : roles.entrySet()) {
            Role role = entry.getValue();
            String name = entry.getKey();
            boolean another = isAnother(name, role, checkpoint);
            Optional<Document> memory = another ? Optional.empty() : checkpoint.sinkState(name);
            role.state = new SinkState(role.state.identity(), memory, List.of());
            if (role.sink instanceof TwoPhaseSink twoPhase) {
                try (ContextLoader scope = ContextLoader.of(role.sink)) {
                    role.committer = twoPhase.createCommitter(role.context, memory);
                    List<Committable> open = checkpoint.committables(name);
                    if (!open.isEmpty()) {
                        role.committer.commit(open);
                    }
                    role.committer.abortOthers(current);
                }
            }
        }
    }

    /** Another sink than the checkpoint's is all right if nothing is left to commit at the old one. */
    private static boolean isAnother(String name, Role role, Checkpoint checkpoint) {
        SinkState before = checkpoint.sinks().get(name);
        if (before == null || before.identity().equals(role.state.identity())) {
            return false;
        }
        if (!before.committables().isEmpty()) {
            throw Failure.fatal(
                            "FLX-SINK-CHANGED",
                            "the checkpoint holds what is still to be committed at " + before.identity()
                                    + "; the manifest now names " + role.state.identity())
                    .at(name)
                    .remedy("Run the old manifest once with --drain.")
                    .exception();
        }
        return true;
    }

    /** The writers of one lane, connected. */
    LaneWriter laneWriter(Attempt attempt, int lane, LaneQueue in) throws Exception {
        try (ContextLoader scope = ContextLoader.of(roles.get(Checkpoint.SINK).sink)) {
            SinkWriter main = writer(lane, attempt.firstEpoch());
            try {
                Optional<SinkWriter> letters = deadLetterWriter(lane, attempt.firstEpoch());
                return new LaneWriter(attempt, lane, in, kind(), main, letters, commitsInLanes);
            } catch (Exception failed) {
                main.close();
                throw failed;
            }
        }
    }

    private SinkWriter writer(int lane, EpochId first) throws Exception {
        Role role = roles.get(Checkpoint.SINK);
        WriterContext made = new WriterContext(role.context, lane, first);
        if (commitsInLanes) {
            return ((TransactionalSink) role.sink).createTransactionalWriter(made);
        }
        return SimpleSinkWriter.open(role.sink, role.turns, made);
    }

    private Optional<SinkWriter> deadLetterWriter(int lane, EpochId first) throws Exception {
        Role role = roles.get(Checkpoint.DEAD_LETTERS);
        if (role == null) {
            return Optional.empty();
        }
        try (ContextLoader scope = ContextLoader.of(role.sink)) {
            SinkWriter letters =
                    SimpleSinkWriter.open(role.sink, role.turns, new WriterContext(role.context, lane, first));
            return Optional.of(new IsolatedWriter(role.sink, letters));
        }
    }

    /** What an epoch makes durable for each sink; remembered as the state from here on. */
    Map<String, SinkState> combine(EpochId epoch, Map<String, List<Document>> prepared) throws Exception {
        Map<String, SinkState> states = new TreeMap<>();
        for (Map.Entry<String, Role> entry : roles.entrySet()) {
            Role role = entry.getValue();
            List<Document> committables = prepared.getOrDefault(entry.getKey(), List.of());
            if (role.committer != null && !committables.isEmpty()) {
                Prepared combined;
                try (ContextLoader scope = ContextLoader.of(role.sink)) {
                    combined = role.committer.combine(epoch, committables);
                }
                List<Committable> named = combined.committables().stream()
                        .map(content -> new Committable(epoch, content))
                        .toList();
                Optional<Document> memory = combined.state().or(() -> role.state.state());
                states.put(entry.getKey(), new SinkState(role.state.identity(), memory, named));
                role.state = new SinkState(role.state.identity(), memory, List.of());
            } else {
                states.put(entry.getKey(), role.state);
            }
        }
        return states;
    }

    /** Commits what was made durable. */
    void commit(Map<String, SinkState> states) throws Exception {
        for (Map.Entry<String, SinkState> entry : states.entrySet()) {
            List<Committable> committables = entry.getValue().committables();
            if (!committables.isEmpty()) {
                Role role = roles.get(entry.getKey());
                try (ContextLoader scope = ContextLoader.of(role.sink)) {
                    role.committer.commit(committables);
                }
            }
        }
    }

    @Override
    public void close() throws Exception {
        for (Role role : roles.values()) {
            if (role.committer != null) {
                try (ContextLoader scope = ContextLoader.of(role.sink)) {
                    role.committer.close();
                }
            }
        }
    }
}
