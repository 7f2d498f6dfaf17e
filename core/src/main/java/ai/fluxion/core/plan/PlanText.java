package ai.fluxion.core.plan;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.manifest.ComponentDefinition;
import ai.fluxion.core.manifest.OnInvalid;
import ai.fluxion.core.manifest.PipelineDefinition;
import ai.fluxion.core.model.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code fluxion plan} prints. */
final class PlanText {
    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    static String of(PipelinePlan plan) {
        return new PlanText().write(plan);
    }

    private String write(PipelinePlan plan) {
        PipelineDefinition definition = plan.definition();
        GuaranteeRules.Parts parts = plan.parts();
        line("pipeline", definition.id());
        component("source", definition.source(), parts.source().name());
        stages(definition.stages().shown());
        component("sink", definition.sinks().get(0), parts.sink().name());
        switch (definition.onInvalid().getClass().getSimpleName()) {
            case "Skip" -> line("invalid", "left out");
            case "Fail" -> line("invalid", "the pipeline stops");
            default ->
                component(
                        "invalid",
                        ((OnInvalid.DeadLetter) definition.onInvalid()).sink(),
                        parts.deadLetters().name());
        }
        line("lanes", Integer.toString(definition.parallelism()));
        line(
                "checkpoint",
                "every " + definition.checkpoint().interval().toMillis() + " ms, kept by "
                        + (plan.sinkIsHome() ? "the sink" : "the store"));
        boolean validated = definition.source().config().getBoolean("validate", false);
        if (definition.stages().shown().isEmpty() && !validated) {
            line(
                    "",
                    "Without stages nothing looks at the records, unless the sink has to: bytes of its format pass as they are.");
        }
        text.append(System.lineSeparator());
        guarantee(plan.guarantee());
        return text.toString();
    }

    private void component(String name, ComponentDefinition<?> component, String kind) {
        line(name, component.type() + "  (" + kind.toLowerCase(Locale.ROOT).replace('_', '-') + ")");
        for (Map.Entry<String, Object> option : component.shown().entrySet()) {
            line("", "  " + option.getKey() + ": " + shown(option.getValue()));
        }
    }

    private static String shown(Object value) {
        return value instanceof String plain ? plain : JsonWriter.text(value);
    }

    private void stages(List<Object> stages) {
        for (int i = 0; i < stages.size(); i++) {
            line(i == 0 ? "stages" : "", JsonWriter.text(stages.get(i)));
        }
    }

    private void guarantee(Guarantee guarantee) {
        if (guarantee.refusal().isPresent()) {
            Failure refusal = guarantee.refusal().get();
            line("guarantee", "refused: " + refusal);
        } else {
            line("guarantee", guarantee.promised().word());
        }
        guarantee.reasons().forEach(reason -> line("", "- " + reason));
    }

    private void line(String name, String value) {
        text.append(String.format(Locale.ROOT, "%-12s%s%n", name, value).replaceAll("[ ]+(?=\\R$)", ""));
    }
}
