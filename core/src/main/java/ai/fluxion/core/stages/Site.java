package ai.fluxion.core.stages;

import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place in a definition that is being compiled: it knows which variables can be seen there, takes the problems that are
 * found there, and compiles what stands there.
 */
final class Site {
    /** Stands for what could not be compiled; never constant, so that nothing above it is computed. */
    static final Node BROKEN = scope -> null;

    /** How deep definitions may be nested. */
    static final int DEEPEST = 200;

    private final Compilation compilation;
    private final Place place;
    private final Map<String, Integer> variables;

    private Site(Compilation compilation, Place place, Map<String, Integer> variables) {
        this.compilation = compilation;
        this.place = place;
        this.variables = variables;
    }

    static Site of(Compilation compilation, Place place) {
        return new Site(compilation, place, Map.of());
    }

    /** The place of a key of the map, or of an index of the list, that stands here. */
    Site at(Object element) {
        return new Site(compilation, place.child(element), variables);
    }

    /** This place with one more variable to be seen; {@link #variable} finds it. */
    Site with(String name) {
        Map<String, Integer> more = new HashMap<>(variables);
        more.put(name, compilation.declareVariable());
        return new Site(compilation, place, more);
    }

    /** This place with the variables of another. */
    Site withVariablesOf(Site other) {
        return new Site(compilation, place, other.variables);
    }

    Optional<Integer> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    List<String> variableNames() {
        return List.copyOf(variables.keySet());
    }

    /** This place for a compilation of its own, which reports to the same list. */
    Site separate() {
        return new Site(compilation.separate(), place, Map.of());
    }

    Compilation compilation() {
        return compilation;
    }

    Place place() {
        return place;
    }

    void notDeterministic() {
        compilation.notDeterministic();
    }

    void error(String code, String message) {
        compilation.report(true, code, place, message);
    }

    /** Reports arguments of the wrong number or form. */
    void wrongArguments(String message) {
        error("FLX-OPERATOR-ARGUMENTS", message);
    }

    /** Reports arguments of the wrong number or form, and gives what stands for them. */
    Node broken(String message) {
        wrongArguments(message);
        return BROKEN;
    }

    boolean tooDeep() {
        return place.depth() > DEEPEST;
    }

    /** Compiles an expression that stands here. */
    Node expression(Object definition) {
        return ExpressionSyntax.compile(definition, this);
    }

    /** Compiles a list of expressions that stands here. */
    List<Node> expressions(List<?> definitions) {
        List<Node> nodes = new ArrayList<>(definitions.size());
        for (int i = 0; i < definitions.size(); i++) {
            nodes.add(at(i).expression(definitions.get(i)));
        }
        return nodes;
    }

    /** The node's value, if it has the same for all records; else the node. A failure is a problem of the definition. */
    Node fold(Node node) {
        if (!node.constant() || node instanceof Literal) {
            return node;
        }
        try {
            return new Literal(node.copy(new Scope(Document.empty(), compilation.variableCount())));
        } catch (FluxionException always) {
            return broken("fails for every record: " + always.failure().message());
        }
    }

    /** A value as documents hold it. */
    Optional<Object> value(Object definition) {
        try {
            return Optional.ofNullable(Document.of("value", definition).valueAt(0));
        } catch (IllegalArgumentException noValue) {
            wrongArguments(noValue.getMessage());
            return Optional.empty();
        }
    }

    /** True if nothing was reported since {@code count}; see {@link #problemCount()}. */
    boolean soundSince(int count) {
        return compilation.problemCount() == count;
    }

    int problemCount() {
        return compilation.problemCount();
    }
}
