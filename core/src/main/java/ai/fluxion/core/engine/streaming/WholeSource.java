package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Health;
import ai.fluxion.core.engine.connectors.Lag;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.engine.connectors.StreamingSource;
import java.util.Collection;
import java.util.List;

/** A source that can't be split, read by one lane as if it were one split. */
final class WholeSource implements SplitReader {
    private final StreamingSource source;

    private WholeSource(StreamingSource source) {
        this.source = source;
    }

    /** Opens the source, or closes it if that fails. */
    static WholeSource open(StreamingSource source, Position start) throws Exception {
        try {
            source.open(start);
            return new WholeSource(source);
        } catch (Exception failed) {
            try {
                source.close();
            } catch (Exception also) {
                failed.addSuppressed(also);
            }
            throw failed;
        }
    }

    @Override
    public void add(List<Split> splits) {
        throw new UnsupportedOperationException("has no splits");
    }

    @Override
    public void remove(Collection<String> partitions) {
        throw new UnsupportedOperationException("has no splits");
    }

    @Override
    public Batch next() throws Exception {
        return source.next();
    }

    @Override
    public void acknowledge(Position position) throws Exception {
        source.acknowledge(position);
    }

    @Override
    public void idle() throws Exception {
        source.idle();
    }

    @Override
    public Health health() {
        try (ContextLoader scope = ContextLoader.of(source)) {
            return source.health();
        }
    }

    @Override
    public Lag lag() {
        try (ContextLoader scope = ContextLoader.of(source)) {
            return source.lag();
        }
    }

    @Override
    public void close() throws Exception {
        source.close();
    }
}
