package ai.fluxion.core.plan;

import ai.fluxion.core.manifest.StageChecker;
import ai.fluxion.core.stages.Expressions;
import ai.fluxion.core.stages.StageCompiler;
import ai.fluxion.core.stages.StageProblem;
import java.util.ArrayList;
import java.util.List;

/** Checks stages and expressions by compiling them. */
final class CompilingChecker implements StageChecker {
    @Override
    public List<Finding> stages(List<?> definitions) {
        List<StageProblem> problems = new ArrayList<>();
        StageCompiler.compile(definitions, problems);
        return findings(problems);
    }

    @Override
    public List<Finding> expression(Object definition) {
        List<StageProblem> problems = new ArrayList<>();
        Expressions.compile(definition, problems);
        return findings(problems);
    }

    private static List<Finding> findings(List<StageProblem> problems) {
        return problems.stream()
                .map(problem -> new Finding(problem.error(), problem.code(), problem.path(), problem.message()))
                .toList();
    }
}
