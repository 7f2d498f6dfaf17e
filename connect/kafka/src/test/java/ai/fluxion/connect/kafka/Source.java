package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.PartitionedSource;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitEnumerator;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A source of one lane, driven as an engine would: discovers, reads, and keeps the position. */
final class Source implements AutoCloseable {
    static final KafkaSourceProvider PROVIDER = new KafkaSourceProvider();

    private final SplitEnumerator enumerator;
    private final SplitReader reader;
    private Position position;
    private boolean caughtUp;

    private Source(Map<String, ?> options, Position position, Optional<Document> state) throws Exception {
        PartitionedSource source = (PartitionedSource) create(options);
        this.enumerator = source.createEnumerator();
        this.position = position;
        SplitReader made = source.createReader(0);
        this.reader = made;
        try {
            enumerator.open(position, state);
            discover();
        } catch (Exception failed) {
            close();
            throw failed;
        }
    }

    static StreamingSource create(Map<String, ?> options) {
        SourceConnectorContext context = SourceConnectorContext.from(
                new StreamingContext().pipelineId("test").services(new TestServices()));
        return PROVIDER.create(context, config(options));
    }

    static SourceConnectorConfig config(Map<String, ?> options) {
        return SourceConnectorConfig.builder("kafka")
                .option("bootstrapServers", Broker.address())
                .option("pollTimeout", "100ms")
                .options(options)
                .build();
    }

    /** All problems, as the linter finds them. */
    static List<OptionProblem> problems(Map<String, ?> options) {
        SourceConnectorConfig config = config(options);
        List<OptionProblem> all =
                new ArrayList<>(OptionProblem.of(config, PROVIDER.options(), PROVIDER.passThroughKeys()));
        all.addAll(PROVIDER.check(config));
        return all;
    }

    static Source open(Map<String, ?> options) throws Exception {
        return new Source(options, Position.empty(), Optional.empty());
    }

    static Source resume(Map<String, ?> options, Position position, Optional<Document> state) throws Exception {
        return new Source(options, position, state);
    }

    /** Looks for partitions, reads them, and says which were found. */
    List<Split> discover() throws Exception {
        List<Split> splits = enumerator.discover();
        if (!splits.isEmpty()) {
            reader.add(splits);
            for (Split split : splits) {
                position = position.merge(
                        Position.of(split.partition(), split.start().orElseThrow()));
            }
        }
        return splits;
    }

    /** One call of next. */
    Batch next() throws Exception {
        Batch batch = reader.next();
        position = position.merge(batch.position());
        caughtUp = batch instanceof Batch.Progress progress && progress.caughtUp();
        return batch;
    }

    /** Reads until nothing is left, or more has come than was expected. */
    List<Document> read(int expected) throws Exception {
        List<Document> all = new ArrayList<>();
        long deadline = System.nanoTime() + Broker.LONG_ENOUGH.toNanos();
        caughtUp = false;
        while (all.size() <= expected && !(caughtUp && all.size() == expected)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("expected " + expected + " records, got " + all);
            }
            if (next() instanceof Batch.Records records) {
                all.addAll(records.documents());
            }
        }
        return all;
    }

    List<String> texts(int expected) throws Exception {
        return read(expected).stream()
                .map(document -> document.getString("text"))
                .toList();
    }

    Position position() {
        return position;
    }

    Optional<Document> state() {
        return enumerator.state();
    }

    SplitReader reader() {
        return reader;
    }

    @Override
    public void close() throws Exception {
        try (enumerator) {
            reader.close();
        }
    }
}
