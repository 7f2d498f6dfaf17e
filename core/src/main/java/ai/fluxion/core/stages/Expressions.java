package ai.fluxion.core.stages;

import ai.fluxion.core.engine.stages.Expression;
import ai.fluxion.core.model.Document;
import java.util.List;

/** Compiles expressions that stand outside of stages, such as a sink's key. */
public final class Expressions {
    private Expressions() {}

    /**
     * Compiles an expression.
     *
     * @param definition what YAML or JSON gives; null is the literal null
     * @param problems takes what is wrong, with paths from the top of the definition
     * @return the expression; not to be used if an error was reported
     */
    public static Expression compile(Object definition, List<StageProblem> problems) {
        Compilation compilation = new Compilation(problems);
        Place place = Place.root("expression");
        Node node = Site.of(compilation, place).expression(definition);
        return new Compiled(node, place, compilation.variableCount(), compilation.deterministic());
    }

    private record Compiled(Node node, Place place, int variables, boolean deterministic) implements Expression {
        @Override
        public Object evaluate(Document record) {
            Object value = Operators.value(node, new Scope(record, variables), place);
            return value == Missing.VALUE ? null : value;
        }
    }
}
