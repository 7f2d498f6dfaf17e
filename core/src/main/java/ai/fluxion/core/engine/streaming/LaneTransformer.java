package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.engine.stages.StatefulStage;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The second step of a lane: decodes records and takes them through the stages. A record that a stage can't handle is singled
 * out, with what came of it removed; the others go on in order.
 */
final class LaneTransformer {
    /** The step before the stages. */
    static final String DECODE = "decode";

    private final LaneStats stats;
    private final List<Stage> stages;
    private final LaneQueue in;
    private final LaneQueue out;
    private final Consumer<Document> chain;
    private List<Document> results = new ArrayList<>();
    private List<RejectedRecord> rejected = new ArrayList<>();

    LaneTransformer(LaneStats stats, List<Stage> stages, LaneQueue in, LaneQueue out) {
        this.stats = stats;
        this.stages = stages;
        this.in = in;
        this.out = out;
        Consumer<Document> next = record -> results.add(record);
        for (int i = stages.size() - 1; i >= 0; i--) {
            next = link(stages.get(i), next);
        }
        this.chain = next;
    }

    private Consumer<Document> link(Stage stage, Consumer<Document> next) {
        return record -> {
            int mark = results.size();
            try {
                stage.process(record, next);
            } catch (FluxionException failed) {
                if (failed.failure().kind() != Failure.Kind.INVALID_RECORD) {
                    throw failed;
                }
                reject(mark, record, failed.failure(), stage.name());
            }
        };
    }

    private void reject(int mark, Document record, Failure failure, String stage) {
        results.subList(mark, results.size()).clear();
        rejected.add(new RejectedRecord(record, failure, stage));
    }

    void run() throws InterruptedException {
        while (true) {
            LaneItem item = in.take();
            if (item instanceof LaneItem.Barrier barrier) {
                out.put(barrier.withStages(snapshot()));
            } else {
                LaneItem.Data data = (LaneItem.Data) item;
                out.put(data.batch() instanceof Batch.Records records ? timed(data, records) : data);
            }
        }
    }

    private LaneItem.Data timed(LaneItem.Data data, Batch.Records records) {
        stats.transform.begins();
        try {
            return transform(data, records);
        } finally {
            stats.transform.ends();
            stats.transformed(data.recordsIn(), results.size());
        }
    }

    private LaneItem.Data transform(LaneItem.Data data, Batch.Records records) {
        results = new ArrayList<>(records.documents().size());
        rejected = new ArrayList<>();
        for (Document record : records.documents()) {
            try {
                record.decode();
            } catch (FluxionException failed) {
                if (failed.failure().kind() != Failure.Kind.INVALID_RECORD) {
                    throw failed;
                }
                reject(results.size(), record, failed.failure(), DECODE);
                continue;
            }
            chain.accept(record);
        }
        Batch.Records transformed = new Batch.Records(
                records.stream(), records.schema(), results, records.position(), records.checkpointAllowed());
        return new LaneItem.Data(transformed, rejected, data.recordsIn(), data.bytes());
    }

    private Map<String, Map<String, Bytes>> snapshot() {
        Map<String, Map<String, Bytes>> states = new TreeMap<>();
        for (Stage stage : stages) {
            if (stage instanceof StatefulStage stateful) {
                states.put(stateful.id(), stateful.snapshot());
            }
        }
        return states;
    }
}
