package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitEnumerator;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.model.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Drives a source with one reader, and remembers what it said. */
final class SourceRun implements AutoCloseable {
    private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

    final List<Document> records = new ArrayList<>();
    final FileSource source;
    Position position;
    boolean caughtUp;
    private final SplitEnumerator enumerator;
    private final SplitReader reader;

    private SourceRun(FileSource source, Position from) throws Exception {
        this.source = source;
        position = from;
        enumerator = source.createEnumerator();
        enumerator.open(from, Optional.empty());
        reader = source.createReader(0);
        discover();
    }

    static FileSource source(Map<String, Object> options) {
        return source(options, FileServices.ofLines());
    }

    static FileSource source(Map<String, Object> options, FileServices services) {
        SourceConnectorConfig config =
                SourceConnectorConfig.builder("file").options(options).build();
        StreamingContext context = new StreamingContext().services(services);
        return (FileSource) new FileSourceProvider().create(SourceConnectorContext.from(context), config);
    }

    static SourceRun start(Map<String, Object> options, Position from) throws Exception {
        return new SourceRun(source(options), from);
    }

    static SourceRun start(FileSource source, Position from) throws Exception {
        return new SourceRun(source, from);
    }

    void discover() throws Exception {
        List<Split> splits = enumerator.discover();
        reader.add(splits);
    }

    /** One batch; false at the end. */
    boolean step() throws Exception {
        Batch batch = reader.next();
        if (batch == null) {
            return false;
        }
        if (batch instanceof Batch.Records some) {
            records.addAll(some.documents());
        }
        caughtUp = batch instanceof Batch.Progress progress && progress.caughtUp();
        position = position.merge(batch.position());
        return true;
    }

    SourceRun toEnd() throws Exception {
        while (step()) {
            // to the end
        }
        return this;
    }

    /** Follows until something holds; fails if it does not within reason. */
    SourceRun until(BooleanSupplier holds) throws Exception {
        long start = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE) {
                throw new AssertionError("never came: only " + lines());
            }
            discover();
            step();
        }
        return this;
    }

    SourceRun untilLines(int count) throws Exception {
        return until(() -> records.size() >= count);
    }

    SourceRun untilCaughtUp() throws Exception {
        caughtUp = false;
        return until(() -> caughtUp);
    }

    List<String> lines() {
        return records.stream().map(record -> record.getString("line")).toList();
    }

    @Override
    public void close() throws Exception {
        reader.close();
        enumerator.close();
    }
}
