package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.checkpoint.Checkpoint;
import ai.fluxion.core.checkpoint.CheckpointJson;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.transactions.CheckpointHistory;
import ai.fluxion.core.engine.transactions.CheckpointHome;
import ai.fluxion.core.engine.transactions.TransactionalSink;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The three places for checkpoints: none but memory, a store, a transactional sink. */
final class Homes {
    private static final Logger LOG = LoggerFactory.getLogger(Homes.class);

    private Homes() {}

    /** The home that a pipeline's parts and demand make; it holds the pipeline's lock. */
    static Home open(PipelineSpec spec, StreamingSink sink) throws Exception {
        if (spec.id().isEmpty()) {
            LOG.info("a pipeline without an id: nothing is remembered, and the next run begins at the start");
            return memory();
        }
        CheckpointJson json = EngineServices.checkpointJson();
        String id = spec.id().get();
        String holder = "process " + ProcessHandle.current().pid();
        CheckpointHistory history = spec.store().orElseThrow().open(id, holder);
        if (spec.config().delivery() != Delivery.EXACTLY_ONCE || !(sink instanceof TransactionalSink transactional)) {
            return store(history, json);
        }
        try (ContextLoader scope = ContextLoader.of(sink)) {
            SinkContext context = new SinkContext(spec.id(), Optional.empty(), spec.services());
            return sink(new IsolatedHome(transactional.createHome(context)), history, json, id);
        } catch (Exception failed) {
            history.close();
            throw failed;
        }
    }

    /** For a pipeline without an id: it can go back while the process lives, and not after. */
    static Home memory() {
        return new Home() {
            private Checkpoint last;

            @Override
            public Optional<Checkpoint> recover() {
                return Optional.ofNullable(last);
            }

            @Override
            public Optional<Checkpoint> peek() {
                return recover();
            }

            @Override
            public void clear(Checkpoint first) {
                last = null;
            }

            @Override
            public void save(Checkpoint checkpoint, int lanes) {
                last = checkpoint;
            }

            @Override
            public void close() {}
        };
    }

    /** The store is the home. */
    static Home store(CheckpointHistory history, CheckpointJson json) {
        StateReferences states = new StateReferences(history, json);
        return new Home() {
            @Override
            public Optional<Checkpoint> recover() throws Exception {
                Optional<Bytes> latest = latest(history);
                if (latest.isEmpty()) {
                    return Optional.empty();
                }
                Optional<Document> pointer = json.pointer(latest.get());
                if (pointer.isPresent()) {
                    throw elsewhere("at " + pointer.get() + ", and would now be in the store");
                }
                return Optional.of(states.read(latest.get(), CheckpointHome.BASE));
            }

            @Override
            public Optional<Checkpoint> peek() throws Exception {
                return recover();
            }

            @Override
            public void clear(Checkpoint first) throws Exception {
                history.clear();
            }

            @Override
            public void save(Checkpoint checkpoint, int lanes) throws Exception {
                history.save(checkpoint.sequence(), states.write(checkpoint, CheckpointHome.BASE));
                states.clean();
            }

            @Override
            public void close() throws Exception {
                history.close();
            }
        };
    }

    /** The sink is the home; the store holds the lock, and a pointer. */
    static Home sink(CheckpointHome home, CheckpointHistory history, CheckpointJson json, String pipeline) {
        StateReferences states = new StateReferences(history, json);
        return new Home() {
            private boolean pointed;

            @Override
            public Optional<Checkpoint> recover() throws Exception {
                checkPointer();
                Optional<Checkpoint> recovered = merge(home.recover(), states);
                if (pointed && recovered.isEmpty()) {
                    throw Failure.fatal(
                                    "FLX-HOME-EMPTY",
                                    "the checkpoints of " + pipeline + " were at " + home.identity()
                                            + ", and nothing is there")
                            .remedy("Was it deleted? Begin anew with `fluxion checkpoint reset`.")
                            .exception();
                }
                return recovered;
            }

            @Override
            public Optional<Checkpoint> peek() throws Exception {
                checkPointer();
                return merge(home.read(), states);
            }

            @Override
            public void clear(Checkpoint first) throws Exception {
                home.recover(); // fences; what it finds is of no matter
                home.replace(CheckpointJson.write(first), 1);
                history.clear();
            }

            private void checkPointer() throws Exception {
                Optional<Bytes> latest = latest(history);
                if (latest.isEmpty() || pointed) {
                    return;
                }
                Optional<Document> pointer = json.pointer(latest.get());
                if (pointer.isEmpty()) {
                    throw elsewhere("in the store, and would now be at " + home.identity());
                }
                if (!pointer.get().equals(home.identity())) {
                    throw elsewhere("at " + pointer.get() + ", and would now be at " + home.identity());
                }
                pointed = true;
            }

            @Override
            public void save(Checkpoint checkpoint, int lanes) throws Exception {
                home.replace(states.write(checkpoint, CheckpointHome.BASE), lanes);
                states.clean();
                if (!pointed) {
                    history.save(0, CheckpointJson.writePointer(pipeline, home.identity()));
                    pointed = true;
                }
            }

            @Override
            public boolean commitsInLanes() {
                return true;
            }

            @Override
            public Bytes write(Checkpoint part, int lane) throws Exception {
                Bytes written = states.write(part, lane);
                states.clean(); // each lane's last are kept, also if this one is never committed
                return written;
            }

            @Override
            public void close() throws Exception {
                try {
                    home.close();
                } finally {
                    history.close();
                }
            }
        };
    }

    /** What a transactional sink keeps, as one checkpoint. */
    static Optional<Checkpoint> merge(List<CheckpointHome.Kept> kept, StateReferences states) throws Exception {
        Checkpoint base = null;
        List<Checkpoint> lanes = new ArrayList<>();
        for (CheckpointHome.Kept one : kept) {
            Checkpoint read = states.read(one.checkpoint(), one.lane());
            if (one.lane() == CheckpointHome.BASE) {
                base = read;
            } else {
                lanes.add(read);
            }
        }
        if (base == null) {
            if (lanes.isEmpty()) {
                return Optional.empty();
            }
            throw Failure.fatal("FLX-HOME-BASE", "the home holds what lanes committed, and not what they began with")
                    .remedy("Was a part of it deleted? Begin anew with `fluxion checkpoint reset`.")
                    .exception();
        }
        lanes.sort(Comparator.comparingLong(lane -> lane.epoch().epoch()));
        Checkpoint merged = base;
        for (Checkpoint lane : lanes) {
            boolean sameHistory = lane.epoch().incarnation().equals(base.epoch().incarnation());
            if (sameHistory && lane.epoch().epoch() > base.epoch().epoch()) {
                merged = merged.mergeLane(lane);
            }
        }
        return Optional.of(merged);
    }

    private static Optional<Bytes> latest(CheckpointHistory history) throws Exception {
        CheckpointHistory.Latest latest = history.latest();
        latest.warnings().forEach(warning -> LOG.warn("checkpoint fallback: {}", warning));
        return latest.checkpoint();
    }

    private static RuntimeException elsewhere(String where) {
        return Failure.fatal("FLX-HOME-MOVED", "the checkpoints of this pipeline are " + where)
                .remedy("Run it with the sink and delivery that it had, or begin anew with `fluxion checkpoint reset`.")
                .exception();
    }
}
