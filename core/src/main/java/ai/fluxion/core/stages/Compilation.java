package ai.fluxion.core.stages;

import java.util.List;

/** What is known of one stage or expression while it is compiled: its problems, variables, and whether it is repeatable. */
final class Compilation {
    private final List<StageProblem> problems;
    private int variables;
    private boolean deterministic = true;

    Compilation(List<StageProblem> problems) {
        this.problems = problems;
    }

    /** One with variables of its own and the same list of problems. */
    Compilation separate() {
        return new Compilation(problems);
    }

    void report(boolean error, String code, Place place, String message) {
        problems.add(new StageProblem(error, code, place.path(), message));
    }

    int problemCount() {
        return problems.size();
    }

    /** A place for one more variable in {@link Scope}. */
    int declareVariable() {
        return variables++;
    }

    int variableCount() {
        return variables;
    }

    void notDeterministic() {
        deterministic = false;
    }

    boolean deterministic() {
        return deterministic;
    }
}
