package ai.fluxion.core.stages;

import ai.fluxion.core.engine.stages.Expression;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Unavailable;
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
        Node node = Site.of(compilation, Place.root("expression")).expression(definition);
        return new Compiled(node, compilation.variableCount(), compilation.deterministic());
    }

    private record Compiled(Node node, int variables, boolean deterministic) implements Expression {
        @Override
        public Object evaluate(Document record) {
            Object value = node.evaluate(new Scope(record, variables));
            return value instanceof Missing || value instanceof Unavailable ? null : value;
        }
    }
}
