package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.EventSink;
import ai.fluxion.core.engine.connectors.Health;
import ai.fluxion.core.engine.connectors.Outcomes;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.Prepared;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.engine.transactions.WriterSink;

/** A sink that has no writers, seen as one; lanes take turns. */
final class SimpleSinkWriter implements SinkWriter {
    private final StreamingSink sink;
    private final Turns turns;

    /** What the lanes of one attempt share. */
    static final class Turns {
        private int open;
    }

    private SimpleSinkWriter(StreamingSink sink, Turns turns) {
        this.sink = sink;
        this.turns = turns;
    }

    /** A writer for one lane: the sink's own, or this. */
    static SinkWriter open(StreamingSink sink, Turns turns, WriterContext context) throws Exception {
        if (sink instanceof WriterSink writers) {
            return writers.createWriter(context);
        }
        synchronized (turns) {
            if (turns.open == 0) {
                open(sink, context.sink());
            }
            turns.open++;
        }
        return new SimpleSinkWriter(sink, turns);
    }

    private static void open(StreamingSink sink, SinkContext context) throws Exception {
        try {
            sink.open(context);
        } catch (Exception failed) {
            try {
                sink.close();
            } catch (Exception also) {
                failed.addSuppressed(also);
            }
            throw failed;
        }
    }

    @Override
    public void write(Batch.Records batch, Outcomes outcomes) throws Exception {
        synchronized (turns) {
            sink.write(batch.documents());
        }
    }

    @Override
    public void event(Batch event) throws Exception {
        if (!(sink instanceof EventSink events)) {
            SinkWriter.super.event(event);
            return;
        }
        synchronized (turns) {
            if (event instanceof Batch.SchemaChange change) {
                events.schemaChange(change);
            } else if (event instanceof Batch.Truncate truncate) {
                events.truncate(truncate);
            }
        }
    }

    @Override
    public Prepared prepare(EpochId epoch) throws Exception {
        synchronized (turns) {
            sink.flush();
        }
        return Prepared.NOTHING;
    }

    @Override
    public Health health() {
        try (ContextLoader scope = ContextLoader.of(sink)) {
            return sink.health();
        }
    }

    @Override
    public void close() throws Exception {
        synchronized (turns) {
            if (--turns.open == 0) {
                sink.close();
            }
        }
    }
}
