package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Changelog;
import ai.fluxion.core.engine.connectors.EventSink;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Operation;
import ai.fluxion.core.model.RecordMetadata;
import ai.fluxion.core.model.Unavailable;
import ai.fluxion.core.stages.StageCompiler;
import ai.fluxion.core.stages.StageProblem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Changes of rows for tests: how to write them, a pipeline that they go through, and what comes out. Rows are YAML. */
final class Changes {
    static final Changelog ROWS = new Changelog(Changelog.Before.ROW, java.util.Set.of("id"));
    static final Changelog KEYS = new Changelog(Changelog.Before.KEY, java.util.Set.of("id"));

    Optional<Changelog> changelog = Optional.of(ROWS);
    StreamingRuntimeConfig config = StreamingRuntimeConfig.standard();
    private final List<Stage> stages = new ArrayList<>();

    /** @param definitions a stage each */
    Changes(String... definitions) {
        List<StageProblem> problems = new ArrayList<>();
        stages.addAll(StageCompiler.compile(
                java.util.Arrays.stream(definitions).map(Changes::yaml).toList(), problems));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.toString());
        }
    }

    Changes of(Changelog told) {
        changelog = Optional.ofNullable(told);
        return this;
    }

    Changes passthrough() {
        config = config.withChanges(ChangelogMode.PASSTHROUGH);
        return this;
    }

    Changes with(Stage stage) {
        stages.add(stage);
        return this;
    }

    // ---- rows and changes

    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    /** A row; the text {@code "?"} is a value that the source did not send. */
    static Document row(String fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        ((Map<?, ?>) yaml(fields))
                .forEach((name, value) -> values.put((String) name, "?".equals(value) ? Unavailable.VALUE : value));
        return Document.of(values);
    }

    private static Document change(Operation operation, Document row, Document before) {
        return row.withMetadata(RecordMetadata.builder()
                .partition("p")
                .offset(7)
                .key("k")
                .operation(operation)
                .before(before)
                .build());
    }

    static Document insert(String row) {
        return change(Operation.INSERT, row(row), null);
    }

    static Document read(String row) {
        return change(Operation.READ, row(row), null);
    }

    static Document upsert(String row) {
        return change(Operation.UPSERT, row(row), null);
    }

    static Document update(String before, String after) {
        return change(Operation.UPDATE, row(after), before == null ? null : row(before));
    }

    static Document delete(String before) {
        return change(Operation.DELETE, Document.empty(), row(before));
    }

    /** A delete that holds no more than these fields. */
    static Document deleteKey(String fields) {
        return change(Operation.DELETE, row(fields), null);
    }

    // ---- running

    /** What reaches the sink. */
    List<Document> documents(Document... records) {
        List<Document> written = new ArrayList<>();
        run(List.of(Batch.of(List.of(records), Position.empty())), new Target(written, new ArrayList<>()));
        return written;
    }

    /** What reaches the sink, such as {@code update {"id":1} -> {"id":1,"a":2}}; the key if it is not {@code k}. */
    List<String> texts(Document... records) {
        return documents(records).stream().map(Changes::text).toList();
    }

    List<String> texts(List<Batch> batches) {
        List<String> events = new ArrayList<>();
        run(batches, new Target(new ArrayList<>(), events));
        return events;
    }

    private void run(List<Batch> batches, StreamingSink sink) {
        Iterator<Batch> left = batches.iterator();
        Optional<Changelog> told = changelog;
        StreamingSource source = new StreamingSource() {
            @Override
            public Optional<Changelog> changelog() {
                return told;
            }

            @Override
            public void open(Position position) {}

            @Override
            public Batch next() {
                return left.hasNext() ? left.next() : null;
            }

            @Override
            public void close() {}
        };
        new StreamingPipelineExecutor(config).processStream(source, stages, sink, new StreamingContext());
    }

    static Batch.Truncate truncate() {
        return new Batch.Truncate(StreamId.UNNAMED, Position.empty(), true);
    }

    private static String text(Document record) {
        RecordMetadata metadata = record.metadata();
        String before = metadata.before().map(row -> row + " -> ").orElse("");
        boolean gone =
                metadata.operation() == Operation.DELETE && metadata.before().equals(Optional.of(record));
        String key = "k".equals(metadata.key()) ? "" : " key " + metadata.key();
        return metadata.operation().word() + " " + (gone ? "" : before) + record + key;
    }

    private record Target(List<Document> written, List<String> events) implements StreamingSink, EventSink {
        @Override
        public void write(List<Document> batch) {
            written.addAll(batch);
            batch.forEach(record -> events.add(text(record)));
        }

        @Override
        public void schemaChange(Batch.SchemaChange change) {
            events.add("schema change");
        }

        @Override
        public void truncate(Batch.Truncate truncate) {
            events.add("truncate");
        }
    }
}
