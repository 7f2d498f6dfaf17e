package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.transactions.CheckpointHome;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.util.List;

/** A home at a sink, called with the sink's class loader as the thread's, since libraries look for classes there. */
record IsolatedHome(CheckpointHome home) implements CheckpointHome {
    @Override
    public Document identity() {
        try (ContextLoader scope = ContextLoader.of(home)) {
            return home.identity();
        }
    }

    @Override
    public List<Kept> read() throws Exception {
        try (ContextLoader scope = ContextLoader.of(home)) {
            return home.read();
        }
    }

    @Override
    public List<Kept> recover() throws Exception {
        try (ContextLoader scope = ContextLoader.of(home)) {
            return home.recover();
        }
    }

    @Override
    public void replace(Bytes checkpoint, int writers) throws Exception {
        try (ContextLoader scope = ContextLoader.of(home)) {
            home.replace(checkpoint, writers);
        }
    }

    @Override
    public void close() throws Exception {
        try (ContextLoader scope = ContextLoader.of(home)) {
            home.close();
        }
    }
}
