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
        List<Document> each = pipelines.stream()
                .map(pipeline -> Document.of(
                        "pipeline",
                        pipeline.pipeline(),
                        "status",
                        pipeline.status().name().toLowerCase(Locale.ROOT),
                        "up",
                        question.up().test(pipeline),
                        "reasons",
                        question.reasons().apply(pipeline).stream()
                                .map(HealthJson::reason)
                                .toList()))
                .toList();
        return Document.of("status", up(question, pipelines) ? "up" : "down", "pipelines", each)
                        .toJson() + "\n";
    }

    private static Document reason(Failure failure) {
        return Document.of(
                "code", failure.code(), "place", failure.place(), "message", failure.message(), "remedy", failure.remedy());
    }
}
