package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Changelog;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.stages.RowStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What the stages of a pipeline do with changes of rows, given what the source tells of them. A stage of the language sees
 * the row before and the row after; one of a program's own sees the record as it is. Immutable.
 */
public final class ChangeRules {
    /** For a pipeline without stages. */
    public static final ChangeRules NONE = of(Optional.empty(), List.of(), ChangelogMode.STRICT);

    /**
     * What is known at a stage.
     *
     * @param decided whether the key alone says if and how often a row goes on
     * @param key the fields that follow from the key
     */
    private record Step(boolean decided, Set<String> key) {}

    private final boolean wholeRows;
    private final ChangelogMode mode;
    private final List<Step> steps = new ArrayList<>();
    private Optional<Failure> refusal = Optional.empty();
    private Optional<String> reason = Optional.empty();

    private ChangeRules(boolean wholeRows, ChangelogMode mode) {
        this.wholeRows = wholeRows;
        this.mode = mode;
    }

    /**
     * The rules of a pipeline.
     *
     * @param changelog what the source tells; empty if each record tells for itself
     */
    public static ChangeRules of(Optional<Changelog> changelog, List<? extends Stage> stages, ChangelogMode mode) {
        boolean wholeRows =
                changelog.filter(told -> told.before() == Changelog.Before.KEY).isEmpty();
        ChangeRules rules = new ChangeRules(wholeRows, mode);
        Set<String> key = changelog.map(Changelog::keyFields).orElse(Set.of());
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i) instanceof RowStage stage) {
                rules.steps.add(new Step(stage.decides(key::contains), key));
                if (changelog.isPresent()) {
                    rules.judge(stage, i, key);
                }
                key = Set.copyOf(stage.known(key));
            } else {
                rules.steps.add(new Step(false, key));
                key = Set.of();
            }
        }
        return rules;
    }

    private void judge(RowStage stage, int index, Set<String> key) {
        Predicate<String> known = wholeRows ? name -> true : key::contains;
        boolean always = stage.decides(name -> false);
        String place = place(stage, index);
        if (stage.decides(known)) {
            if (!always && reason.isEmpty()) {
                reason = Optional.of("Changes: " + place
                        + " sees a row before and after its change; what it no longer gives is deleted at the sink.");
            }
        } else if (mode == ChangelogMode.PASSTHROUGH) {
            reason = Optional.of("Changes: " + place
                    + " judges a change by the row after it; what it gave before may stay at the sink.");
        } else if (refusal.isEmpty()) {
            refusal = Optional.of(refuse(stage, place, key));
        }
    }

    private static String place(Stage stage, int index) {
        return "stages[" + index + "]." + stage.name();
    }

    private static Failure refuse(Stage stage, String place, Set<String> key) {
        String why = stage.deterministic()
                ? "depends on more than the key, and the source does not tell what a changed row was before"
                : "does not depend on the row alone";
        String fields = key.isEmpty() ? "$_meta.key" : "key fields (" + String.join(", ", new TreeSet<>(key)) + ")";
        return Failure.fatal(
                        "FLX-CHANGELOG", stage.name() + " " + why + ": what is at the sink for a row can't be known")
                .at(place)
                .remedy("Let the source send whole rows before a change, let it depend on " + fields
                        + " only, or judge each change by itself with `changelog: passthrough`.");
    }

    /** Why the pipeline must not start; empty if it may. */
    public Optional<Failure> refusal() {
        return refusal;
    }

    /** What becomes of changes, for people; empty if there is nothing to say. */
    public Optional<String> reason() {
        return reason;
    }

    /** @throws ai.fluxion.core.engine.connectors.FluxionException the refusal, if there is one */
    void demand() {
        refusal.ifPresent(why -> {
            throw why.exception();
        });
    }

    /** What takes changes through a stage. */
    Consumer<Document> link(int index, Stage stage, Consumer<Document> next) {
        if (!(stage instanceof RowStage row)) {
            return record -> stage.process(record, next);
        }
        Step step = steps.get(index);
        boolean judgesAlone = step.decided() || mode == ChangelogMode.PASSTHROUGH;
        return new ChangeLink(row, place(row, index), step.key(), wholeRows, judgesAlone, next);
    }
}
