package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.Outcomes;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Sinks and what they are called with, as an engine would. */
final class Sink {
    static final KafkaSinkProvider PROVIDER = new KafkaSinkProvider();

    private Sink() {}

    static KafkaSink create(Map<String, ?> options) {
        return create(new KafkaSinkProvider(), options);
    }

    /** A sink of another process is one of another provider. */
    static KafkaSink create(KafkaSinkProvider process, Map<String, ?> options) {
        return (KafkaSink) process.create(config(options));
    }

    static ConnectorConfig config(Map<String, ?> options) {
        return ConnectorConfig.builder("kafka", ConnectorConfig.Kind.SINK)
                .option("bootstrapServers", Broker.address())
                .options(options)
                .build();
    }

    /** All problems, as the linter finds them. */
    static List<OptionProblem> problems(Map<String, ?> options) {
        ConnectorConfig config = config(options);
        List<OptionProblem> all =
                new ArrayList<>(OptionProblem.of(config, PROVIDER.options(), PROVIDER.passThroughKeys()));
        all.addAll(PROVIDER.check(config));
        return all;
    }

    static SinkContext context(String pipeline) {
        return new SinkContext(Optional.of(pipeline), Optional.of("incarnation"), new TestServices());
    }

    static WriterContext writer(String pipeline, int lane) {
        return new WriterContext(context(pipeline), lane, epoch(pipeline, 1));
    }

    static EpochId epoch(String pipeline, long number) {
        return new EpochId(pipeline, "incarnation", number, 1);
    }

    /** Writes documents with a plain writer, and says which were rejected. */
    static Map<Integer, Failure> write(Map<String, ?> options, Document... documents) throws Exception {
        Rejected rejected = new Rejected();
        try (SinkWriter writer = create(options).createWriter(writer("test", 0))) {
            writer.write(batch(documents), rejected);
            writer.prepare(epoch("test", 1));
        }
        return rejected.all;
    }

    static Batch.Records batch(Document... documents) {
        return Batch.of(List.of(documents), Position.empty());
    }

    static Batch.Records texts(String... texts) {
        return batch(Stream.of(texts).map(Sink::text).toArray(Document[]::new));
    }

    static Document text(String text) {
        return Document.of("text", text);
    }

    /** Remembers what was rejected. */
    static final class Rejected implements Outcomes {
        final Map<Integer, Failure> all = new ConcurrentSkipListMap<>();

        @Override
        public void reject(int ordinal, Failure failure) {
            all.put(ordinal, failure);
        }
    }
}
