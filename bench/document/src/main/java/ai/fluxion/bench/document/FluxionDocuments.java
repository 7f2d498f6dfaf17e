package ai.fluxion.bench.document;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.formats.JsonFormat;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.model.RecordMetadata;
import ai.fluxion.core.stages.StageCompiler;
import ai.fluxion.core.stages.StageProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.infra.Blackhole;

/** Documents, as the engine makes them of a record's bytes and writes them again. */
final class FluxionDocuments implements Library {
    private final Records records;
    private final PayloadDecoder decoder;
    private final PayloadEncoder encoder;
    private final Consumer<Document> stages;
    private Document passed; // what the stages let through

    FluxionDocuments(Records records) {
        this.records = records;
        JsonFormat json = new JsonFormat();
        ConnectorConfig defaults = ConnectorConfig.builder(json.name(), ConnectorConfig.Kind.FORMAT)
                .build();
        this.decoder = json.decoder(defaults);
        this.encoder = json.encoder(defaults);
        this.stages = chained(compile(records));
    }

    private Document document(byte[] record) {
        return Document.encoded(Bytes.wrap(record), decoder, RecordMetadata.NONE);
    }

    @Override
    public Object changeOne(byte[] record) {
        return encoder.encode(changed(document(record)));
    }

    private Document changed(Document document) {
        String holder = records.holder();
        return holder == null
                ? document.with("status", CHANGED)
                : document.with(holder, document.getDocument(holder).with("status", CHANGED));
    }

    @Override
    public Object readOne(byte[] record, Blackhole hole) {
        Document document = document(record);
        Document holder = records.holder() == null ? document : document.getDocument(records.holder());
        hole.consume(holder.getLong(records.number()));
        return encoder.encode(document);
    }

    @Override
    public Object readAll(byte[] record, Blackhole hole) {
        Document document = document(record);
        consume(document, hole);
        return encoder.encode(changed(document));
    }

    /** As {@link #readAll}, but what is written is a new document, of the values that were read: no bytes are copied. */
    Object rebuild(byte[] record, Blackhole hole) {
        return encoder.encode(changed((Document) rebuilt(document(record), hole)));
    }

    private static void consume(Object value, Blackhole hole) {
        if (value instanceof Document document) {
            int size = document.size();
            for (int i = 0; i < size; i++) {
                hole.consume(document.nameAt(i));
                consume(document.valueAt(i), hole);
            }
        } else if (value instanceof List<?> items) {
            int size = items.size();
            for (int i = 0; i < size; i++) {
                consume(items.get(i), hole);
            }
        } else {
            hole.consume(value);
        }
    }

    private static Object rebuilt(Object value, Blackhole hole) {
        if (value instanceof Document document) {
            int size = document.size();
            DocumentBuilder builder = Document.builder(size);
            for (int i = 0; i < size; i++) {
                builder.put(document.nameAt(i), rebuilt(document.valueAt(i), hole));
            }
            return builder.build();
        }
        if (value instanceof List<?> items) {
            List<Object> copy = new ArrayList<>(items.size());
            for (Object item : items) {
                copy.add(rebuilt(item, hole));
            }
            return copy;
        }
        hole.consume(value);
        return value;
    }

    /** The record through {@code $match}, {@code $set} and {@code $project}; null if it does not match. */
    Object stages(byte[] record) {
        passed = null;
        stages.accept(document(record));
        return passed == null ? null : encoder.encode(passed);
    }

    private Consumer<Document> chained(List<Stage> all) {
        Consumer<Document> next = last -> passed = last;
        for (int i = all.size() - 1; i >= 0; i--) {
            Stage stage = all.get(i);
            Consumer<Document> then = next;
            next = document -> stage.process(document, then);
        }
        return next;
    }

    private static List<Stage> compile(Records records) {
        String prefix = records.holder() == null ? "" : records.holder() + ".";
        String number = "$" + prefix + records.number();
        List<StageProblem> problems = new ArrayList<>();
        List<Stage> compiled = StageCompiler.compile(
                List.of(
                        Map.of("$match", Map.of(prefix + "status", Map.of("$ne", "CANCELLED"))),
                        Map.of(
                                "$set",
                                Map.of(
                                        "status",
                                        "$" + prefix + "status",
                                        records.number(),
                                        number,
                                        "twice",
                                        Map.of("$multiply", List.of(number, 2)))),
                        Map.of("$project", Map.of("status", 1, records.number(), 1, "twice", 1))),
                problems);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.toString());
        }
        return compiled;
    }
}
