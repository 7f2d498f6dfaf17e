package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.transactions.Committable;
import ai.fluxion.core.engine.transactions.Committer;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.Prepared;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drives a sink through epochs as an engine does, in one process's life; what is durable is handed to the next one. */
final class SinkRun implements AutoCloseable {
    /** What a checkpoint holds of the sink. */
    record Checkpoint(Optional<Document> state, List<Committable> committables, long epoch) {
        static final Checkpoint NONE = new Checkpoint(Optional.empty(), List.of(), 0);
    }

    static final String INCARNATION = "0123456789abcdef0123456789abcdef";

    final Committer committer;
    final List<Failure> rejected = new ArrayList<>();
    private final List<SinkWriter> writers = new ArrayList<>();
    private final EpochId first;
    private Checkpoint checkpoint;

    private SinkRun(Map<String, Object> options, FileServices services, EpochId first, int lanes, Checkpoint last)
            throws Exception {
        ConnectorConfig config = ConnectorConfig.builder("file", ConnectorConfig.Kind.SINK)
                .options(options)
                .build();
        SinkContext context =
                new SinkContext(Optional.of(first.pipeline()), Optional.of(first.incarnation()), services);
        FileSink sink = (FileSink) new FileSinkProvider().create(config);
        this.first = first;
        this.checkpoint = last;
        this.committer = sink.createCommitter(context, last.state());
        committer.commit(last.committables());
        committer.abortOthers(first);
        for (int lane = 0; lane < lanes; lane++) {
            writers.add(sink.createWriter(new WriterContext(context, lane, first)));
        }
    }

    /** Starts a process of the pipeline {@code p}: recovers, and makes writers. */
    static SinkRun start(Map<String, Object> options, int attempt, int lanes, Checkpoint last) throws Exception {
        return of("p", INCARNATION, options, attempt, lanes, last);
    }

    static SinkRun of(
            String pipeline, String incarnation, Map<String, Object> options, int attempt, int lanes, Checkpoint last)
            throws Exception {
        EpochId first = new EpochId(pipeline, incarnation, last.epoch() + 1, attempt);
        return new SinkRun(options, FileServices.ofLines(), first, lanes, last);
    }

    /** As {@link #start}, with the formats of the engine. */
    static SinkRun withFormats(Map<String, Object> options, int attempt, int lanes, Checkpoint last) throws Exception {
        EpochId first = new EpochId("p", INCARNATION, last.epoch() + 1, attempt);
        return new SinkRun(options, FileServices.ofEngine(), first, lanes, last);
    }

    /** Writes lines in a lane. */
    void write(int lane, String... lines) throws Exception {
        writeAll(
                lane,
                Arrays.stream(lines).map(line -> Document.of("line", line)).toList());
    }

    void writeAll(int lane, List<Document> records) throws Exception {
        writers.get(lane).write(Batch.of(records, Position.empty()), (ordinal, why) -> rejected.add(why));
    }

    EpochId epoch() {
        return new EpochId(first.pipeline(), first.incarnation(), checkpoint.epoch() + 1, first.attempt());
    }

    /** Step one of an epoch; what would be made durable. */
    Checkpoint prepare() throws Exception {
        return prepare(epoch());
    }

    Checkpoint prepare(EpochId epoch) throws Exception {
        List<Document> all = new ArrayList<>();
        for (SinkWriter writer : writers) {
            all.addAll(writer.prepare(epoch).committables());
        }
        Prepared combined = committer.combine(epoch, all);
        return new Checkpoint(
                combined.state(),
                combined.committables().stream()
                        .map(content -> new Committable(epoch, overJson(content)))
                        .toList(),
                epoch.epoch());
    }

    /** As it comes back from a checkpoint. */
    private static Document overJson(Document content) {
        return DocumentCodec.decode(DocumentCodec.encode(content), format -> {
            throw new IllegalStateException(format);
        });
    }

    /** The epoch from prepare to commit. */
    Checkpoint checkpoint() throws Exception {
        checkpoint = prepare();
        committer.commit(checkpoint.committables());
        return checkpoint;
    }

    @Override
    public void close() throws Exception {
        for (SinkWriter writer : writers) {
            writer.close();
        }
        committer.close();
    }
}
