package ai.fluxion.core.observation;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.streaming.PipelineHealth;
import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** Health as JSON: {@code {"status": "up", "pipelines": [{"pipeline", "status", "up", "reasons": [{"code", …}]}]}}. */
final class HealthJson {
    /**
     * Which question is answered.
     *
     * @param up whether a pipeline is well, as this question means it
     * @param reasons why it is not
     */
    record Question(Predicate<PipelineHealth> up, Function<PipelineHealth, List<Failure>> reasons) {
        static final Question LIVE = new Question(PipelineHealth::live, PipelineHealth::deadly);
        static final Question READY = new Question(PipelineHealth::ready, PipelineHealth::troubles);
    }

    private HealthJson() {}

    static boolean up(Question question, List<PipelineHealth> pipelines) {
        return pipelines.stream().allMatch(question.up());
    }

    static String of(Question question, List<PipelineHealth> pipelines) {
        List<Document> each =
                pipelines.stream().map(pipeline -> one(question, pipeline)).toList();
        String status = up(question, pipelines) ? "up" : "down";
        return Document.of("status", status, "pipelines", each).toJson() + "\n";
    }

    private static Document one(Question question, PipelineHealth pipeline) {
        List<Document> reasons = question.reasons().apply(pipeline).stream()
                .map(HealthJson::reason)
                .toList();
        return Document.builder(4)
                .put("pipeline", pipeline.pipeline())
                .put("status", pipeline.status().name().toLowerCase(Locale.ROOT))
                .put("up", question.up().test(pipeline))
                .put("reasons", reasons)
                .build();
    }

    private static Document reason(Failure failure) {
        return Document.builder(4)
                .put("code", failure.code())
                .put("place", failure.place())
                .put("message", failure.message())
                .put("remedy", failure.remedy())
                .build();
    }
}
