package ai.fluxion.core.stages;

import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.names.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compiles the stages of a manifest. All problems are collected; nothing is thrown.
 *
 * <p>A record that a stage can't handle is an invalid-record failure, whose place is like {@code stages[1].$set.total}.
 */
public final class StageCompiler {
    /** Compiles what stands behind the name of a stage. */
    @FunctionalInterface
    interface Form {
        Stage compile(Object definition, Site site);
    }

    private static final Map<String, Form> STAGES = new TreeMap<>(Map.of(
            "$match", MatchStage::compile,
            "$set", (definition, site) -> SetStage.compile("$set", definition, site),
            "$addFields", (definition, site) -> SetStage.compile("$addFields", definition, site),
            "$project", ProjectStage::compile,
            "$unset", ProjectStage::compileUnset,
            "$replaceRoot", ReplaceRootStage::compile,
            "$replaceWith", ReplaceRootStage::compileWith,
            "$unwind", UnwindStage::compile));

    private StageCompiler() {}

    /**
     * Compiles a list of stages.
     *
     * @param definitions what YAML or JSON gives: maps of one key each
     * @param problems takes what is wrong, with paths from the top of the list
     * @return the stages in order; not to be used if an error was reported
     */
    public static List<Stage> compile(List<?> definitions, List<StageProblem> problems) {
        List<Stage> stages = new ArrayList<>(definitions.size());
        Place root = Place.root("stages");
        boolean unwound = false;
        for (int i = 0; i < definitions.size(); i++) {
            Stage stage = compileOne(definitions.get(i), root.child(i), problems);
            if (stage instanceof UnwindStage unwind) {
                stage = unwound ? unwind.afterAnother() : unwind;
                unwound = true;
            }
            if (stage != null) {
                stages.add(stage);
            }
        }
        return List.copyOf(stages);
    }

    /** The names of the stages, sorted. */
    public static List<String> stageNames() {
        return List.copyOf(STAGES.keySet());
    }

    /** The names of the operators of expressions, sorted. */
    public static List<String> operatorNames() {
        return Operators.names();
    }

    /** The names of the operators of {@code $match}, sorted. */
    public static List<String> queryOperatorNames() {
        return QuerySyntax.names();
    }

    /** The operators of MongoDB's queries that {@code $match} does not have, sorted, each with the reason. */
    public static Map<String, String> queryOperatorsLeftOut() {
        return NotInMatch.reasons();
    }

    /** @return null if the definition has an error */
    private static Stage compileOne(Object definition, Place place, List<StageProblem> problems) {
        Compilation compilation = new Compilation(problems);
        Site site = Site.of(compilation, place);
        if (!(definition instanceof Map<?, ?> map) || map.size() != 1) {
            site.error("FLX-STAGE-ARGUMENTS", shapeOf(definition));
            return null;
        }
        String name = String.valueOf(map.keySet().iterator().next());
        Site here = site.at(name);
        Form form = STAGES.get(name);
        if (form == null) {
            reportUnknown(name, here);
            return null;
        }
        int before = problems.size();
        Stage stage = form.compile(map.get(name), here);
        return problems.subList(before, problems.size()).stream().anyMatch(StageProblem::error) ? null : stage;
    }

    private static String shapeOf(Object definition) {
        if (definition instanceof Map<?, ?> map && map.size() > 1) {
            return "a stage has one key, this one has " + map.keySet() + "; begin each stage with a dash of its own";
        }
        return "expected a stage like {$match: {…}}";
    }

    private static void reportUnknown(String name, Site site) {
        NotStreaming.reason(name)
                .ifPresentOrElse(
                        reason -> site.error("FLX-STAGE-NOT-STREAMING", name + " can't work on a stream: " + reason),
                        () -> site.error(
                                "FLX-STAGE-UNKNOWN", "no stage " + name + NearestName.hint(name, STAGES.keySet())));
    }
}
