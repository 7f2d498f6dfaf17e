package ai.fluxion.core.stages;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.stages.Expression;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;

/** Definitions as YAML gives them, and what they do to records. */
final class Definitions {
    private Definitions() {}

    static Map<String, Object> obj(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    static List<Object> list(Object... items) {
        return new ArrayList<>(java.util.Arrays.asList(items));
    }

    static Document doc(Object... keysAndValues) {
        return Document.of(obj(keysAndValues));
    }

    static Expression expression(Object definition) {
        List<StageProblem> problems = new ArrayList<>();
        Expression expression = Expressions.compile(definition, problems);
        assertThat(problems).as("problems of %s", definition).isEmpty();
        return expression;
    }

    static Object evaluate(Object definition, Document record) {
        return expression(definition).evaluate(record);
    }

    static List<Stage> stages(Object... definitions) {
        List<StageProblem> problems = new ArrayList<>();
        List<Stage> stages = StageCompiler.compile(list(definitions), problems);
        assertThat(problems).as("problems of %s", list(definitions)).isEmpty();
        return stages;
    }

    static List<StageProblem> problems(Object... definitions) {
        List<StageProblem> problems = new ArrayList<>();
        StageCompiler.compile(list(definitions), problems);
        return problems;
    }

    static List<Document> run(List<Stage> stages, Document record) {
        List<Document> records = List.of(record);
        for (Stage stage : stages) {
            List<Document> results = new ArrayList<>();
            records.forEach(each -> stage.process(each, results::add));
            records = results;
        }
        return records;
    }

    /** The one record that a stage makes of this one. */
    static String json(Object stage, Document record) {
        List<Document> results = run(stages(stage), record);
        assertThat(results).hasSize(1);
        return results.get(0).toJson();
    }

    static boolean matches(Map<String, Object> query, Document record) {
        return !run(stages(obj("$match", query)), record).isEmpty();
    }

    // ---- rows of tables

    /** An expression gives this value, of this class. */
    static DynamicTest gives(Document record, Object definition, Object expected) {
        return DynamicTest.dynamicTest(JsonWriter.text(definition) + " gives " + expected, () -> {
            Object wanted = Document.of("value", expected).valueAt(0);
            Object value = evaluate(definition, record);
            assertThat(value).isEqualTo(wanted);
            assertThat(value == null ? null : BsonType.of(value))
                    .isEqualTo(wanted == null ? null : BsonType.of(wanted));
        });
    }
}
