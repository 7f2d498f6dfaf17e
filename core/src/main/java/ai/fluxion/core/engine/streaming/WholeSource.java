package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Health;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.engine.connectors.StreamingSource;
import java.util.Collection;
import java.util.List;

/** A source that can't be split, read by one lane as if it were one split. */
final class WholeSource implements SplitReader {
    private final StreamingSource source;
    private final Position start;
    private boolean opened;

    WholeSource(StreamingSource source, Position start) {
        this.source = source;
        this.start = start;
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
        if (!opened) {
            source.open(start);
            opened = true;
        }
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
        return source.health();
    }

    @Override
    public void close() throws Exception {
        source.close();
    }
}
